import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { release } from '../../cli/commands/release.ts'
import { image, letters, openStage, type Stage } from '../core/release/stage.ts'
import { startRegistry } from '../registry/start-registry.ts'
import { describeWithTools } from '../required-tools.ts'

let stage: Stage
afterEach(() => stage?.close())

describe('arkindex-ci release', () => {
  it('with an image does the whole way, and nothing the second time', async () => {
    stage = await openStage()
    const args = ['--image', image, '--format', 'json']
    const first = await stage.run(release, args)
    expect(first.exit, first.stderr).toBe(0)
    expect(JSON.parse(first.stdout).image.reference).toBe(image)
    const second = await stage.run(release, args)
    expect(new Set(JSON.parse(second.stdout).steps.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['unchanged']),
    )
  })

  it('--dry-run builds nothing and changes nothing', async () => {
    stage = await openStage()
    const { exit, stdout } = await stage.run(release, ['--dry-run'])
    expect(exit).toBe(0)
    expect(stdout).toContain('Dry run, nothing was changed')
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('stops at findings, before anything is built or sent', async () => {
    const files = {
      ...letters,
      '.arkindex.yml': `${letters['.arkindex.yml']}  - { name: Broken, slug: bro ken, type: x }\n`,
    }
    stage = await openStage({ files })
    const { exit, stderr } = await stage.run(release)
    expect(exit).toBe(1)
    expect(stderr).toContain('.arkindex.yml:')
    expect(await stage.api.list('/workers/')).toEqual([])
  })
})

describeWithTools(['buildah', 'docker-registry', 'busybox', 'git'], 'arkindex-ci release with a builder', () => {
  it('builds, pushes and publishes the digest of what it pushed', async () => {
    stage = await openStage()
    const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-release-'))
    const registry = await startRegistry({
      folder: path.join(folder, 'registry'),
      user: 'robot',
      password: 'secret-word',
    })
    const storage = path.join(folder, 'storage.conf')
    try {
      writeFileSync(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/store"\nrunroot = "${folder}/run"\n`)
      mkdirSync(path.join(folder, 'tmp'))
      const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim()
      copyFileSync(busybox, path.join(stage.repository.folder, 'busybox'))
      stage.repository.commit({ Dockerfile: 'FROM scratch\nCOPY busybox /bin/busybox\n' }, 'v1.1.0')
      const { exit, stdout, stderr } = await stage.run(
        release,
        ['--insecure-registry', '--builder', 'buildah', '--format', 'json'],
        {
          ARKINDEX_IMAGE_REFERENCE: '',
          HOME: folder,
          TMPDIR: path.join(folder, 'tmp'),
          CONTAINERS_STORAGE_CONF: storage,
          CI_REGISTRY: registry.host,
          CI_REGISTRY_IMAGE: `${registry.host}/group/letters`,
          CI_REGISTRY_USER: 'robot',
          CI_REGISTRY_PASSWORD: 'secret-word',
        },
      )
      expect(exit, stderr).toBe(0)
      const report = JSON.parse(stdout)
      expect(report.image.reference).toMatch(new RegExp(`^${registry.host}/group/letters@sha256:`))
      const worker = await stage.api.first('/workers/?slug=recognizer')
      expect(await stage.api.first(`/workers/${worker.id}/versions/`)).toMatchObject({
        tag: 'v1.1.0',
        docker_image_iid: report.image.reference,
      })
      expect(stderr + stdout).not.toContain('secret-word')
    } finally {
      await registry.stop()
      execFileSync('buildah', ['rmi', '--all', '--force'], {
        env: { PATH: process.env.PATH, CONTAINERS_STORAGE_CONF: storage },
        stdio: 'ignore',
      })
      rmSync(folder, { recursive: true, force: true })
    }
  }, 120_000)
})
