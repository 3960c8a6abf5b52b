import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyProcess } from '../../../server/agent/process-identity.ts'
import { openStage, type RunningAgent, type Stage } from './open-stage.ts'

let stage: Stage
let agent: RunningAgent

/** Writes a worker of plain JavaScript, and gives the command that runs it. */
function writeWorker(name: string, code: string): string {
  writeFileSync(path.join(stage.folder, `${name}.mjs`), code)
  return `${process.execPath} ${name}.mjs`
}

const options = () => ({ args: ['--executor', 'process', '--workdir', stage.folder, '--tasks', '2', '--disk', '20m'] })

beforeAll(async () => {
  stage = await openStage(10_000)
  agent = stage.startAgent(options())
})
afterAll(() => stage.close())

describe('an agent that runs plain processes', () => {
  it('says that nothing is isolated', async () => {
    await expect.poll(agent.readOutput).toContain('without any isolation')
  })

  it('gives the worker its environment, streams both outputs in their order, and takes what it leaves as artifacts', async () => {
    const command = writeWorker(
      'good',
      `import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
      const { PONOS_DATA, PONOS_TASK, ARKINDEX_API_URL, ARKINDEX_TASK_TOKEN, ARKINDEX_FARM_KEY } = process.env
      console.log('out', PONOS_TASK); console.error('err ünïcödé'); console.log('key', ARKINDEX_FARM_KEY)
      console.log('my token is', ARKINDEX_TASK_TOKEN, 'indeed')
      const answer = await fetch(ARKINDEX_API_URL + '/api/v1/task/' + PONOS_TASK + '/', { headers: { authorization: 'Ponos ' + ARKINDEX_TASK_TOKEN } })
      console.log('api', answer.status)
      mkdirSync(PONOS_DATA + '/current/deep')
      writeFileSync(PONOS_DATA + '/current/metrics.json', '{"a":1}')
      writeFileSync(PONOS_DATA + '/current/deep/empty', '')
      symlinkSync('/etc/passwd', PONOS_DATA + '/current/passwd')
      symlinkSync('metrics.json', PONOS_DATA + '/current/link.json')`,
    )
    const { task, process } = await stage.startTask(command)
    await stage.awaitState(task, 'completed', 'failed', 'error')
    const log = await stage.readLog(task)
    expect(log).toContain(`out ${task}\nerr ünïcödé\nkey undefined\nmy token is [redacted] indeed\napi 200\n`)
    expect(log).toContain('passwd: it is no file of the folder')
    expect((await stage.readTask(task)).state).toBe('completed')
    const artifacts = await stage.good('ListArtifacts', { path: { id: task } })
    expect(artifacts.map(({ path, size, content_type }: never) => [path, size, content_type])).toEqual([
      ['deep/empty', 0, 'application/octet-stream'],
      ['link.json', 7, 'application/json'],
      ['metrics.json', 7, 'application/json'],
    ])
    expect((await stage.good('RetrieveProcess', { path: { id: process } })).state).toBe('completed')
  })

  it('leaves nothing of a task in its folder, which nobody else can read', async () => {
    await expect.poll(() => readdirSync(path.join(agent.state, 'tasks'))).toEqual([])
    expect(statSync(agent.state).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(agent.state, 'agent.json')).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['that exits with 3', 'process.exit(3)', 'failed', 'exit code 3'],
    ['that a signal ends', 'process.kill(process.pid, "SIGKILL")', 'failed', 'SIGKILL'],
    [
      'that fills the disk',
      'import { appendFileSync } from "node:fs"; for (;;) { appendFileSync(process.env.PONOS_DATA + "/current/x", Buffer.alloc(1e6)); await new Promise((go) => setTimeout(go, 5)) }',
      'failed',
      'it wrote more than 20 MiB into /data',
    ],
  ])('a worker %s ends as failed, with the reason in its log', async (name, code, state, reason) => {
    const { task } = await stage.startTask(writeWorker(name.replaceAll(' ', '-'), code))
    await stage.awaitState(task, 'completed', 'failed', 'error')
    expect(await stage.readLog(task)).toContain(reason)
    expect((await stage.readTask(task)).state).toBe(state)
  })

  it('a command that is not there, or none at all, ends with the reason in the log', async () => {
    const missing = await stage.startTask('/no/such/program')
    const none = await stage.startTask(null)
    await stage.awaitState(missing.task, 'failed')
    expect(await stage.readLog(missing.task)).toContain('exit code 127')
    await stage.awaitState(none.task, 'error')
    expect(await stage.readLog(none.task)).toContain('the worker version names no command')
  })

  it('stops a task for its user, with all that it started', async () => {
    const command = writeWorker(
      'children',
      `import { spawn } from 'node:child_process'
      const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' }); child.unref()
      process.on('SIGTERM', () => console.log('no, I go on'))
      console.log('child', child.pid); setInterval(() => {}, 1000)`,
    )
    const { task, process } = await stage.startTask(command)
    await stage.awaitLog(task, 'child')
    const [, pid] = /child (\d+)/.exec(await stage.readLog(task)) ?? []
    await stage.good('PartialUpdateProcess', { path: { id: process }, body: { state: 'stopping' } })
    await stage.awaitState(task, 'stopped')
    expect(await stage.readLog(task)).toContain('no, I go on')
    expect(identifyProcess(Number(pid)), 'the child is gone').toBeUndefined()
  })

  it('keeps the beginning and the end of a log of 1 GB, and the task is not held up by it', async () => {
    const command = writeWorker(
      'loud',
      `const line = 'x'.repeat(1023) + '\\n'; const part = line.repeat(1024)
      process.stdout.write('the first line\\n')
      for (let i = 0; i < 1024; i += 1) if (!process.stdout.write(part)) await new Promise((go) => process.stdout.once('drain', go))
      process.stdout.write('the last line\\n')`,
    )
    const { task } = await stage.startTask(command)
    await stage.awaitState(task, 'completed')
    const log = await stage.readLog(task)
    expect(log.startsWith('the first line\n')).toBe(true)
    expect(log.endsWith('the last line\n')).toBe(true)
    expect(log).toMatch(/\[agent\] \d{10} bytes of the log are left out here/)
    expect(log.length).toBeLessThan(9 * 1024 * 1024)
  })
})

describe('a server that is away for a while', () => {
  it('hears of the task what it missed: the log has no gap, and the task ran once', async () => {
    const { task } = await stage.startTask(
      writeWorker(
        'through',
        `for (let i = 0; i < 14; i += 1) { console.log('tick', i); await new Promise((go) => setTimeout(go, 250)) }`,
      ),
    )
    await stage.awaitLog(task, 'tick 2')
    await stage.restart(1_500)
    await stage.awaitState(task, 'completed', 'failed', 'error')
    const ticks = Array.from({ length: 14 }, (_, at) => `tick ${at}\n`).join('')
    expect(await stage.readLog(task)).toBe(ticks)
  })
})

describe('a second agent', () => {
  it('of the same name is refused while the first is alive', async () => {
    const second = stage.startAgent({ ...options(), state: path.join(stage.folder, 'other-state') })
    expect(await second.ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('agent-name-taken') })
  })

  it('on the same state folder is refused', async () => {
    const second = stage.startAgent(options())
    expect(await second.ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('agent-state-in-use') })
  })

  it('with a wrong key is refused', async () => {
    const second = stage.startAgent({
      ...options(),
      name: 'two',
      env: { ARKINDEX_FARM_KEY: 'a-wrong-key-of-the-farm' },
    })
    const { exit, stderr } = await second.ended
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining('farm-key-refused') })
    expect(stderr).not.toContain('a-wrong-key-of-the-farm')
  })
})

describe('an agent that dies', () => {
  const countBegins = async (task: string) => (await stage.readLog(task)).split('begin\n').length - 1
  const command = () =>
    writeWorker(
      'slow',
      `console.log('begin'); for (let i = 0; i < 12; i += 1) { console.log('tick', i); await new Promise((go) => setTimeout(go, 250)) } console.log('done')`,
    )

  it('finds its task again after kill -9 and follows it on: it runs once', async () => {
    const { task } = await stage.startTask(command())
    await stage.awaitLog(task, 'tick 1')
    agent.kill('SIGKILL')
    await agent.ended
    agent = stage.startAgent(options())
    await stage.awaitState(task, 'completed', 'failed', 'error')
    expect(await stage.readTask(task)).toMatchObject({ state: 'completed' })
    expect(await countBegins(task), agent.readOutput()).toBe(1)
    expect(await stage.readLog(task)).toMatch(/^begin\ntick 0\n(tick \d+\n)+tick 11\ndone\n$/)
  })

  it('and does not come back: what it ran ends before its lease does, and another one has it', async () => {
    const pids = path.join(stage.folder, 'pids')
    const slow = writeWorker(
      'long',
      `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n')
      console.log('begin'); await new Promise((go) => setTimeout(go, 6000)); console.log('done')`,
    )
    const { task } = await stage.startTask(slow)
    await stage.awaitLog(task, 'begin')
    agent.kill('SIGKILL')
    await agent.ended
    const other = stage.startAgent({ ...options(), name: 'other' })
    await expect
      .poll(() => readFileSync(pids, 'utf8').trim().split('\n').length, { timeout: 40_000, interval: 20 })
      .toBe(2)
    const [first] = readFileSync(pids, 'utf8').split('\n')
    expect(identifyProcess(Number(first)), 'the first is gone when the second begins').toBeUndefined()
    await stage.awaitState(task, 'completed')
    other.kill('SIGTERM')
    expect((await other.ended).exit).toBe(0)
    agent = stage.startAgent(options())
    await expect.poll(agent.readOutput, { timeout: 10_000 }).toContain('Waiting for tasks')
    await expect.poll(() => readdirSync(path.join(agent.state, 'tasks'))).toEqual([])
  })

  it('comes back while the server is away, and waits for it with its task', async () => {
    const { task } = await stage.startTask(command())
    await stage.awaitLog(task, 'tick 1')
    agent.kill('SIGKILL')
    await agent.ended
    const back = stage.restart(2_000)
    agent = stage.startAgent(options())
    await back
    await stage.awaitState(task, 'completed', 'failed', 'error')
    expect(await countBegins(task), agent.readOutput()).toBe(1)
  })

  it('ends cleanly on SIGTERM: the task is given back at once, and begins with another agent', async () => {
    const { task } = await stage.startTask(command())
    await stage.awaitLog(task, 'tick 1')
    agent.kill('SIGTERM')
    const { exit, stdout } = await agent.ended
    expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining('given back') })
    expect((await stage.readTask(task)).state).toBe('pending')
    agent = stage.startAgent(options())
    await stage.awaitState(task, 'completed')
    expect(await countBegins(task)).toBe(2)
  })

  it('ends at once on a second signal, with what it ran', async () => {
    agent.kill('SIGTERM')
    await agent.ended
    const { args } = options()
    const stubborn = stage.startAgent({ name: 'stubborn', args: [...args, '--stop-timeout', '60'] })
    const { task } = await stage.startTask(
      writeWorker(
        'stubborn',
        `process.on('SIGTERM', () => console.log('no')); console.log('pid', process.pid); setInterval(() => {}, 1000)`,
      ),
    )
    await stage.awaitLog(task, 'pid')
    const [, pid] = /pid (\d+)/.exec(await stage.readLog(task)) ?? []
    stubborn.kill('SIGTERM')
    await expect.poll(stubborn.readOutput).toContain('Stopping: 1 running tasks')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(identifyProcess(Number(pid)), 'it has its time').toBeDefined()
    const begun = Date.now()
    stubborn.kill('SIGTERM')
    expect((await stubborn.ended).exit).toBe(130)
    expect(Date.now() - begun).toBeLessThan(10_000)
    expect(identifyProcess(Number(pid)), 'its worker is gone').toBeUndefined()
  })
})
