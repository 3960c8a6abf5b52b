/** One option of a command. Its value is taken from the flag, else from the variable `ARKINDEX_CI_<NAME>`, else from `default`. */
export interface OptionSpec {
  type: 'string' | 'boolean'
  /** May be given more than once; in the variable, comma-separated or as a JSON array. */
  multiple?: boolean
  short?: string
  /** How the value is named in `--help`, for example FILE. */
  value?: string
  description: string
  default?: string
  /** The only values that are accepted. */
  choices?: readonly string[]
  /** False where no variable may set it, as for `--help`. */
  fromEnvironment?: boolean
}

export type OptionValue = string | boolean | string[] | undefined

/** What a command may touch of the world outside; passed in, so that tests can pass their own. */
export interface CommandContext {
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  stdout: OutputStream
  stderr: OutputStream
  /** Aborted with a coded `interrupted` error on SIGINT and SIGTERM. */
  signal: AbortSignal
}

export interface OutputStream {
  write(text: string): void
  readonly isTerminal: boolean
  /** False where NO_COLOR is set or the output is no terminal. */
  readonly hasColor: boolean
  readonly columns: number
}

export interface CommandInput {
  options: Readonly<Record<string, OptionValue>>
  positionals: readonly string[]
}

export interface Command {
  /** As it is typed, for example `process watch`. */
  name: string
  /** One line for the list of commands. */
  summary: string
  /** The positional arguments as `--help` shows them, for example `[PATH...]`. */
  positionals?: string
  options: Readonly<Record<string, OptionSpec>>
  /** Whole command lines, each with a comment of what it does. */
  examples: ReadonlyArray<{ line: string; does: string }>
  /** Runs the command and gives its exit code. Throws coded errors. */
  run(input: CommandInput, context: CommandContext): Promise<number>
}
