import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithTools } from '../../required-tools.ts'
import { expectError, type ImageStage, openImageStage } from './image-stage.ts'

describeWithTools(['buildah', 'skopeo', 'docker-registry', 'busybox', 'git'], 'build on a tag', () => {
  let stage: ImageStage
  let sha: string
  const flags = ['--insecure-registry', '--format', 'json']
  const onTag = (tag: string, store = 'tag'): Record<string, string> => ({
    ...stage.env(store),
    CI: 'true',
    CI_COMMIT_SHA: sha,
    CI_COMMIT_TAG: tag,
  })

  beforeAll(async () => {
    stage = await openImageStage()
    sha = stage.git('rev-parse', 'HEAD').trim()
  })
  afterAll(() => stage.close())

  it('builds where the registry has no image of the commit, and says so', async () => {
    const { exit, stdout, stderr } = await stage.run(flags, onTag('v1.0.0'))
    expect(exit, stderr).toBe(0)
    expect(stderr).toContain(`Building, because the registry has no ${stage.image}:commit-${sha.slice(0, 8)}\n`)
    expect(JSON.parse(stdout).builder.name).toBe('buildah')
  })

  it('builds nothing when the pipeline of the tag runs again', async () => {
    const { exit, stdout, stderr } = await stage.run(flags, onTag('v1.0.0'))
    expect(exit, stderr).toBe(0)
    expect(stderr).toContain(`Nothing to build: ${stage.image}:v1.0.0 is the image of this commit\n`)
    expect(JSON.parse(stdout)).toMatchObject({ digest: stage.inspect('v1.0.0').Digest, builder: null })
  })

  it('gives the image that the branch pushed the tag, with the same digest, and builds nothing', async () => {
    // With a file that no second build makes: only the image that was tested has it.
    writeFileSync(path.join(stage.repository, 'busybox-only-once'), 'once')
    writeFileSync(path.join(stage.repository, 'Once'), 'FROM scratch\nCOPY busybox-only-once /once\n')
    const branch = await stage.run([...flags, '--file', 'Once'], stage.env('branch'))
    const { digest } = JSON.parse(branch.stdout || branch.stderr)
    const { exit, stdout, stderr } = await stage.run([...flags, '--dotenv', '../image.env'], onTag('v1.1.0'))
    expect(exit, stderr).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      reference: `${stage.image}:v1.1.0`,
      digest,
      pinned: `${stage.image}@${digest}`,
      isPushed: true,
      builder: null,
    })
    expect(stage.inspect('v1.1.0').Digest).toBe(digest)
    expect(stderr).not.toContain('STEP')
    expect(stderr).toContain('Nothing to build:')
    expect(readFileSync(path.join(stage.folder, 'image.env'), 'utf8')).toContain(`ARKINDEX_IMAGE_DIGEST=${digest}\n`)
  })

  it('needs no builder for it', async () => {
    const run = await stage.run([...flags, '--builder', 'podman'], onTag('v1.1.1'))
    expect(run.exit, run.stderr).toBe(0)
    expect(stage.inspect('v1.1.1').Digest).toBe(stage.inspect('v1.1.0').Digest)
  })

  it('ends the same for two pipelines of one tag at once', async () => {
    const runs = await Promise.all(['one', 'other'].map((store) => stage.run(flags, onTag('v1.1.2', store))))
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0])
    expect(new Set(runs.map(({ stdout }) => JSON.parse(stdout).digest)).size).toBe(1)
  })

  it('builds on a branch, and on a tag where it is told to', async () => {
    const branch = await stage.run(flags, { ...stage.env('branch'), CI_COMMIT_SHA: sha, CI: 'true' })
    expect(branch.stderr).toContain('STEP')
    const told = await stage.run([...flags, '--rebuild'], onTag('v1.2.0'))
    expect(told.stderr).toContain('STEP')
    expect(JSON.parse(told.stdout).digest).toBe(JSON.parse(branch.stdout).digest)
  })

  it('takes no image whose hash only begins alike', async () => {
    const other = `${sha.slice(0, 8)}${'0'.repeat(32)}`
    const { stderr } = await stage.run(flags, {
      ...onTag('v1.3.0'),
      CI_COMMIT_SHA: other,
      CI_COMMIT_TIMESTAMP: '2026-01-02T03:04:05Z',
    })
    expect(stderr).toContain(`Building, because ${stage.image}:commit-${sha.slice(0, 8)} is of the commit ${sha}\n`)
    expect(stage.inspect('v1.3.0').Labels['org.opencontainers.image.revision']).toBe(other)
  })

  it('fails on a registry that is down or refuses, before it builds', async () => {
    const down = { CI_REGISTRY: '127.0.0.1:9', CI_REGISTRY_IMAGE: '127.0.0.1:9/group/project' }
    const gone = await stage.run(flags, { ...onTag('v1.4.0'), ...down })
    expect(expectError(gone.exit)).toMatchObject({ code: 'registry-unreachable', exit: 3 })
    const { CI_REGISTRY_PASSWORD: _, ...nobody } = onTag('v1.4.0')
    for (const env of [{ ...onTag('v1.4.0'), CI_REGISTRY_PASSWORD: 'wrong-word' }, nobody]) {
      const refused = await stage.run(flags, env)
      expect(expectError(refused.exit).code).toMatch(/^registry-(login|push)-refused$/)
    }
  })
})
