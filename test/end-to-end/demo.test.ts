import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DemoResult } from '../../demo/read-results.ts'
import { describeWithTools } from '../required-tools.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Run {
  exit: number | null
  stdout: string
  stderr: string
}

/** Processes whose command line, folder or environment names a folder: what a run that used it left behind. */
function findProcesses(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        const text = command + readFileSync(`/proc/${pid}/environ`, 'utf8') + readlinkSync(`/proc/${pid}/cwd`)
        return text.includes(folder) ? [`${pid} ${command.replaceAll('\0', ' ')}`] : []
      } catch {
        return []
      }
    })
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describeWithTools(['buildah', 'docker-registry', 'busybox', 'rsync', 'git'], 'the demo', () => {
  let folder: string
  let temporary: string
  let state: string

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-demo-test-'))
    temporary = path.join(folder, 'tmp')
    mkdirSync(temporary)
    state = path.join(folder, 'state')
  })

  /** Demos that a failed test may have left. */
  const started: ChildProcess[] = []
  afterEach(() => {
    for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGTERM')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

  function start(
    args: string[],
    env: Record<string, string> = {},
  ): { child: ChildProcess; run: Promise<Run>; read(): string } {
    const child = spawn(process.execPath, [path.join(root, 'dist/demo.cjs'), ...args], {
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: temporary, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.push(child)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const run = new Promise<Run>((resolve) => child.once('close', (exit) => resolve({ exit, stdout, stderr })))
    return { child, run, read: () => stdout + stderr }
  }

  function readResult({ stdout, stderr }: Run): DemoResult {
    expect(stdout, stderr).not.toBe('')
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  }

  async function expectNothingLeft(used: string): Promise<void> {
    await expect.poll(() => findProcesses(used), { timeout: 5_000 }).toEqual([])
  }

  const release = (...more: string[]) => start(['--once', '--format', 'json', '--state', state, ...more]).run

  it('releases the tag, prints one JSON document on the last line and exits 0', async () => {
    const run = await release()
    expect(run.exit, run.stderr).toBe(0)
    const result = readResult(run)
    expect(Object.keys(result)).toEqual(['steps', 'image', 'process', 'server'])
    expect(result.steps.map(({ outcome }) => outcome)).toContain('created')
    for (const step of result.steps) {
      expect(Object.keys(step)).toEqual(['kind', 'target', 'instance', 'outcome'])
      expect(['created', 'updated', 'unchanged', 'removed', 'skipped']).toContain(step.outcome)
    }
    expect(result.image).toEqual({
      reference: expect.stringMatching(/^127\.0\.0\.1:\d+\/acme\/letters-workers:v1\.0\.0$/),
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
    expect(result.process).toEqual({
      id: expect.any(String),
      state: 'completed',
      model_version: { id: expect.any(String), tag: 'v1.0.0' },
      metrics: expect.objectContaining({ test_bits: expect.any(Number), unigram_bits: expect.any(Number) }),
    })
    expect(result.server).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  })

  it('leaves no process and no open port behind', async () => {
    await expectNothingLeft(state)
    const { ports } = JSON.parse(readFileSync(path.join(state, 'settings.json'), 'utf8'))
    for (const port of Object.values<number>(ports)) expect(await isOpen(port)).toBe(false)
  })

  it('changes nothing on a second run on the same state', async () => {
    const run = await release()
    expect(run.exit, run.stderr).toBe(0)
    const { steps, process: training } = readResult(run)
    expect(new Set(steps.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
    expect(training, 'the training is that of the first run').toMatchObject({
      state: 'completed',
      model_version: { tag: 'v1.0.0' },
    })
  })

  it('moves what must move for the next tag of a changed repository', async () => {
    const repository = path.join(folder, 'changed')
    cpSync(path.join(root, 'examples'), repository, { recursive: true })
    const worker = path.join(repository, 'workers/recognizer.yml')
    writeFileSync(worker, readFileSync(worker, 'utf8').replace('default: 20', 'default: 30'))
    const run = await release('--tag', 'v1.1.0', '--repository', repository)
    expect(run.exit, run.stderr).toBe(0)
    const { steps, image } = readResult(run)
    const tell = steps.map(({ kind, target, outcome }) => `${kind} ${target}: ${outcome}`)
    expect(tell).toContain('worker recognizer: unchanged')
    expect(tell).toContain('worker-version recognizer: created')
    expect(tell).toContain('reference recognizer tag v1.1.0: created')
    expect(tell).toContain('training language-model: created')
    expect(image?.reference).toMatch(/:v1\.1\.0$/)
  })

  it('fails when a component is taken away, and names the job that left nothing', async () => {
    const repository = path.join(folder, 'without-training')
    cpSync(path.join(root, 'examples'), repository, { recursive: true })
    const include = (name: string) =>
      `  - { project: arkindex/arkindex-ci, ref: v0.1.0, file: /ci-templates/${name}/template.yml }\n`
    const parts = ['worker-validate', 'worker-image', 'release'].map(include).join('')
    writeFileSync(path.join(repository, '.gitlab-ci.yml'), `include:\n${parts}`)
    const { run } = start(['--once', '--state', state, '--tag', 'v1.2.0', '--repository', repository])
    const { exit, stdout, stderr } = await run
    expect(exit, stderr).toBe(1)
    expect(stdout).toContain('the job dataset-train left nothing behind')
  })

  it('shows a table, and where to look around, to people; it stays up until it is interrupted', async () => {
    const { child, run, read } = start([])
    await expect.poll(read, { timeout: 40_000 }).toContain('It stays up until Ctrl-C')
    const text = read()
    expect(text).toMatch(/worker-version +recognizer +demo +created/)
    expect(text).toContain('Merge request with a mistake: arkindex-ci/validate failed')
    expect(text).toContain('"integer" is not a value of "type".')
    expect(text).toContain('at .arkindex.yml:')
    expect(text).toContain('The same, mended: arkindex-ci/validate success, arkindex-ci/plan success')
    expect(text).toMatch(/training +process \S+, completed/)
    expect(text).toMatch(/model +version \S+, tag v1\.0\.0/)
    expect(text).toMatch(/metrics +[\d.]+ bits a character on held-out text, against [\d.]+ of unigrams/)
    expect(text).toMatch(/compatible +Letters language model \+ recognizer/)
    const [, token, url] = /Authorization: Token (\S+)" (\S+)/.exec(text) ?? []
    const answer = await fetch(url ?? '', { headers: { authorization: `Token ${token}` } })
    expect(await answer.json()).toMatchObject({ count: 1 })
    const refused = await fetch(`${new URL(url ?? '').origin}/api/v1/workers/`, {
      method: 'POST',
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x', slug: 'x', type: 'x', repository_url: 'https://x.example.org/x' }),
    })
    expect(refused.status, 'the token is for looking').toBe(403)
    child.kill('SIGINT')
    expect((await run).exit).toBe(0)
    await expectNothingLeft(temporary)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('stops everything when interrupted in the middle of a build', async () => {
    const { child, run } = start(['--once'])
    await expect.poll(() => findProcesses(temporary).join('\n'), { timeout: 20_000 }).toContain('buildah bud')
    child.kill('SIGINT')
    expect((await run).exit).toBe(130)
    await expectNothingLeft(temporary)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('finishes the work on the next run after it was interrupted in the middle of applying', async () => {
    const other = path.join(folder, 'interrupted')
    const { child, run, read } = start(['--once', '--state', other])
    await expect.poll(read, { timeout: 40_000, interval: 10 }).toMatch(/release-apply +starting/)
    child.kill('SIGTERM')
    expect((await run).exit).toBe(130)
    await expectNothingLeft(other)
    const again = await start(['--once', '--format', 'json', '--state', other]).run
    expect(again.exit, again.stderr).toBe(0)
    const { steps, process: training } = readResult(again)
    expect(steps.filter(({ outcome }) => outcome === 'skipped' || outcome === 'failed')).toEqual([])
    expect(training).toMatchObject({ id: expect.any(String), state: 'completed' })
  })

  it('stops everything when the reader of its output goes away', async () => {
    const { child, run } = start([])
    child.stderr?.destroy()
    child.stdout?.destroy()
    expect((await run).exit).toBe(130)
    await expectNothingLeft(temporary)
  })

  it('says that a state folder cannot be used', async () => {
    const file = path.join(folder, 'a-file')
    writeFileSync(file, '')
    const { exit, stderr } = await start(['--once', '--state', file]).run
    expect(exit).toBe(1)
    expect(stderr).toContain(file)
  })

  it('says that the port of its state is taken', async () => {
    const blocker = createServer((socket) => socket.destroy())
    const { ports } = JSON.parse(readFileSync(path.join(state, 'settings.json'), 'utf8'))
    await new Promise<void>((resolve) => blocker.listen(ports.server, '127.0.0.1', resolve))
    const run = await release()
    await new Promise((resolve) => blocker.close(resolve))
    expect(run.exit).toBe(1)
    expect(run.stderr).toContain(`Port ${ports.server}`)
    await expectNothingLeft(state)
  })

  it('shows the rest without an image builder, says why, and exits 1', async () => {
    const bin = path.join(folder, 'bin')
    mkdirSync(bin)
    const builders = ['buildah', 'docker', 'podman']
    for (const place of (process.env.PATH ?? '')
      .split(path.delimiter)
      .filter((place) => existsSync(place))
      .reverse()) {
      for (const tool of readdirSync(place).filter((name) => !builders.includes(name))) {
        rmSync(path.join(bin, tool), { force: true })
        symlinkSync(path.join(place, tool), path.join(bin, tool))
      }
    }
    const run = await start(['--once', '--format', 'json'], { PATH: bin }).run
    expect(run.exit).toBe(1)
    expect(run.stderr).toContain('No image can be built here')
    expect(run.stderr).toContain('buildah is not installed')
    const { steps, image, process: training } = readResult(run)
    expect(image).toBeNull()
    expect(training).toBeNull()
    const outcomes = (kind: string) => new Set(steps.filter((step) => step.kind === kind).map(({ outcome }) => outcome))
    expect(outcomes('worker')).toEqual(new Set(['created']))
    expect(outcomes('worker-version')).toEqual(new Set(['skipped']))
    expect(outcomes('training')).toEqual(new Set(['skipped']))
    await expectNothingLeft(temporary)
  })
})

describe('the arguments of the demo', () => {
  const run = (...args: string[]) =>
    new Promise<Run>((resolve) => {
      const child = spawn(process.execPath, [path.join(root, 'dist/demo.cjs'), ...args])
      let [stdout, stderr] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
      })
      child.once('close', (exit) => resolve({ exit, stdout, stderr }))
    })

  it.each([[['--format', 'yaml']], [['--tag', '--evil']], [['--unknown']], [['extra']]])(
    '%j is wrong usage',
    async (args) => {
      expect(await run(...args)).toMatchObject({ exit: 2, stderr: expect.stringContaining('--help') })
    },
  )

  it('are explained by --help', async () => {
    const { exit, stdout } = await run('--help')
    expect(exit).toBe(0)
    for (const option of ['--once', '--format', '--state', '--tag', '--no-install']) expect(stdout).toContain(option)
  })
})
