import { afterEach, describe, expect, it } from 'vitest'
import { processWatch } from '../../cli/commands/process-watch.ts'
import { train } from '../../cli/commands/train.ts'
import type { ExplainedTraining, TrainingExplanation } from '../../core/release/explain-trainings.ts'
import type { Report } from '../../core/release/report.ts'
import validators from '../../generated/validators.cjs'
import { addElements, type HandAgent, openHandAgent } from '../core/release/hand-agent.ts'
import { openStage, type Stage } from '../core/release/stage.ts'

const farmKey = 'key-of-the-default-farm-0123456789'
const publishing = ['worker', 'worker-version', 'reference', 'model', 'compatibility']
const only = publishing.flatMap((kind) => ['--only', kind])
let stage: Stage

afterEach(() => stage.close())

async function explain(...args: string[]): Promise<ExplainedTraining> {
  const done = await stage.run(train, ['--explain', '--format', 'json', ...args])
  if (done.stdout === '') throw new Error(done.stderr)
  const explanation: TrainingExplanation = JSON.parse(done.stdout)
  expect(validators.training(explanation), JSON.stringify(validators.training.errors)).toBe(true)
  const [training] = explanation.trainings
  if (!training) throw new Error('no training is explained')
  return training
}

async function startTraining(...args: string[]): Promise<Report['steps'][number]> {
  const { stdout, stderr } = await stage.run(train, ['--format', 'json', ...args])
  if (stdout === '') throw new Error(stderr)
  const report: Report = JSON.parse(stdout)
  expect(validators.outcomes(report), JSON.stringify(validators.outcomes.errors)).toBe(true)
  const [step] = report.steps
  if (!step) throw new Error('no training is reported')
  return step
}

/** Plays the trainer: makes a version of the model and writes its metrics. */
async function playTrainer(agent: HandAgent, metrics: string, tag: string): Promise<string> {
  const task = await agent.take()
  const model = await stage.api.first('/models/?name=Letters')
  const version = await stage.api.send('POST', `/model/${model.id}/versions/`, { tag })
  await agent.log(task, 'trained\n')
  await agent.addArtifact(task, 'metrics.json', metrics)
  await agent.end(task, 'completed')
  return version.id
}

describe('train --explain', () => {
  it('tells elements, fingerprint, farm, agents and that nothing ran before, and starts nothing', async () => {
    stage = await openStage({ farmKey })
    await addElements(stage.api, 'training', 3)
    await addElements(stage.api, 'validation', 1)
    await stage.apply(only)
    const training = await explain()
    expect(training).toMatchObject({
      training: 'language-model',
      decision: 'starts',
      process: null,
      receipt: {
        worker: 'trainer',
        dataset: {
          name: 'Letters 2026',
          state: 'open',
          sets: [
            { set: 'training', elements: 3 },
            { set: 'validation', elements: 1 },
          ],
          basis: 'elements',
          isExact: true,
        },
        farm: { agents: { total: 0, alive: 0, withGpu: 0 } },
        gpu: { usage: 'disabled', isUsed: false },
        lastRun: null,
        standing: null,
      },
    })
    expect(training.receipt?.dataset.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(training.receipt?.notes.join()).toContain('is alive: the process waits until one is')
    expect(await stage.api.list('/process/')).toEqual([])
    const text = await stage.run(train, ['--explain'])
    expect(text.exit).toBe(0)
    expect(text.stdout).toContain('training language-model on demo would start\n')
    expect(text.stdout).toContain('sets: train training (3 elements), validation validation (1 element)')
    await openHandAgent(stage.url, farmKey)
    expect((await explain()).receipt?.farm.agents).toEqual({ total: 1, alive: 1, withGpu: 0 })
  })

  it('has another fingerprint once an element comes or goes, and the same one where nothing changed', async () => {
    stage = await openStage()
    const [first] = await addElements(stage.api, 'training', 2)
    const read = async () => (await explain()).receipt?.dataset.fingerprint
    const before = await read()
    expect(await read()).toBe(before)
    await addElements(stage.api, 'training', 1)
    const grown = await read()
    expect(grown).not.toBe(before)
    await addElements(stage.api, 'test', 1)
    expect(await read(), 'a set that the training does not use').toBe(grown)
    const corpus = await stage.api.first('/corpus/')
    const dataset = await stage.api.first(`/corpus/${corpus.id}/datasets/`)
    await stage.api.send('DELETE', `/datasets/${dataset.id}/elements/${first}/?set=training`)
    expect(await read()).not.toBe(grown)
  })

  it('says what must be done first, what a tag does not start, and which name is unknown', async () => {
    stage = await openStage()
    expect(await explain()).toMatchObject({
      decision: 'waits',
      reason: expect.stringContaining('worker-version trainer'),
    })
    const early = await stage.run(train)
    expect(early.exit).toBe(1)
    expect(early.stdout).toContain('it needs worker-version trainer, which is not done yet: apply that first\n')
    expect(await explain('--branch', 'main')).toMatchObject({ decision: 'skipped', receipt: null })
    const wrong = await stage.run(train, ['--explain', 'nothing', 'nobody'])
    expect(wrong).toMatchObject({ exit: 2, codes: ['training-unknown', 'training-unknown'] })
    expect(wrong.stderr).toContain('it names language-model')
  })

  it('tells of an older instance what it can, and of the rest that it cannot', async () => {
    stage = await openStage({ compat: '1.5.2' })
    const { receipt } = await explain()
    expect(receipt?.dataset).toMatchObject({ isExact: true, sets: [{ elements: 0 }, { elements: 0 }] })
  })
})

describe('train', () => {
  it('starts a training once and tells what it uses; then its end, its model version and its metrics', async () => {
    stage = await openStage({ farmKey })
    await addElements(stage.api, 'training', 2)
    await stage.apply(only)
    const first = await startTraining('language-model')
    expect(first).toMatchObject({ kind: 'training', outcome: 'created', receipt: { dataset: { isExact: true } } })
    expect(await startTraining()).toMatchObject({ outcome: 'unchanged', id: first.id })
    const agent = await openHandAgent(stage.url, farmKey)
    const version = await playTrainer(agent, '{"test_bits": 2.5, "order": 3, "note": "text"}', 'v1')
    const ended = await startTraining('--wait')
    expect(ended).toMatchObject({
      outcome: 'unchanged',
      state: 'completed',
      result: {
        modelVersion: { id: version, tag: 'v1', state: 'created', basis: 'time' },
        metrics: { test_bits: 2.5, order: 3 },
        failure: null,
        notes: [],
      },
    })
    expect(ended.result?.seconds).toBeGreaterThan(0)
    const text = await stage.run(train, ['--wait'])
    expect(text.stdout).toContain('training language-model on demo ended: completed\n')
    expect(text.stdout).toContain(`model version: v1 (${version}), created\n`)
    expect(text.stdout).toContain('metrics: test_bits 2.5, order 3\n')
    const watched = await stage.run(processWatch, [first.id ?? ''])
    expect(watched.exit).toBe(0)
    expect(watched.stdout).toContain('metrics: test_bits 2.5, order 3\n')
  })

  it('takes the version that metrics.json names before the newest', async () => {
    stage = await openStage({ farmKey })
    await stage.apply()
    const agent = await openHandAgent(stage.url, farmKey)
    const model = await stage.api.first('/models/?name=Letters')
    const task = await agent.take()
    const named = await stage.api.send('POST', `/model/${model.id}/versions/`, { tag: 'best' })
    await stage.api.send('POST', `/model/${model.id}/versions/`, { tag: 'last' })
    await agent.addArtifact(task, 'metrics.json', JSON.stringify({ model_version: named.id, bits: 1 }))
    await agent.end(task, 'completed')
    expect((await startTraining('--wait')).result?.modelVersion).toMatchObject({ id: named.id, basis: 'metrics' })
  })

  it('is not started again for another tag of the same commit while nothing changed', async () => {
    stage = await openStage({ farmKey })
    await addElements(stage.api, 'training', 2)
    const first = await stage.apply()
    stage.repository.git('tag', 'v1.0.1')
    const plan = await stage.plan(['--tag', 'v1.0.1'])
    const planned = plan.unchanged.find(({ kind }) => kind === 'training')
    expect(planned).toMatchObject({ id: first.process?.id, notes: [expect.stringContaining('another tag started it')] })
    const second = await stage.apply(['--tag', 'v1.0.1'])
    expect(second.steps.find(({ kind }) => kind === 'training')).toMatchObject({
      outcome: 'unchanged',
      id: first.process?.id,
      reason: expect.stringContaining('stands for it'),
    })
    expect(await explain('--tag', 'v1.0.1')).toMatchObject({
      decision: 'stands',
      receipt: { standing: { isOfOtherTag: true } },
    })
    expect(await stage.api.list('/process/')).toHaveLength(1)
    // A dataset that a process works with may not change.
    await playTrainer(await openHandAgent(stage.url, farmKey), '{}', 'v1')
    await addElements(stage.api, 'training', 1)
    stage.repository.git('tag', 'v1.0.2')
    const changed = await stage.apply(['--tag', 'v1.0.2'])
    expect(changed.steps.find(({ kind }) => kind === 'training')).toMatchObject({ outcome: 'created' })
    expect(await stage.api.list('/process/')).toHaveLength(2)
  })

  it('of one that failed for another tag is started again', async () => {
    stage = await openStage({ farmKey })
    const first = await stage.apply()
    const agent = await openHandAgent(stage.url, farmKey)
    const task = await agent.take()
    await agent.log(task, `${'first line\n'.repeat(30)}\u001b[31mno text\u001b[0m in the set\u202e ${stage.token}\n`)
    await agent.end(task, 'failed')
    const failed = await stage.run(processWatch, [first.process?.id ?? ''])
    expect(failed.exit).toBe(1)
    expect(failed.stdout).toContain('its log ends:\n')
    expect(failed.stdout).toMatch(/ \| no text in the set {2}\[redacted\]\n$/)
    const waited = await stage.run(train, ['--wait'])
    expect(waited.exit).toBe(1)
    expect(waited.stdout).toContain('remedy: Read its logs at ')
    expect(failed.stdout).not.toContain(stage.token)
    expect(failed.stdout.split('first line')).toHaveLength(20)
    stage.repository.git('tag', 'v1.0.1')
    const second = await stage.apply(['--tag', 'v1.0.1'])
    expect(second.steps.find(({ kind }) => kind === 'training')).toMatchObject({ outcome: 'created' })
  })

  it('is started once where two tags of one commit are applied at the same time', async () => {
    stage = await openStage()
    stage.repository.git('tag', 'v1.0.1')
    await stage.apply(only)
    await stage.apply([...only, '--tag', 'v1.0.1'])
    const both = await Promise.all(['v1.0.0', 'v1.0.1'].map((tag) => stage.apply(['--only', 'training', '--tag', tag])))
    const processes = await stage.api.list('/process/')
    expect(processes).toHaveLength(1)
    expect(both.map(({ process }) => process?.id)).toEqual([processes[0]?.id, processes[0]?.id])
  })

  it('is not taken for another where only the name says so', async () => {
    stage = await openStage()
    const first = await stage.apply()
    const { name } = await stage.api.send('GET', `/process/${first.process?.id}/`)
    await stage.api.send('PATCH', `/process/${first.process?.id}/`, { name: 'something else' })
    stage.repository.commit({}, 'v1.1.0')
    const other = await stage.apply(['--tag', 'v1.1.0'])
    await stage.api.send('PATCH', `/process/${other.process?.id}/`, { name: name.replace(/\(\w+ /, '(000000000000 ') })
    stage.repository.git('checkout', '-q', 'v1.0.0')
    stage.repository.git('tag', 'v1.0.1')
    const { steps, process } = await stage.apply(['--tag', 'v1.0.1'])
    expect(steps.find(({ kind }) => kind === 'training')).toMatchObject({ outcome: 'created' })
    expect([first.process?.id, other.process?.id]).not.toContain(process?.id)
  })

  it('tells the last duration of the same worker', async () => {
    stage = await openStage({ farmKey })
    await stage.apply()
    const agent = await openHandAgent(stage.url, farmKey)
    await playTrainer(agent, '{}', 'v1')
    stage.repository.commit({}, 'v1.1.0')
    await stage.apply([...only, '--tag', 'v1.1.0'])
    expect((await explain('--tag', 'v1.1.0')).receipt?.lastRun?.seconds).toBeGreaterThan(0)
  })
})
