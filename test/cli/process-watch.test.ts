import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { processWatch } from '../../cli/commands/process-watch.ts'
import { resolveOptions } from '../../cli/resolve-options.ts'
import { CodedError, listCodedErrors } from '../../core/errors/coded-error.ts'
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
  { isTerminal = false, signal = new AbortController().signal } = {},
): Promise<Watched> {
  server = await serveScript([json(document), ...turns])
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
    })
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
