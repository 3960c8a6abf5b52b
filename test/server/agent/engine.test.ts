import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type RunningAgent, type Stage } from './open-stage.ts'

/**
 * A Podman that notes how it is called and runs the command on this machine: what the agent asks of an engine, since no engine
 * runs where most tests do. The arguments are those that Podman 4.3 and Docker 24 take.
 */
const fake = `#!/bin/sh
echo "$@" >> "$0.calls"
case "$1" in
  info) echo 4.3.1 ;;
  image) exit 1 ;;
  pull) case "$*" in *missing*) echo "Error: manifest unknown" >&2; exit 125 ;; esac ;;
  run)
    echo "$$" > "$0.pid"
    while [ "$1" != -- ]; do shift; done; shift 2
    exec "$@" ;;
  stop) kill -TERM "$(cat "$0.pid")" ;;
  container) cat "$0.oom" 2>/dev/null || echo false ;;
esac
`

let stage: Stage
let agent: RunningAgent
let podman: string
const readCalls = () => readFileSync(`${podman}.calls`, 'utf8').trim().split('\n')

beforeAll(async () => {
  stage = await openStage()
  const bin = path.join(stage.folder, 'bin')
  mkdirSync(bin)
  podman = path.join(bin, 'podman')
  writeFileSync(podman, fake)
  chmodSync(podman, 0o755)
  agent = stage.startAgent({
    args: ['--memory', '64m', '--network', 'host', '--gpu', '0'],
    env: { PATH: `${bin}:${process.env.PATH}` },
  })
})
afterAll(() => stage.close())

describe('an agent with an engine', () => {
  it('prefers it to buildah, since it isolates', async () => {
    await expect.poll(agent.readOutput).toContain('Tasks run by podman (engine 4.3.1)')
    expect(agent.readOutput()).not.toContain('warning')
  })

  it('gives limits and isolation as arguments, and values of the environment never', async () => {
    const { task } = await stage.startTask(
      `sh -c 'echo "$ARKINDEX_TASK_TOKEN" | wc -c; env | grep -c FARM_KEY'`,
      'registry/image:1',
    )
    await stage.awaitState(task, 'completed', 'failed')
    const [length] = (await stage.readLog(task)).split('\n')
    expect(Number(length), 'the worker has its token').toBeGreaterThan(20)
    const calls = readCalls()
    const run = calls.find((call) => call.startsWith('run ')) ?? ''
    for (const argument of [
      `--name arkindex-${task}-1-`,
      '--memory=67108864b --memory-swap=67108864b',
      '--network=host',
      '--cap-drop=ALL',
      '--security-opt=no-new-privileges',
      '--pids-limit=4096',
      '--pull=never',
      '--env ARKINDEX_TASK_TOKEN --',
    ]) {
      const found = argument.endsWith('--') ? argument.slice(0, -3) : argument
      expect(run).toContain(found)
    }
    expect(run).toMatch(/--volume \S+\/data:\/data:z -- registry\/image:1 sh -c/)
    expect(run).not.toMatch(/--env \w+=/)
    expect(calls).toContain('pull --quiet registry/image:1')
    await expect.poll(readCalls).toContainEqual(expect.stringMatching(`^rm --force arkindex-${task}-1-`))
  })

  it('gives a GPU to a task that wants one', async () => {
    const { task } = await stage.startTask('true', 'registry/image:1', { use_gpu: true })
    await stage.awaitState(task, 'completed')
    expect(readCalls().findLast((call) => call.startsWith('run '))).toContain('--device nvidia.com/gpu=0')
  })

  it('says that a container had too little memory', async () => {
    writeFileSync(`${podman}.oom`, 'true\n')
    const { task } = await stage.startTask(`sh -c 'exit 137'`, 'registry/image:1')
    await stage.awaitState(task, 'failed')
    expect(await stage.readLog(task)).toContain('exit code 137: the container used more memory than its limit')
  })

  it('stops the container by the engine', async () => {
    const { task, process } = await stage.startTask(`sh -c 'echo begins; sleep 60 & wait'`, 'registry/image:1')
    await stage.awaitLog(task, 'begins')
    await stage.good('PartialUpdateProcess', { path: { id: process }, body: { state: 'stopping' } })
    await stage.awaitState(task, 'stopped')
    expect(readCalls()).toContainEqual(expect.stringMatching(`^stop --time 2 arkindex-${task}-1-`))
  })

  it('ends in error where the image cannot be pulled', async () => {
    const { task } = await stage.startTask('true', 'registry/missing:1')
    await stage.awaitState(task, 'error')
    expect(await stage.readLog(task)).toContain('registry/missing:1 cannot be had: Error: manifest unknown')
  })
})

describe('an agent without any container tool', () => {
  it('says so, is registered and takes nothing; the task waits', async () => {
    agent.kill('SIGTERM')
    await agent.ended
    const bin = path.join(stage.folder, 'empty')
    mkdirSync(bin)
    const bare = stage.startAgent({ name: 'bare', env: { PATH: bin } })
    await expect.poll(bare.readOutput, { timeout: 10_000 }).toContain('Waiting for tasks')
    expect(bare.readOutput()).toMatch(
      /no task is taken: .*podman is not installed; .*docker is not installed; .*buildah/,
    )
    const { task } = await stage.startTask('true', 'registry/image:1')
    const agents = (await stage.good('ListAgents')).results
    expect(agents).toContainEqual(expect.objectContaining({ name: 'bare', executor: 'none', running_tasks: 0 }))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect((await stage.readTask(task)).state).toBe('pending')
    expect(existsSync(path.join(bare.state, 'tasks'))).toBe(true)
  })
})
