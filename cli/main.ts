import { readFileSync } from 'node:fs'
import { createRequire, wrap } from 'node:module'
import path from 'node:path'
import { constants, Script } from 'node:vm'
import { CodedError, type CodedErrors, listCodedErrors } from '../core/errors/coded-error.ts'
import type { Command, CommandContext, OutputStream } from './command.ts'
import { commandParts } from './command-parts.ts'
import { renderHelp } from './help.ts'
import { resolveOptions } from './resolve-options.ts'

declare const __VERSION__: string

/** Names the build, and with it the code caches that belong to it. */
declare const __BUILD__: string

interface Part {
  commands: Readonly<Record<string, Command>>
}

/** The bundles beside this one; each is loaded only when one of its commands is asked for. */
declare const require: (file: string) => Part

/**
 * Loads a part, from V8's code cache of the same build where there is one: compiling a part takes longer than what most
 * commands do with it. A cache that another version of Node wrote is refused by V8 and does no harm.
 */
function loadPart(name: string): Part {
  const file = path.join(__dirname, `parts/${name}.cjs`)
  let cachedData: Buffer
  try {
    cachedData = readFileSync(path.join(__dirname, `parts/${name}.${__BUILD__}.cache`))
  } catch {
    return require(file)
  }
  const script = new Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const module: { exports: Part } = { exports: { commands: {} } }
  const run: (exports: Part, require: NodeRequire, module: { exports: Part }, file: string, folder: string) => void =
    script.runInThisContext()
  run(module.exports, createRequire(file), module, file, path.dirname(file))
  return module.exports
}

function renderOverview(): string {
  const width = Math.max(...Object.keys(commandParts).map((name) => name.length))
  return [
    'arkindex-ci makes a repository of Arkindex workers release itself.',
    '',
    'Usage: arkindex-ci COMMAND [options]',
    '',
    'Commands:',
    ...Object.entries(commandParts).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'arkindex-ci COMMAND --help shows the options of one, with an example; --version prints the version.',
    '',
    'Example:',
    '  # checks the worker YAML of the repository in this folder',
    '  arkindex-ci validate',
    '',
  ].join('\n')
}

function findCommand(args: readonly string[]): { name: string; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ')
    if (args.length >= words && Object.hasOwn(commandParts, name)) return { name, rest: args.slice(words) }
  }
  return undefined
}

/** Wraps a stream so that a reader that went away stops the printing, not the work. */
function openOutput(stream: NodeJS.WriteStream, onClosed: () => void): OutputStream {
  let isClosed = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (!isClosed) onClosed()
    isClosed = true
  })
  const isTerminal = stream.isTTY === true
  return {
    write: (text) => {
      if (!isClosed) stream.write(text)
    },
    isTerminal,
    hasColor: isTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    columns: stream.columns ?? 80,
  }
}

function tellErrors(errors: readonly CodedError[], stderr: OutputStream): void {
  for (const error of errors) {
    stderr.write(
      `error[${error.code}]: ${error.message}\n${error.place ? `  at: ${error.place}\n` : ''}  remedy: ${error.remedy}\n`,
    )
  }
}

/** An output that is opened at its first use: to open one takes longer than to check a small file. */
function openLater(open: () => OutputStream): OutputStream {
  let opened: OutputStream | undefined
  const get = () => {
    opened ??= open()
    return opened
  }
  return {
    write: (text) => get().write(text),
    get isTerminal() {
      return get().isTerminal
    },
    get hasColor() {
      return get().hasColor
    },
    get columns() {
      return get().columns
    },
  }
}

async function main(args: readonly string[]): Promise<number> {
  const interruption = new AbortController()
  let isOutputClosed = false
  const stderr = openLater(() => openOutput(process.stderr, () => {}))
  const stdout = openOutput(process.stdout, () => {
    isOutputClosed = true
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interruption.abort(new CodedError('interrupted', { signal })))
  }
  const context: CommandContext = { env: process.env, cwd: process.cwd(), stdout, stderr, signal: interruption.signal }
  const [first] = args
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    stdout.write(renderOverview())
    return first === undefined ? 2 : 0
  }
  if (first === '--version' || first === '-V') {
    stdout.write(`${__VERSION__}\n`)
    return 0
  }
  let wantsJson = false
  try {
    const found = findCommand(args)
    if (!found) throw new CodedError('unknown-command', { command: first })
    const part = commandParts[found.name]?.part
    const command = part && loadPart(part).commands[found.name]
    if (!command) throw new CodedError('unknown-command', { command: found.name })
    if (found.rest.some((word) => word === '--help' || word === '-h')) {
      stdout.write(renderHelp(command))
      return 0
    }
    const input = resolveOptions(command, found.rest, process.env)
    wantsJson = input.options.format === 'json'
    const exit = await command.run(input, context)
    if (!isOutputClosed) await new Promise((resolve) => setImmediate(resolve))
    if (isOutputClosed) throw new CodedError('output-closed')
    return exit
  } catch (thrown) {
    const reason: unknown = interruption.signal.aborted ? interruption.signal.reason : thrown
    // Parts are bundles of their own, so their classes are not ours: known by their name.
    const errors = isCodedErrors(reason) ? reason.errors : isCodedError(reason) ? [reason] : listCodedErrors(reason)
    tellErrors(errors, stderr)
    if (wantsJson) stdout.write(`${JSON.stringify({ errors: errors.map((error) => error.report()) })}\n`)
    if (
      process.env.ARKINDEX_CI_DEBUG &&
      errors.some(({ code }) => code === 'internal-error') &&
      thrown instanceof Error
    ) {
      stderr.write(`${thrown.stack}\n`)
    }
    return Math.max(...errors.map(({ exit }) => exit))
  }
}

function isCodedError(thrown: unknown): thrown is CodedError {
  return thrown instanceof Error && 'code' in thrown && 'remedy' in thrown && 'exit' in thrown
}

function isCodedErrors(thrown: unknown): thrown is CodedErrors {
  return thrown instanceof Error && thrown.name === 'CodedErrors'
}

main(process.argv.slice(2)).then((exit) => {
  process.exitCode = exit
})
