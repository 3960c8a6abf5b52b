import { afterEach, describe, expect, it } from 'vitest'
import { apply } from '../../../cli/commands/apply.ts'
import { plan } from '../../../cli/commands/plan.ts'
import { type CuttingProxy, startProxy } from '../../proxy/start-proxy.ts'
import { describeState, type Files, letters, openStage, runInProcess, type Stage, writeProfiles } from './stage.ts'

let stage: Stage
let proxy: CuttingProxy | undefined
afterEach(async () => {
  await proxy?.close()
  proxy = undefined
  await stage?.close()
})

const manifest = letters['.arkindex-ci.yml'] ?? ''

function withManifest(change: (text: string) => string): Files {
  return { ...letters, '.arkindex-ci.yml': change(manifest) }
}

const mergeRequest = {
  CI: 'true',
  CI_PROJECT_URL: 'https://gitlab.example.org/group/letters',
  CI_COMMIT_SHA: 'b'.repeat(40),
  CI_MERGE_REQUEST_IID: '3',
}

describe('planning', () => {
  it('sends only GET', async () => {
    stage = await openStage()
    proxy = await startProxy(stage.url)
    const hosts = { demo: { url: proxy.url, token: stage.token } }
    const env = writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', hosts)
    const before = await describeState(stage.api)
    const { exit } = await runInProcess(plan, [], env, stage.repository.folder)
    expect(exit).toBe(0)
    expect(new Set(proxy.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(await describeState(stage.api)).toEqual(before)
  })

  it('of a merge request has all trainings and pairs with their conditions, and nothing of a revision', async () => {
    stage = await openStage()
    const seen = await stage.plan([], mergeRequest)
    expect(seen.bound).toBeNull()
    expect(seen.steps.map(({ kind, when }) => [kind, when])).toEqual([
      ['worker', undefined],
      ['worker', undefined],
      ['worker-version', 'each release that the instance takes'],
      ['worker-version', 'each release that the instance takes'],
      ['compatibility', 'tags in >=1.0.0 <3'],
      ['training', 'stable tags'],
    ])
    expect(JSON.stringify(seen)).not.toContain('b'.repeat(40))
  })

  it('gives the same intent before the tag, at any tag, and with any image', async () => {
    stage = await openStage()
    const digests = [
      await stage.plan([], mergeRequest),
      await stage.plan(),
      await stage.plan(['--tag', 'v2.0.0-rc.1']),
      await stage.plan(['--tag', 'v9.0.0', '--image', `other.example.org/x@sha256:${'9'.repeat(64)}`]),
      await stage.plan(['--branch', 'main']),
    ].map(({ intentDigest }) => intentDigest)
    expect(new Set(digests).size).toBe(1)
  })

  it('gives another intent once a definition, the manifest or an object differs', async () => {
    stage = await openStage()
    const digests = new Set([(await stage.plan()).intentDigest])
    stage.repository.write({ 'recognizer.md': 'Reads more.\n' })
    digests.add((await stage.plan()).intentDigest)
    stage.repository.write({ '.arkindex-ci.yml': manifest.replace('order: 4', 'order: 6') })
    digests.add((await stage.plan()).intentDigest)
    const model = await stage.api.first('/models/')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Other' })
    digests.add((await stage.plan()).intentDigest)
    expect(digests.size).toBe(4)
  })

  it('without a manifest says which defaults hold', async () => {
    const { '.arkindex-ci.yml': _none, ...files } = letters
    stage = await openStage({ files })
    const seen = await stage.plan()
    expect(seen.instances).toEqual([{ slug: 'demo', takes: 'stable tags' }])
    expect(seen.defaults.join(' ')).toContain('the default profile (demo) takes every stable tag')
    expect((await stage.run(plan)).stdout).toContain('By default there is no .arkindex-ci.yml')
  })

  it('skips an instance that does not take the tag, with the reason', async () => {
    stage = await openStage()
    const seen = await stage.plan(['--tag', 'v1.0.0-rc.1'])
    expect(seen.instances[0]?.skipped).toContain('v1.0.0-rc.1 is a pre-release tag')
    expect(seen.steps).toEqual([])
    const applied = await stage.apply(['--tag', 'v1.0.0-rc.1'])
    expect(applied.run.exit).toBe(0)
    expect(applied.run.stderr).toContain('demo does not take this release')
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('shows a changed worker with before and after', async () => {
    stage = await openStage()
    await stage.apply()
    stage.repository.commit({ 'recognizer.md': 'Reads everything.\n' }, 'v1.1.0')
    const text = (await stage.run(plan, ['--tag', 'v1.1.0'])).stdout
    expect(text).toContain('~ update worker recognizer')
    expect(text).toContain('description: "Reads letters. " -> "Reads everything. "')
    expect(text).toContain('= unchanged worker trainer')
    expect(text).toContain('+ create worker-version recognizer')
    expect(text).not.toContain('\u001b')
  })

  it('keeps the sound workers when one is broken, and exits 1', async () => {
    stage = await openStage({
      files: {
        ...letters,
        '.arkindex.yml': `${letters['.arkindex.yml']}  - { name: Broken, slug: bro ken, type: x }\n`,
      },
    })
    const seen = await stage.plan()
    expect(seen.run.exit).toBe(1)
    expect(seen.findings.length).toBeGreaterThan(0)
    expect(seen.steps.filter(({ kind }) => kind === 'worker').map(({ target }) => target)).toEqual([
      'recognizer',
      'trainer',
    ])
  })
})

describe('what a plan tells cannot be done', () => {
  it.each<[string, Files, (current: Stage) => Promise<unknown> | unknown, string]>([
    [
      'a compatible model that the token may not see',
      withManifest((text) => text.replace('- { model: Letters language model, w', '- { model: Hidden, w')),
      () => {},
      'object-not-found',
    ],
    [
      'a dataset that does not exist',
      withManifest((text) => text.replace('Letters 2026', 'Letters 2027')),
      () => {},
      'object-not-found',
    ],
    [
      'a set that the dataset lacks',
      withManifest((text) => text.replace('train: training', 'train: everything')),
      () => {},
      'dataset-set-missing',
    ],
    [
      'a farm that does not exist',
      withManifest((text) => text.replace('configuration: { order: 4 }', 'farm: Nowhere')),
      () => {},
      'object-not-found',
    ],
    [
      'a saved configuration that does not exist',
      withManifest((text) => text.replace('configuration: { order: 4 }', 'configuration: Large')),
      () => {},
      'object-not-found',
    ],
    [
      'a dataset that is being built',
      letters,
      async ({ api }) => {
        const corpus = await api.first('/corpus/')
        const dataset = await api.first(`/corpus/${corpus.id}/datasets/`)
        await api.send('PATCH', `/datasets/${dataset.id}/`, { state: 'building' })
      },
      'dataset-not-ready',
    ],
  ])('%s: with the code and the remedy, and the rest of the plan stands', async (_what, files, prepare, code) => {
    stage = await openStage({ files })
    await prepare(stage)
    const seen = await stage.plan()
    expect(seen.run.exit).toBe(1)
    expect(seen.failed).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ code, remedy: expect.stringMatching(/\w/) }) }),
    ])
    expect(seen.steps.filter(({ kind }) => kind === 'worker-version')).toHaveLength(2)
    const applied = await stage.apply()
    expect(applied.run.exit).toBe(1)
    expect(applied.steps.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1)
    expect(applied.steps.filter(({ outcome }) => outcome === 'created').length).toBeGreaterThan(3)
  })
})

describe('bad input', () => {
  it('a URL in the manifest is refused before any request', async () => {
    stage = await openStage({
      files: { ...letters, '.arkindex-ci.yml': 'version: 1\ninstances: { "http://127.0.0.1:1/": null }\n' },
    })
    proxy = await startProxy(stage.url)
    const env = writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: proxy.url, token: stage.token } })
    for (const command of [plan, apply]) {
      const { exit, codes, stderr } = await runInProcess(command, [], env, stage.repository.folder)
      expect(exit).toBe(1)
      expect(codes).toEqual(['manifest-refused'])
      expect(stderr).toContain('instance-not-slug')
    }
    expect(proxy.requests).toEqual([])
  })

  it.each([['latest'], ['--upload-pack=touch /tmp/x'], ['v1']])(
    'a tag that is %j is refused with exit 2',
    async (tag) => {
      stage = await openStage()
      const { exit, codes } = await stage.run(plan, [`--tag=${tag}`])
      expect([exit, codes]).toEqual([2, ['tag-not-semver']])
    },
  )

  it('apply in a merge request pipeline has nothing to release', async () => {
    stage = await openStage()
    const { exit, codes } = await stage.run(apply, [], mergeRequest)
    expect([exit, codes]).toEqual([2, ['nothing-to-release']])
  })

  it('an instance that is down is told with exit 3, and the others are done', async () => {
    stage = await openStage({ files: withManifest((text) => text.replace('instances:', 'instances:\n  away: null')) })
    const hosts = {
      away: { url: 'http://127.0.0.1:9', token: 'x'.repeat(40) },
      demo: { url: stage.url, token: stage.token },
    }
    Object.assign(stage.env, writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', hosts))
    const report = await stage.apply()
    expect(report.run.exit).toBe(3)
    expect(report.instances.find(({ slug }) => slug === 'away')?.error?.code).toBe('connection-refused')
    expect(report.steps.filter(({ outcome }) => outcome === 'created').length).toBeGreaterThan(5)
  }, 120_000)

  it('a profile that does not exist is told with exit 2', async () => {
    stage = await openStage({ files: withManifest((text) => text.replace('demo:', 'nowhere:')) })
    expect((await stage.run(plan)).exit).toBe(2)
  })

  it('a wrong token is told, and is not in the output', async () => {
    stage = await openStage()
    const token = 'wrong-token-0123456789'
    Object.assign(stage.env, writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: stage.url, token } }))
    const run = await stage.run(apply)
    expect(run.exit).toBeGreaterThan(0)
    expect(`${run.stdout}${run.stderr}`).toContain('instance-unauthorized')
    expect(`${run.stdout}${run.stderr}`).not.toContain(token)
  })
})
