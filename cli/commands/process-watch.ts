import { systemClock } from '../../core/arkindex/clock.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { followProcess } from '../../core/release/follow-process.ts'
import type { Command, CommandContext, CommandInput, OptionValue } from '../command.ts'
import { instanceOptions, withInstances } from '../instance-options.ts'

function wrong(problem: string): CodedError {
  return new CodedError('wrong-usage', { problem, command: 'process watch' })
}

function readSeconds(options: CommandInput['options'], name: string): number | undefined {
  const value: OptionValue = options[name]
  if (typeof value !== 'string' || value === '') return undefined
  const seconds = Number(value)
  // Timers cannot wait longer than 2^31 ms.
  if (!(seconds > 0) || seconds > 2_000_000) throw wrong(`--${name} is "${value}", not a number of seconds above 0.`)
  return seconds
}

/** Shows where a process is: one line that changes on a terminal, a line a change elsewhere. */
function openProgress({ stderr }: Pick<CommandContext, 'stderr'>): { show(text: string): void; end(): void } {
  const start = Date.now()
  let text = ''
  if (!stderr.isTerminal) {
    return {
      show: (next) => stderr.write(`${next}\n`),
      end: () => {},
    }
  }
  const draw = () => {
    const line = `${text} (${Math.round((Date.now() - start) / 1000)} s)`
    stderr.write(`\r\u001b[2K${line.slice(0, Math.max(20, stderr.columns - 1))}`)
  }
  const timer = setInterval(draw, 1000)
  return {
    show: (next) => {
      text = next
      draw()
    },
    end: () => {
      clearInterval(timer)
      if (text !== '') stderr.write('\n')
    },
  }
}

async function run({ options, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0) throw wrong('It takes the id of one process.')
  const timeout = readSeconds(options, 'timeout')
  const interval = readSeconds(options, 'interval')
  const ending = new AbortController()
  const interrupt = () => ending.abort(context.signal.reason)
  context.signal.throwIfAborted()
  context.signal.addEventListener('abort', interrupt, { once: true })
  let state = 'not seen yet'
  const giveUp = () => ending.abort(new CodedError('process-not-ended', { id, state, timeout }))
  const timer = timeout === undefined ? undefined : setTimeout(giveUp, timeout * 1000)
  const progress = openProgress(context)
  try {
    const process = await withInstances(options, { ...context, signal: ending.signal }, async (instances) =>
      followProcess(await instances.open(), id, {
        sleep: (pause) => systemClock.sleep(interval === undefined ? pause : interval * 1000, ending.signal),
        onState: (seen) => {
          state = seen.state
          progress.show(`Process ${seen.name || seen.id}: ${state}`)
        },
      }),
    )
    progress.end()
    const { id: processId, name, created } = process
    if (options.format === 'json') {
      context.stdout.write(`${JSON.stringify({ process: { id: processId, name, state: process.state, created } })}\n`)
    } else {
      context.stdout.write(`Process ${name || processId} ended: ${process.state}\n`)
    }
    return process.state === 'completed' ? 0 : 1
  } catch (error) {
    progress.end()
    throw ending.signal.aborted ? ending.signal.reason : error
  } finally {
    clearTimeout(timer)
    context.signal.removeEventListener('abort', interrupt)
  }
}

/** Follows a process of an instance to its end; the exit code tells how it went. */
export const processWatch: Command = {
  name: 'process watch',
  summary: 'Follows a process to its end',
  positionals: 'ID',
  options: {
    ...instanceOptions,
    timeout: { type: 'string', value: 'SECONDS', description: 'Gives up after so long; without it, never' },
    interval: {
      type: 'string',
      value: 'SECONDS',
      description: 'Time between two looks; without it, from 1 s at first to 15 s',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      description: 'How the result is printed',
      choices: ['text', 'json'],
      default: 'text',
    },
  },
  examples: [
    {
      line: 'arkindex-ci process watch 2d8fd1a4-66f7-4e0c-9b41-5f0a5ab4ce9b --timeout 3600',
      does: 'waits up to an hour; exit 0 where the process completed, 1 where it failed or was stopped',
    },
  ],
  run,
}
