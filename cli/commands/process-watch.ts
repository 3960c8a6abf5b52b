import { systemClock } from '../../core/arkindex/clock.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { followProcess } from '../../core/release/follow-process.ts'
import type { ProcessProgress } from '../../core/release/process-progress.ts'
import { tidy } from '../../core/release/render-text.ts'
import { openNews, renderDuration, renderProgress, renderResult } from '../../core/release/render-training.ts'
import { readTrainingResult } from '../../core/release/training-result.ts'
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

interface Shown {
  show(name: string, progress: ProcessProgress): void
  end(): void
}

/** Shows where a process is: one line that changes on a terminal, a line for each news elsewhere. */
function openDisplay({ stderr }: Pick<CommandContext, 'stderr'>): Shown {
  const readNews = openNews()
  if (!stderr.isTerminal) {
    return {
      show: (name, progress) => {
        const line = readNews(progress, Date.now())
        if (line !== undefined) stderr.write(`Process ${name}: ${line}\n`)
      },
      end: () => {},
    }
  }
  const start = Date.now()
  let shown: { name: string; progress: ProcessProgress } | undefined
  const draw = () => {
    if (!shown) return
    const now = Date.now()
    const line = `Process ${shown.name}: ${renderProgress(shown.progress, now)} (${renderDuration((now - start) / 1000)})`
    stderr.write(`\r\u001b[2K${line.slice(0, Math.max(20, stderr.columns - 1))}`)
  }
  const timer = setInterval(draw, 1000)
  return {
    show: (name, progress) => {
      shown = { name, progress }
      draw()
    },
    end: () => {
      clearInterval(timer)
      if (shown) stderr.write('\n')
      shown = undefined
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
  const display = openDisplay(context)
  try {
    const { process, result } = await withInstances(
      options,
      { ...context, signal: ending.signal },
      async (instances) => {
        const instance = await instances.open()
        const ended = await followProcess(instance, id, {
          now: () => Date.now(),
          sleep: (pause) => systemClock.sleep(interval === undefined ? pause : interval * 1000, ending.signal),
          onProgress: (seen, progress) => {
            state = tidy(seen.state)
            display.show(tidy(seen.name || seen.id), progress)
          },
        })
        display.end()
        return { process: ended, result: await readTrainingResult(instance, ended) }
      },
    )
    const { id: processId, name, created } = process
    if (options.format === 'json') {
      const told = { process: { id: processId, name, state: process.state, created }, result }
      context.stdout.write(`${JSON.stringify(told)}\n`)
    } else {
      const lines = renderResult(result).map((line) => `  ${line}\n`)
      context.stdout.write(`Process ${tidy(name || processId)} ended: ${tidy(process.state)}\n${lines.join('')}`)
    }
    return process.state === 'completed' ? 0 : 1
  } catch (error) {
    display.end()
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
