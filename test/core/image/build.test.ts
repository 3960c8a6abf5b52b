import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { LocalRegistry } from '../../registry/start-registry.ts'
import { describeWithTools } from '../../required-tools.ts'
import { expectError, type ImageStage, openImageStage, password } from './image-stage.ts'

describeWithTools(['buildah', 'skopeo', 'docker-registry', 'busybox', 'git'], 'arkindex-ci build', () => {
  let stage: ImageStage
  let folder: string
  let repository: string
  let registry: LocalRegistry
  let env: Record<string, string>
  const git = (...args: string[]) => stage.git(...args)
  const inspect = (tag: string) => stage.inspect(tag)

  beforeAll(async () => {
    stage = await openImageStage()
    ;({ folder, repository, registry } = stage)
  })

  beforeEach(() => {
    env = stage.env()
  })

  afterAll(() => stage.close())

  it('pushes the image under the short hash and hands on the digest that the registry has', async () => {
    const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim()
    const { exit, stdout, stderr } = await stage.run(
      ['--insecure-registry', '--format', 'json', '--dotenv', 'out/image.env'],
      env,
    )
    expect(exit, stderr).toBe(0)
    const tag = `commit-${sha.slice(0, 8)}`
    const inRegistry = inspect(tag)
    const image = `${registry.host}/group/project`
    expect(JSON.parse(stdout)).toEqual({
      reference: `${image}:${tag}`,
      digest: inRegistry.Digest,
      pinned: `${image}@${inRegistry.Digest}`,
      isPushed: true,
      builder: { name: 'buildah', details: expect.stringMatching(/^storage vfs, isolation/) },
    })
    expect(readFileSync(path.join(repository, 'out/image.env'), 'utf8')).toBe(
      `ARKINDEX_IMAGE=${image}:${tag}\nARKINDEX_IMAGE_DIGEST=${inRegistry.Digest}\nARKINDEX_IMAGE_REFERENCE=${image}@${inRegistry.Digest}\n`,
    )
    expect(inRegistry.Labels).toEqual({
      'org.opencontainers.image.revision': sha,
      'org.opencontainers.image.source': 'https://gitlab.example.org/group/project',
    })
    expect(stderr, 'the builder is named and its output shown').toMatch(/^Building with buildah[\s\S]*STEP 1\/6/)
    rmSync(path.join(repository, 'out'), { recursive: true })
  })

  it('gives the same digest when it builds a commit again in another place and time', async () => {
    const copy = path.join(folder, 'copy')
    execFileSync('git', ['clone', '-q', repository, copy])
    const digests: string[] = []
    for (const cwd of [repository, copy]) {
      const args = ['--insecure-registry', '--format', 'json', '--image-tag', 'again']
      const { stdout, stderr } = await stage.run(
        args,
        {
          ...env,
          CI_PROJECT_URL: 'https://gitlab.example.org/group/project',
          CI: 'true',
          CI_COMMIT_SHA: 'a'.repeat(40),
          CI_COMMIT_TIMESTAMP: '2026-01-02T03:04:05Z',
        },
        cwd,
      )
      expect(stdout, stderr).not.toBe('')
      digests.push(JSON.parse(stdout).digest)
    }
    expect(digests[0]).toBe(digests[1])
  })

  it('takes the Git tag, with the + of build metadata as an underscore', async () => {
    const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim()
    await stage.run(['--insecure-registry'], env)
    git('tag', 'v1.0.0+build.5')
    const { stdout, stderr } = await stage.run(['--insecure-registry', '--format', 'json'], env)
    git('tag', '-d', 'v1.0.0+build.5')
    const { reference, digest } = JSON.parse(stdout || stderr)
    expect(reference).toBe(`${registry.host}/group/project:v1.0.0_build.5`)
    expect(inspect('v1.0.0_build.5').Digest).toBe(digest)
    expect(inspect(`commit-${sha.slice(0, 8)}`).Digest, 'the branch had the same image').toBe(digest)
  })

  it('gives build arguments to the Dockerfile and refuses what is none', async () => {
    const { stderr } = await stage.run(['--no-push', '--build-arg', 'WORD=hello'], env)
    expect(stderr).toContain('ARG WORD=none')
    const { exit } = await stage.run(['--no-push', '--build-arg=--squash'], env)
    expect(expectError(exit).code).toBe('wrong-usage')
  })

  it('keeps the password in no output and leaves no log-in behind', async () => {
    const { exit, stdout, stderr } = await stage.run(['--insecure-registry'], env)
    expect(exit, stderr).toBe(0)
    for (const form of [password, Buffer.from(`robot:${password}`).toString('base64'), encodeURIComponent(password)]) {
      expect(stdout + stderr).not.toContain(form)
    }
    expect(readdirSync(path.join(folder, 'tmp'))).toEqual([])
    expect(existsSync(path.join(folder, '.docker'))).toBe(false)
  })

  it('never has the password on a command line', async () => {
    const bin = path.join(folder, 'bin')
    mkdirSync(bin)
    writeFileSync(
      path.join(bin, 'buildah'),
      `#!/bin/sh\necho "$@" >> ${folder}/calls\nfor a in "$@"; do case $a in */config.json) stat -c '%a' "$a" >> ${folder}/modes;; esac; done\nexec $(PATH=/usr/bin:/usr/local/bin command -v buildah) "$@"\n`,
    )
    chmodSync(path.join(bin, 'buildah'), 0o755)
    const { exit, stderr } = await stage.run(['--insecure-registry'], {
      ...env,
      PATH: `${bin}:${env.PATH}`,
    })
    expect(exit, stderr).toBe(0)
    const calls = readFileSync(path.join(folder, 'calls'), 'utf8')
    expect(calls).toContain('--password-stdin')
    expect(calls).not.toContain(password)
    expect(new Set(readFileSync(path.join(folder, 'modes'), 'utf8').trim().split('\n'))).toEqual(new Set(['600']))
  })

  it('says that the registry refused a wrong password, before it builds', async () => {
    const { exit, stderr } = await stage.run(['--insecure-registry'], {
      ...env,
      CI_REGISTRY_PASSWORD: 'wrong-word',
    })
    const error = expectError(exit)
    expect(error).toMatchObject({ code: 'registry-login-refused', exit: 2 })
    expect(error.message).toContain(`${registry.host} refused the log-in: logging into`)
    expect(stderr).not.toContain('STEP')
  })

  it('says that the registry refused an image that nobody logged in for', async () => {
    const { CI_REGISTRY_PASSWORD: _, ...without } = env
    const { exit } = await stage.run(['--insecure-registry'], without)
    expect(expectError(exit)).toMatchObject({ code: 'registry-push-refused', exit: 1 })
  })

  it('exits 3 when the registry is not there, and says why', async () => {
    const other = '127.0.0.1:9'
    const { exit } = await stage.run(['--insecure-registry'], {
      ...env,
      CI_REGISTRY: other,
      CI_REGISTRY_IMAGE: `${other}/group/project`,
    })
    const error = expectError(exit)
    expect(error).toMatchObject({ code: 'registry-unreachable', exit: 3 })
    expect(error.message).toContain('connection refused')
  })

  it('takes plain http only when told to', async () => {
    const { exit } = await stage.run([], env)
    const error = expectError(exit)
    expect(error.code).toBe('registry-unreachable')
    expect(error.message).toContain('server gave HTTP response to HTTPS client')
    expect(error.remedy).toContain('--insecure-registry')
  })

  it('takes plain http where the registries.conf of the user says so', async () => {
    const home = path.join(folder, 'home')
    mkdirSync(path.join(home, '.config/containers'), { recursive: true })
    const file = path.join(home, '.config/containers/registries.conf')
    writeFileSync(file, `[[registry]]\nlocation = "${registry.host}"\ninsecure = true\n`)
    const { exit, stderr } = await stage.run([], { ...env, HOME: home })
    expect(exit, stderr).toBe(0)
  })

  it('shows the last lines of a build that fails', async () => {
    writeFileSync(path.join(repository, 'Broken'), 'FROM scratch\nCOPY nothing-of-this-name /\n')
    const { exit } = await stage.run(['--no-push', '--file', 'Broken'], env)
    rmSync(path.join(repository, 'Broken'))
    const error = expectError(exit)
    expect(error).toMatchObject({ code: 'image-build-failed', exit: 1, place: path.join(repository, 'Broken') })
    expect(error.message).toContain('nothing-of-this-name')
  })

  it.each([
    [['--file', 'missing'], {}, 'dockerfile-missing'],
    [['--context', '/nowhere'], {}, 'dockerfile-missing'],
    [['--image-name', 'https://registry.example.org/x'], {}, 'image-name-invalid'],
    [['--image-name=--tls-verify=false'], {}, 'image-name-invalid'],
    [['--image-tag=--all'], {}, 'image-tag-invalid'],
    [[], { CI_REGISTRY_IMAGE: '' }, 'image-name-missing'],
    [[], { CI_REGISTRY: '--authfile=/etc/passwd' }, 'image-name-invalid'],
  ])('refuses %j %j as %s', async (args, variables, code) => {
    const { exit } = await stage.run(args, { ...env, ...variables })
    expect(expectError(exit)).toMatchObject({ code, exit: 2 })
  })

  it('says of every builder why it cannot be used; a client without an engine is none', async () => {
    const bin = path.join(folder, 'no-builders')
    mkdirSync(bin)
    writeFileSync(path.join(bin, 'docker'), '#!/bin/sh\necho "Cannot connect to the Docker daemon" >&2\nexit 1\n')
    chmodSync(path.join(bin, 'docker'), 0o755)
    execFileSync('ln', ['-s', '/usr/bin/git', path.join(bin, 'git')])
    const { exit } = await stage.run(['--no-push'], { ...env, PATH: `${bin}` })
    const error = expectError(exit)
    expect(error).toMatchObject({ code: 'no-image-builder', exit: 2 })
    expect(error.message).toContain(
      'buildah is not installed; docker Cannot connect to the Docker daemon; podman is not installed',
    )
  })

  it('stops the builder and all its children when interrupted', async () => {
    writeFileSync(
      path.join(repository, 'Slow'),
      'FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "sleep", "4321"]\n',
    )
    const interruption = new AbortController()
    const reason = new CodedError('interrupted', { signal: 'SIGINT' })
    const isSleeping = () =>
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .some((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sleep\x004321')
          } catch {
            return false
          }
        })
    const done = stage.run(['--no-push', '--file', 'Slow'], env, repository, interruption.signal)
    await expect.poll(isSleeping, { timeout: 20_000 }).toBe(true)
    interruption.abort(reason)
    expect((await done).exit).toBe(reason)
    await expect.poll(isSleeping, { timeout: 10_000 }).toBe(false)
    rmSync(path.join(repository, 'Slow'))
    expect(readdirSync(path.join(folder, 'tmp')), 'the log-in is gone too').toEqual([])
  })
})
