/** One call of a program of the machine. `args` reach it as they are, through no shell. */
export interface ProgramCall {
  program: string
  args: readonly string[]
  /** Added to the environment of the command. */
  env?: Readonly<Record<string, string>>
  /** Written to its standard input, which is closed after it. For secrets, which never stand in `args`. */
  input?: string
  cwd?: string
  /** Gets both outputs as they come, whole lines at a time. */
  onOutput?: (lines: string) => void
}

export interface ProgramResult {
  /** Exit code, undefined where the program is not there or a signal ended it. */
  exit: number | undefined
  /** The first 10 MiB of standard output. */
  stdout: string
  /** The last 64 KiB of standard error. */
  stderr: string
  /** True where no such program is on the path. */
  isMissing: boolean
}

/** What building an image may use of the machine; passed in, because `core` itself starts no process. */
export interface Host {
  /** Runs a program to its end. Rejects only when interrupted, after the program and all its children were stopped. */
  run(call: ProgramCall): Promise<ProgramResult>
  isOnPath(program: string): boolean
  env: Readonly<Record<string, string | undefined>>
}
