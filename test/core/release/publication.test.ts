import { afterEach, describe, expect, it } from 'vitest'
import { type CuttingProxy, hideOperations, startProxy } from '../../proxy/start-proxy.ts'
import { type Files, letters, modernWorker, openStage, type Stage, writeProfiles } from './stage.ts'

const legacyOnly: Files = {
  '.arkindex.yml': `version: 3
workers:
  - { name: Recognizer, slug: recognizer, type: recognizer, configuration: { height: 32 } }
`,
}
const modernOnly: Files = { 'arkindex/reader.yml': modernWorker }

let stage: Stage
let proxy: CuttingProxy | undefined
afterEach(async () => {
  await proxy?.close()
  proxy = undefined
  await stage?.close()
})

/** Everything that publishes, so that a test can leave one generation. */
async function offerOnly(kept: readonly string[]): Promise<void> {
  const ways = ['ImportWorkerVersion', 'CreateWorkerVersion', 'CreateDockerWorkerVersion', 'CreateWorker']
  proxy = await startProxy(stage.url)
  proxy.rewrite = hideOperations(ways.filter((name) => !kept.includes(name)))
  Object.assign(
    stage.env,
    writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: proxy.url, token: stage.token } }),
  )
}

async function publish(): Promise<{
  posts: string[]
  plan: Awaited<ReturnType<Stage['plan']>>
  report: Awaited<ReturnType<Stage['apply']>>
}> {
  const plan = await stage.plan()
  const report = await stage.apply()
  const posts = (proxy?.requests ?? []).filter(({ method }) => method === 'POST').map(({ url }) => url)
  return { posts, plan, report }
}

describe('publication by format and by what the instance offers', () => {
  it.each([
    [
      'an .arkindex.yml',
      legacyOnly,
      ['CreateWorker', 'ImportWorkerVersion', 'CreateWorkerVersion', 'CreateDockerWorkerVersion'],
      'CreateWorkerVersion',
      false,
    ],
    [
      'an .arkindex.yml',
      legacyOnly,
      ['CreateWorker', 'ImportWorkerVersion', 'CreateDockerWorkerVersion'],
      'CreateDockerWorkerVersion',
      false,
    ],
    ['an .arkindex.yml', legacyOnly, ['CreateDockerWorkerVersion'], 'CreateDockerWorkerVersion', false],
    ['an .arkindex.yml', legacyOnly, ['CreateWorker', 'ImportWorkerVersion'], 'ImportWorkerVersion', true],
    [
      'a worker file',
      modernOnly,
      ['CreateWorker', 'ImportWorkerVersion', 'CreateWorkerVersion', 'CreateDockerWorkerVersion'],
      'ImportWorkerVersion',
      false,
    ],
    [
      'a worker file',
      modernOnly,
      ['CreateWorker', 'CreateWorkerVersion', 'CreateDockerWorkerVersion'],
      'CreateWorkerVersion',
      true,
    ],
    ['a worker file', modernOnly, ['CreateDockerWorkerVersion'], 'CreateDockerWorkerVersion', true],
  ] as const)(
    '%s goes the newest way that carries it unchanged, else is converted without loss (%#)',
    async (_name, files, offered, operation, isConverted) => {
      stage = await openStage({ files })
      await offerOnly(offered)
      const { plan, report } = await publish()
      const step = plan.steps.find(({ kind }) => kind === 'worker-version')
      expect(step).toMatchObject({ operation, isConverted })
      expect(step?.notes.some((note) => note.startsWith('converted to'))).toBe(isConverted)
      expect(report.run.exit, report.run.stderr + report.run.stdout).toBe(0)
      expect(report.steps.find(({ kind }) => kind === 'worker-version')).toMatchObject({ outcome: 'created' })
      const second = await stage.apply()
      expect(second.run.exit, second.run.stdout).toBe(0)
      expect(second.steps.find(({ kind }) => kind === 'worker-version')).toMatchObject({ outcome: 'unchanged' })
      expect(second.steps.some(({ outcome }) => outcome === 'created')).toBe(false)
    },
  )

  it('what a conversion would lose is a failed step with its remedy, and nothing is published', async () => {
    stage = await openStage({
      files: {
        '.arkindex.yml': `version: 3
workers:
  - { name: Recognizer, slug: recognizer, type: recognizer, secrets: [secrets/token] }
`,
      },
    })
    await offerOnly(['CreateWorker', 'ImportWorkerVersion'])
    const { report } = await publish()
    expect(report.run.exit).toBe(1)
    expect(report.steps.find(({ kind }) => kind === 'worker-version')).toMatchObject({
      outcome: 'failed',
      error: { code: 'publication-not-offered', remedy: expect.stringContaining('migrate') },
    })
  })

  it('an instance without any way to publish is told with the remedy', async () => {
    stage = await openStage({ files: legacyOnly })
    await offerOnly([])
    const { plan } = await publish()
    expect(plan.failed).toEqual([
      expect.objectContaining({
        kind: 'worker-version',
        error: expect.objectContaining({ code: 'publication-not-offered' }),
      }),
    ])
  })
})

describe('an instance of Arkindex 1.5.2', () => {
  it('gets its versions in one request each, with the worker, and is unchanged the second time', async () => {
    stage = await openStage({
      files: { '.arkindex.yml': letters['.arkindex.yml'] ?? '', 'recognizer.md': 'Reads.\n' },
      compat: '1.5.2',
      isBare: true,
    })
    const first = await stage.apply()
    expect(first.run.exit, first.run.stdout).toBe(0)
    expect(first.steps.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'worker-version created',
      'worker-version created',
      'reference created',
      'reference created',
    ])
    const second = await stage.apply()
    expect(second.run.exit, second.run.stdout).toBe(0)
    expect(second.steps.filter(({ kind }) => kind === 'worker-version').map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
    ])
  })

  const onBranches = {
    '.arkindex.yml': letters['.arkindex.yml'] ?? '',
    'recognizer.md': 'Reads.\n',
    '.arkindex-ci.yml': 'version: 1\ninstances: { demo: { channels: [stable, branch] } }\n',
  }

  it('that cannot move a tag to a version that exists skips it with the reason', async () => {
    stage = await openStage({ files: onBranches, compat: '1.5.2', isBare: true })
    expect((await stage.apply(['--branch', 'main'])).run.exit).toBe(0)
    proxy = await startProxy(stage.url)
    proxy.rewrite = hideOperations(['PartialUpdateWorkerVersion'])
    Object.assign(
      stage.env,
      writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: proxy.url, token: stage.token } }),
    )
    const tag = await stage.apply()
    expect(tag.run.exit, tag.run.stdout).toBe(0)
    expect(tag.steps.find(({ kind }) => kind === 'reference')).toMatchObject({
      outcome: 'skipped',
      reason: 'this Arkindex cannot move a tag to a version that exists',
    })
  })

  it('that refuses a second publication of a commit and does not show the first has the step skipped', async () => {
    stage = await openStage({ files: onBranches, compat: '1.5.2', isBare: true })
    expect((await stage.apply(['--branch', 'main'])).run.exit).toBe(0)
    proxy = await startProxy(stage.url)
    proxy.rewrite = (request, body) =>
      request.url.includes('/versions/')
        ? body.replaceAll('"revision', '"hidden').replaceAll('"hash"', '"hidden_hash"')
        : body
    Object.assign(
      stage.env,
      writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: proxy.url, token: stage.token } }),
    )
    const tag = await stage.apply()
    expect(tag.run.exit, tag.run.stdout).toBe(0)
    expect(tag.steps.find(({ kind }) => kind === 'worker-version')).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('no second publication'),
    })
    expect(tag.steps.find(({ kind }) => kind === 'reference')).toMatchObject({ outcome: 'skipped' })
  })
})
