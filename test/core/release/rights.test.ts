import { afterEach, describe, expect, it } from 'vitest'
import { apply } from '../../../cli/commands/apply.ts'
import { openStage, type Stage, writeProfiles } from './stage.ts'

const publisher = 'p'.repeat(40)
const reader = 'r'.repeat(40)

function seed(model: string, corpus: string, farm: string): string {
  return `version: 1
users:
  - { email: publisher@example.org, token: ${publisher}, can_create_workers: true }
  - { email: reader@example.org, token: ${reader}, can_create_workers: false }
farms:
  - { name: GPU farm, members: { ${farm} } }
models:
  - { name: Letters language model, members: { ${model} } }
corpora:
  - name: Letters
    members: { ${corpus} }
    datasets:
      - { name: Letters 2026, sets: { training: [], validation: [], test: [] } }
`
}

const full = seed('publisher@example.org: admin', 'publisher@example.org: admin', 'publisher@example.org: guest')

let stage: Stage
afterEach(() => stage?.close())

async function openAs(token: string, text: string): Promise<void> {
  stage = await openStage({ isBare: true, seed: text })
  Object.assign(stage.env, writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: stage.url, token } }))
}

describe('the rights of a token', () => {
  it('of a publisher are enough for a whole release', async () => {
    await openAs(publisher, full)
    const report = await stage.apply()
    expect(report.run.exit, report.run.stdout).toBe(0)
  })

  it('of a reader are enough to plan, and every refused step names the right that is missing', async () => {
    await openAs(reader, seed('reader@example.org: guest', 'reader@example.org: guest', ''))
    const plan = await stage.plan()
    expect(plan.run.exit, plan.run.stderr).toBe(0)
    const report = await stage.apply()
    expect(report.run.exit).toBe(1)
    const failed = report.steps.filter(({ outcome }) => outcome === 'failed')
    expect(failed.map(({ kind }) => kind)).toEqual(['worker', 'worker'])
    expect(failed[0]?.error?.code).toBe('instance-forbidden')
    expect(report.steps.filter(({ outcome }) => outcome === 'skipped').map(({ kind }) => kind)).toEqual([
      'worker-version',
      'worker-version',
      'reference',
      'reference',
      'compatibility',
      'training',
    ])
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('that do not reach a model fail its steps alone, with the remedy', async () => {
    await openAs(publisher, seed('', 'publisher@example.org: admin', ''))
    const plan = await stage.plan()
    expect(plan.steps.find(({ kind }) => kind === 'model')).toMatchObject({ action: 'create' })
    const report = await stage.apply()
    expect(report.run.exit).toBe(1)
    expect(report.steps.find(({ kind }) => kind === 'model')).toMatchObject({
      outcome: 'failed',
      error: { code: 'instance-forbidden' },
    })
    expect(report.steps.find(({ kind }) => kind === 'training')).toMatchObject({ outcome: 'skipped' })
    expect(report.steps.filter(({ kind }) => kind === 'worker-version').map(({ outcome }) => outcome)).toEqual([
      'created',
      'created',
    ])
  })

  it('of a guest in the project let everything be done but the training', async () => {
    await openAs(publisher, seed('publisher@example.org: admin', 'publisher@example.org: guest', ''))
    const report = await stage.apply()
    expect(report.run.exit).toBe(1)
    expect(report.steps.filter(({ outcome }) => outcome === 'failed').map(({ kind }) => kind)).toEqual(['training'])
    expect(await stage.api.list('/process/')).toEqual([])
  })

  it('for a farm are needed where the training names one', async () => {
    const manifest = (farm: string) => `version: 1
instances: { demo: null }
trainings:
  - name: t
    worker: trainer
    model: Letters language model
    dataset: { project: Letters, name: Letters 2026 }
    sets: { train: training }
    farm: ${farm}
`
    await openAs(publisher, full)
    stage.repository.write({ '.arkindex-ci.yml': manifest('GPU farm') })
    expect((await stage.run(apply)).exit).toBe(0)
    stage.repository.commit({ '.arkindex-ci.yml': manifest('Other farm') }, 'v1.0.1')
    const { failed } = await stage.plan(['--tag', 'v1.0.1'])
    expect(failed[0]?.error.code).toBe('object-not-found')
  })
})
