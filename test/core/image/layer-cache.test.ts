import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { settleHistory } from '../../../core/image/settle-history.ts'
import { describeWithTools } from '../../required-tools.ts'
import { dockerfile, type ImageStage, openImageStage, password } from './image-stage.ts'

/** Two stages, so that one begins with an image that came out of the cache; an ARG between its steps. */
const twoStages = `FROM scratch AS tools
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "echo first > /first; echo FIRST RAN"]
FROM tools
COPY source /source
ARG WORD=none
RUN ["/bin/busybox", "sh", "-c", "echo second > /second; echo SECOND RAN"]
`

describeWithTools(['buildah', 'skopeo', 'docker-registry', 'busybox', 'git'], 'the layer cache', () => {
  let stage: ImageStage
  const flags = ['--insecure-registry', '--format', 'json', '--layer-cache']
  let stores = 0
  /** A job on a runner that knows nothing. */
  const runJob = async (image = stage.image) => {
    stores += 1
    const run = await stage.run(flags, { ...stage.env(`store-${stores}`), CI_REGISTRY_IMAGE: image })
    expect(run.exit, run.stderr).toBe(0)
    return { ...run, digest: String(JSON.parse(run.stdout).digest) }
  }
  const commit = (source: string) => {
    writeFileSync(path.join(stage.repository, 'source'), source)
    stage.git('add', '.')
    stage.git('commit', '-q', '-m', source)
  }

  beforeAll(async () => {
    stage = await openImageStage()
    writeFileSync(path.join(stage.repository, 'Dockerfile'), twoStages)
    commit('one')
  })
  afterAll(() => stage.close())

  it('runs no step again in the second pipeline of one commit, and gives the same digest', async () => {
    const first = await runJob()
    expect(first.stderr).toMatch(/^FIRST RAN$/m)
    const second = await runJob()
    expect(second.stderr).toContain(`Cache pulled from remote ${stage.image}/cache`)
    expect(second.stderr).not.toMatch(/^FIRST RAN$/m)
    expect(second.digest).toBe(first.digest)
    expect(stage.inspect(`commit-${stage.git('rev-parse', 'HEAD').slice(0, 8)}`).Digest).toBe(first.digest)
  })

  it('gives a commit the digest that it has without a cache, whatever the cache holds', async () => {
    commit('two')
    const cached = await runJob()
    expect(cached.stderr).not.toMatch(/^FIRST RAN$/m)
    expect(cached.stderr).toMatch(/^SECOND RAN$/m)
    const alone = await runJob(`${stage.registry.host}/group/other`)
    expect(alone.stderr, 'another repository has a cache of its own').toMatch(/^FIRST RAN$/m)
    expect(cached.digest).toBe(alone.digest)
  })

  it('dates the image by its commit, names it in the labels and keeps the layers apart', () => {
    const sha = stage.git('rev-parse', 'HEAD').trim()
    const image = stage.inspect(`commit-${sha.slice(0, 8)}`)
    expect(Date.parse(image.Created)).toBe(Date.parse(stage.git('log', '-1', '--format=%cI').trim()))
    expect(image.Labels['org.opencontainers.image.revision']).toBe(sha)
    const raw = stage.skopeo('inspect', '--raw', `docker://${stage.image}:commit-${sha.slice(0, 8)}`)
    expect(JSON.parse(raw).layers).toHaveLength(4)
    expect(raw).not.toContain('/cache')
  })

  it('gives an image that can be pulled and run', () => {
    const buildah = (...args: string[]) =>
      execFileSync('buildah', args, { env: stage.env('user'), encoding: 'utf8', stdio: 'pipe' }).trim()
    const reference = `${stage.image}:commit-${stage.git('rev-parse', 'HEAD').slice(0, 8)}`
    const container = buildah('from', '--tls-verify=false', '--creds', `robot:${password}`, reference)
    const words = buildah(
      'run',
      '--isolation',
      'chroot',
      container,
      '/bin/busybox',
      'cat',
      '/first',
      '/second',
      '/source',
    )
    expect(words).toBe('first\nsecond\ntwo')
    buildah('rm', container)
  })

  it('is of use for another commit of a plain Dockerfile, and is left alone where it is not asked for', async () => {
    writeFileSync(path.join(stage.repository, 'Dockerfile'), dockerfile.replace('ARG WORD=none\n', ''))
    commit('three')
    expect((await runJob()).stderr).toContain('Pushing cache')
    const plain = await stage.run(['--insecure-registry'], stage.env('plain'))
    expect(plain.stderr).not.toContain('cache')
  })

  it('is left out where skopeo is not installed, and that is said', async () => {
    const bin = path.join(stage.folder, 'bin')
    execFileSync('sh', ['-c', `mkdir ${bin} && for p in buildah git; do ln -s $(command -v $p) ${bin}/$p; done`])
    const run = await stage.run(flags, { ...stage.env('bare'), PATH: bin })
    expect(run.exit, run.stderr).toBe(0)
    expect(run.stderr).toContain('Building without the layer cache, which needs skopeo: it is not installed')
    rmSync(bin, { recursive: true })
  })
})

it('a settled configuration names no image that a step began with', () => {
  const config = {
    created: '1980-01-01T00:00:00Z',
    config: { Labels: { a: 'b' } },
    history: [{ created_by: 'COPY', comment: 'FROM 0123' }],
  }
  const manifest = {
    schemaVersion: 2,
    config: { mediaType: 'm', digest: 'sha256:0', size: 1 },
    layers: [{ digest: 'sha256:1', size: 2 }],
    annotations: { 'org.opencontainers.image.base.name': 'registry/cache:0', mine: 'kept' },
  }
  const settled = settleHistory(JSON.stringify(manifest), JSON.stringify(config), new Date('2026-01-02T03:04:05Z'))
  expect(JSON.parse(settled.config)).toEqual({
    ...config,
    created: '2026-01-02T03:04:05Z',
    history: [{ created_by: 'COPY' }],
  })
  const written = JSON.parse(settled.manifest)
  expect(written.layers).toEqual(manifest.layers)
  expect(written.annotations).toEqual({ mine: 'kept' })
  expect(written.config).toMatchObject({ mediaType: 'm', size: Buffer.byteLength(settled.config) })
})
