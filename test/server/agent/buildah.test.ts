import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalRegistry, startRegistry } from '../../registry/start-registry.ts'
import { describeWithTools } from '../../required-tools.ts'
import { openStage, type RunningAgent, type Stage } from './open-stage.ts'

describeWithTools(['buildah', 'docker-registry', 'busybox'], 'an agent that runs containers by buildah', () => {
  let stage: Stage
  let registry: LocalRegistry
  let agent: RunningAgent
  let images: string
  let image: string
  let env: Record<string, string>
  const password = 'the password of the registry'

  const buildah = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('buildah', args, {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    })
    expect(status, `${args.join(' ')}: ${stderr}`).toBe(0)
    return stdout.trim()
  }

  /** Builds an image of busybox alone and pushes it; gives its name with its digest. */
  const pushImage = (name: string, lines: readonly string[]): string => {
    const context = mkdtempSync(path.join(images, 'context-'))
    const found = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.trim()
    copyFileSync(found, path.join(context, 'busybox'))
    writeFileSync(
      path.join(context, 'Dockerfile'),
      ['FROM scratch', 'COPY busybox /bin/busybox', 'RUN ["/bin/busybox", "--install", "-s", "/bin"]', ...lines].join(
        '\n',
      ),
    )
    const reference = `${registry.host}/${name}:1`
    buildah('bud', '--quiet', '--isolation', 'chroot', '--tag', reference, context)
    const digestFile = path.join(context, 'digest')
    buildah(
      'push',
      '--quiet',
      '--tls-verify=false',
      '--authfile',
      path.join(images, 'auth.json'),
      '--digestfile',
      digestFile,
      reference,
    )
    buildah('rmi', reference)
    return `${registry.host}/${name}@${readFileSync(digestFile, 'utf8').trim()}`
  }

  beforeAll(async () => {
    images = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-agent-images-'))
    mkdirSync(path.join(images, 'home'))
    registry = await startRegistry({ folder: path.join(images, 'registry'), user: 'ci', password })
    writeFileSync(
      path.join(images, 'storage.conf'),
      `[storage]\ndriver = "vfs"\ngraphroot = "${images}/store"\nrunroot = "${images}/run"\n`,
    )
    const auth = Buffer.from(`ci:${password}`).toString('base64')
    writeFileSync(path.join(images, 'auth.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }))
    env = { CONTAINERS_STORAGE_CONF: path.join(images, 'storage.conf'), HOME: path.join(images, 'home') }
    image = pushImage('worker', ['USER 1000', 'WORKDIR /tmp', 'CMD ["sh", "-c", "echo by default"]'])
    stage = await openStage(8_000)
    agent = stage.startAgent({
      env,
      args: [
        '--executor',
        'buildah',
        '--authfile',
        path.join(images, 'auth.json'),
        '--insecure-registry',
        '--memory',
        '64m',
        '--tasks',
        '2',
        '--keep-images',
        '1',
      ],
    })
  })
  afterAll(async () => {
    await stage?.close()
    await registry?.stop()
    rmSync(images, { recursive: true, force: true, maxRetries: 3 })
  })

  const end = async (command: string | null, name = image) => {
    const { task } = await stage.startTask(command, name)
    const { state } = await stage.awaitState(task, 'completed', 'failed', 'error', 'stopped')
    return { task, state, log: await stage.readLog(task) }
  }

  it('says that nothing is isolated, and what the memory limit is worth', async () => {
    await expect.poll(agent.readOutput).toContain('buildah isolates nothing but the file system')
    expect(agent.readOutput()).toContain('holds for each process')
  })

  it('pulls the image by its digest, runs the command as the image’s user, and takes its files', async () => {
    const { task, state, log } = await end(
      `sh -c 'id -u; pwd; echo "$PONOS_DATA $PONOS_TASK $ARKINDEX_TASK_TOKEN"; echo result > /data/current/result.txt; echo fault >&2'`,
    )
    expect(state, log).toBe('completed')
    expect(log).toBe(`1000\n/tmp\n/data ${task} [redacted]\nfault\n`)
    const artifacts = await stage.good('ListArtifacts', { path: { id: task } })
    expect(artifacts.map((one: { path: string }) => one.path)).toEqual(['result.txt'])
  })

  it('runs what the image names where the worker names nothing', async () => {
    expect(await end(null)).toMatchObject({ state: 'completed', log: 'by default\n' })
  })

  it('shows the worker its own processes alone', async () => {
    const { log } = await end(`sh -c 'ls /proc | grep -c "^[0-9]"'`)
    expect(Number(/\d+/.exec(log)?.[0])).toBeLessThan(12)
  })

  it('keeps the token from every command line and from what other users can read', async () => {
    const { task } = await stage.startTask(`sh -c 'echo ready; sleep 3'`, image)
    await stage.awaitLog(task, 'ready')
    const read = (pid: string) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      } catch {
        return ''
      }
    }
    const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && read(name).includes(`arkindex-${task}`))
    expect(own.length, 'the container is seen').toBeGreaterThan(0)
    const [folder = ''] = readdirSync(path.join(agent.state, 'tasks')).filter((name) => name.startsWith(task))
    const text = readFileSync(path.join(agent.state, 'tasks', folder, 'environment/env'), 'utf8')
    const [, token = ''] = /ARKINDEX_TASK_TOKEN='(.+)'/.exec(text) ?? []
    expect(token.length).toBeGreaterThan(20)
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) expect(read(pid)).not.toContain(token)
    expect(agent.readOutput()).not.toContain(token)
    await stage.awaitState(task, 'completed')
  })

  it('ends a worker that wants more memory than it may have', async () => {
    const { state, log } = await end(`sh -c 'dd if=/dev/zero of=/dev/null bs=200M count=1'`)
    expect(state).toBe('failed')
    expect(log).toContain('Each of its processes may use 64 MiB')
  })

  it('ends in error, with the reason in the log, where the image does not exist', async () => {
    const { state, log } = await end('true', `${registry.host}/nothing@sha256:${'0'.repeat(64)}`)
    expect(state).toBe('error')
    expect(log).toMatch(
      /\[agent\] The task could not be started: the image .*nothing@sha256.* cannot be had: .*(unknown|not found)/,
    )
  })

  it('ends a worker at its time limit, whatever it started', async () => {
    const other = stage.startAgent({
      name: 'short',
      env,
      args: [
        '--executor',
        'buildah',
        '--authfile',
        path.join(images, 'auth.json'),
        '--insecure-registry',
        '--time-limit',
        '1',
      ],
    })
    agent.kill('SIGTERM')
    await agent.ended
    const { state, log } = await end(
      `sh -c 'trap "" TERM; (trap "" TERM; setsid sleep 271 &) ; while true; do sleep 1; done'`,
    )
    expect(state).toBe('failed')
    expect(log).toContain('it ran longer than its limit of 1 s')
    const { stdout } = spawnSync('pgrep', ['-f', 'sleep 271'], { encoding: 'utf8' })
    expect(stdout).toBe('')
    other.kill('SIGTERM')
    await other.ended
  })

  it('follows its container on after kill -9, and leaves no container, mount or folder behind at the end', async () => {
    const args = [
      '--executor',
      'buildah',
      '--authfile',
      path.join(images, 'auth.json'),
      '--insecure-registry',
      '--keep-images',
      '1',
    ]
    agent = stage.startAgent({ env, args })
    const { task } = await stage.startTask(`sh -c 'echo begin; sleep 4; echo done'`, image)
    await stage.awaitLog(task, 'begin')
    agent.kill('SIGKILL')
    await agent.ended
    agent = stage.startAgent({ env, args })
    await stage.awaitState(task, 'completed', 'failed', 'error')
    expect(await stage.readLog(task)).toBe('begin\ndone\n')
    await expect.poll(() => readdirSync(path.join(agent.state, 'tasks'))).toEqual([])
    expect(buildah('containers', '--quiet')).toBe('')
    expect(readFileSync('/proc/self/mounts', 'utf8')).not.toContain(agent.state)
  })

  it('keeps no more images than it may', async () => {
    const second = pushImage('second', ['ENV SECOND=1'])
    expect(await end('echo second', second)).toMatchObject({ state: 'completed', log: 'second\n' })
    await expect.poll(() => buildah('images', '--quiet').split('\n').length).toBe(1)
  })
})
