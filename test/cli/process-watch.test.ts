import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { processWatch } from '../../cli/commands/process-watch.ts'
import { resolveOptions } from '../../cli/resolve-options.ts'
import { CodedError, listCodedErrors } from '../../core/errors/coded-error.ts'
import validators from '../../generated/validators.cjs'
import { json, type ScriptedServer, serveScript, type Turn } from '../core/arkindex/scripted-server.ts'

const document = {
  openapi: '3.0.3',
  paths: {
    '/api/v1/process/{id}/': {
      get: { operationId: 'RetrieveProcess', parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] },
    },
  },
}
const state = (name: string): Turn => json({ id: 'p1', name: 'Train it', state: name, created: '2026-01-01T00:00:00Z' })

let home = ''
let server: ScriptedServer
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'watch-'))
})
afterEach(async () => {
  await server.close()
  rmSync(home, { recursive: true })
})

interface Watched {
  exit: number | undefined
  errors: readonly CodedError[]
  stdout: string
  stderr: string
}

async function watch(
  turns: Turn[],
  args: string[] = [],
  { isTerminal = false, signal = new AbortController().signal, offered = document as unknown } = {},
): Promise<Watched> {
  server = await serveScript([json(offered), ...turns])
  const out = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      out[name] += text
    },
    isTerminal,
    hasColor: false,
    columns: 80,
  })
  const env = { HOME: home, ARKINDEX_API_URL: server.url, ARKINDEX_API_TOKEN: 'token-of-the-test' }
  try {
    const input = resolveOptions(processWatch, ['p1', '--interval', '0.01', ...args], env)
    const exit = await processWatch.run(input, {
      env,
      cwd: home,
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      signal,
    })
    return { exit, errors: [], ...out }
  } catch (error) {
    return { exit: undefined, errors: listCodedErrors(error), ...out }
  }
}

describe('process watch', () => {
  test('tells each change once and ends with 0 where the process completed', async () => {
    const watched = await watch([state('unscheduled'), state('running'), state('running'), state('completed')])
    expect(watched).toMatchObject({ exit: 0, stdout: 'Process Train it ended: completed\n' })
    expect(watched.stderr).toBe(
      ['unscheduled', 'running', 'completed'].map((name) => `Process Train it: ${name}\n`).join(''),
    )
  })
  for (const end of ['failed', 'error', 'stopped', 'cancelled']) {
    test(`ends with 1 where it ${end}`, async () => {
      expect((await watch([state('running'), state(end)])).exit).toBe(1)
    })
  }
  test('prints one JSON document at the end', async () => {
    const { stdout } = await watch([state('completed')], ['--format', 'json'])
    expect(JSON.parse(stdout)).toEqual({
      process: { id: 'p1', name: 'Train it', state: 'completed', created: '2026-01-01T00:00:00Z' },
      result: {
        process: { id: 'p1', name: 'Train it', state: 'completed', url: `${server.url}/process/p1` },
        seconds: null,
        modelVersion: null,
        metrics: null,
        failure: null,
        notes: [],
      },
    })
    expect(validators.process(JSON.parse(stdout))).toBe(true)
  })
  test('has one line that changes on a terminal', async () => {
    const { stderr } = await watch([state('running'), state('completed')], [], { isTerminal: true })
    const line = (text: string) => `\r\u001b[2KProcess Train it: ${text}`
    expect(stderr).toBe(`${line('running (0 s)')}${line('completed (0 s)')}\n`)
    expect(stderr.endsWith('\n')).toBe(true)
  })
  test('gives up at --timeout and names the state, even where the instance hangs', async () => {
    for (const turn of [state('running'), () => {}]) {
      const { errors } = await watch([state('running'), turn], ['--timeout', '0.3'])
      expect(errors[0]).toMatchObject({ code: 'process-not-ended', exit: 1 })
      expect(errors[0]?.message).toContain('running')
      await server.close()
    }
  })
  test('a signal ends it with the signal’s own error', async () => {
    const interruption = new AbortController()
    const reason = new CodedError('interrupted', { signal: 'SIGINT' })
    const { errors } = await watch([() => interruption.abort(reason)], [], { signal: interruption.signal })
    expect(errors).toEqual([reason])
  })
  test('wrong use is told before anything is sent', async () => {
    for (const args of [['--timeout', 'soon'], ['--interval', '0'], ['second-id']]) {
      const { errors } = await watch([state('completed')], args)
      expect(errors[0], args.join(' ')).toMatchObject({ code: 'wrong-usage', exit: 2 })
      expect(server.seen).toEqual([])
      await server.close()
    }
  })
  test('an unknown profile and a process that is not there are configuration errors', async () => {
    expect((await watch([], ['--profile', 'prod'])).errors[0]).toMatchObject({ code: 'profile-unknown', exit: 2 })
    await server.close()
    expect((await watch([json({ detail: 'Not found.' }, 404)])).errors[0]).toMatchObject({
      code: 'instance-not-found',
      exit: 2,
    })
  })
})

/** A document that offers these operations, each on its path with the id of the process or of the task. */
function offer(...operations: string[]): unknown {
  const get = (operationId: string, path: string, ...query: string[]) => {
    const place = { name: 'id', in: 'path', required: true, schema: {} }
    const filters = query.map((name) => ({ name, in: 'query', schema: {} }))
    const parameters = path.includes('{id}') ? [place, ...filters] : filters
    return operations.includes(operationId) ? { [path]: { get: { operationId, parameters } } } : {}
  }
  return {
    openapi: '3.0.3',
    paths: {
      ...get('RetrieveProcess', '/api/v1/process/{id}/'),
      ...get('RetrieveProcessActivity', '/api/v1/process/{id}/activity/'),
      ...get('ListProcesses', '/api/v1/process/', 'mode', 'state'),
      ...get('ListWorkerRuns', '/api/v1/process/{id}/workers/'),
      ...get('ListAgents', '/api/v1/agents/', 'farm'),
      ...get('RetrieveTaskLogs', '/api/v1/task/{id}/logs/', 'offset'),
    },
  }
}

/** Answers by path; of several answers to one path, one after the other, the last for ever. */
function route(answers: Readonly<Record<string, Turn | readonly Turn[]>>): Turn {
  const asked = new Map<string, number>()
  return (response, seen) => {
    const path = seen.url.replace(/^\/api\/v1/, '').replace(/\?.*$/, '')
    const turns = [answers[path] ?? json({ detail: 'Not found.' }, 404)].flat()
    const count = asked.get(path) ?? 0
    asked.set(path, count + 1)
    turns[Math.min(count, turns.length - 1)]?.(response, seen)
  }
}

const task = (name: string, more: object = {}) => ({ id: `task ${name}`, slug: name, state: name, run: 0, ...more })
const course = (name: string, more: object = {}): Turn =>
  json({ id: 'p1', name: 'Train it', state: name, created: '2026-01-01T00:00:00Z', mode: 'dataset', ...more })
const page = (...results: unknown[]): Turn => json({ count: results.length, next: null, previous: null, results })
const farm = { id: 'f1', name: 'gpu\u001b[2J farm' }

describe('the progress of a process', () => {
  test('names the farm that has no living agent while a task waits, once', async () => {
    const waiting = course('pending', { farm, tasks: [task('pending')] })
    const { stderr } = await watch(
      [
        route({
          '/process/p1/': [waiting, waiting, waiting, course('stopped', { farm, tasks: [task('stopped')] })],
          '/agents/': page({ id: 'a', is_alive: false, farm }, { id: 'b', is_alive: true, farm: { id: 'other' } }),
        }),
      ],
      [],
      { offered: offer('RetrieveProcess', 'ListAgents') },
    )
    const line = 'Process Train it: pending, no agent of the farm gpu\\u{1b}[2J farm is alive, 0 of 1 tasks\n'
    expect(stderr.split(line)).toHaveLength(2)
    expect(server.seen.filter(({ url }) => url.includes('/agents/'))).toHaveLength(1)
  })

  test('tells elements and the time that is left by the activities', async () => {
    const running = course('running', { worker_activity: true, tasks: [task('completed'), task('running')] })
    const end = new Date(Date.now() + 600_000).toISOString()
    const { stderr, exit } = await watch(
      [
        route({
          '/process/p1/': [running, course('completed')],
          '/process/p1/activity/': json({ total: 40, processed: 10, error: 2, estimated_end: end }),
        }),
      ],
      [],
      { offered: offer('RetrieveProcess', 'RetrieveProcessActivity') },
    )
    expect(exit).toBe(0)
    expect(stderr).toMatch(/running, 1 of 2 tasks, 12 of 40 elements \(2 failed\), about (10 min|9 min 5\d s) left\n/)
  })

  test('estimates by the last duration of the same worker where there are no activities', async () => {
    const started = new Date(Date.now() - 60_000).toISOString()
    const running = course('running', { started, tasks: [task('running', { started })] })
    const run = { id: 'r', worker_version: { id: 'v', worker: { id: 'w' } } }
    const other = { id: 'r', worker_version: { id: 'v', worker: { id: 'another' } } }
    const ended = (id: string, created: string, minutes: number) => ({
      id,
      name: 'Earlier',
      mode: 'dataset',
      state: 'completed',
      created,
      started: '2026-01-01T00:00:00Z',
      finished: `2026-01-01T00:${String(minutes).padStart(2, '0')}:00Z`,
    })
    const { stderr } = await watch(
      [
        route({
          '/process/p1/': [running, course('completed')],
          '/process/': page(ended('p0', '2026-01-01', 9), ended('px', '2026-01-03', 2), ended('py', '2026-01-02', 5)),
          '/process/p1/workers/': page(run),
          '/process/p0/workers/': page(run),
          '/process/py/workers/': page(run),
          '/process/px/workers/': page(other),
        }),
      ],
      [],
      { offered: offer('RetrieveProcess', 'ListProcesses', 'ListWorkerRuns') },
    )
    expect(stderr).toMatch(/running, 0 of 1 tasks, about (4 min|3 min 5\d s) left, by the last time\n/)
  })

  test('leaves out what an instance refuses, and does not ask for it again', async () => {
    const running = course('running', { worker_activity: true, tasks: [task('running')] })
    const { stderr, exit } = await watch(
      [
        route({
          '/process/p1/': [running, running, running, course('completed')],
          '/process/p1/activity/': json({ detail: 'No.' }, 403),
        }),
      ],
      [],
      { offered: offer('RetrieveProcess', 'RetrieveProcessActivity', 'ListAgents') },
    )
    expect(exit).toBe(0)
    expect(stderr).toContain('Process Train it: running, 0 of 1 tasks\n')
    expect(server.seen.filter(({ url }) => url.includes('/activity/'))).toHaveLength(1)
  })

  test('shows the end of a long log alone, asked for by its size', async () => {
    const failed = course('failed', { tasks: [task('failed')] })
    const { stdout, exit } = await watch(
      [
        (response, seen) =>
          route({
            '/process/p1/': failed,
            '/task/task%20failed/logs/': seen.url.includes('offset=9934464')
              ? json({ text: `half a line\nthe reason\u0007 ${'x'.repeat(1000)}\n`, size: 10_000_000 })
              : json({ text: 'the beginning\n', size: 10_000_000 }),
          })(response, seen),
      ],
      [],
      { offered: offer('RetrieveProcess', 'RetrieveTaskLogs') },
    )
    expect(exit).toBe(1)
    expect(stdout).toContain('task failed: failed; its log ends:\n    | the reason  xxx')
    expect(stdout).not.toContain('half a line')
    expect(stdout).not.toContain('the beginning')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(320)
  })
})
