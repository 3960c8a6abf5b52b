import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../core/release/outcome.ts'
import {
  describeState,
  image,
  letters,
  lettersWithModel,
  openStage,
  otherImage,
  repositoryUrl,
  type Stage,
} from './stage.ts'

let stage: Stage
afterEach(() => stage?.close())

function word(steps: readonly Outcome[], kind: string, target: string): string | undefined {
  return steps.find((step) => step.kind === kind && step.target === target)?.outcome
}

describe('a release of a tag', () => {
  it('creates what is missing, and changes nothing when it is applied again', async () => {
    stage = await openStage({ files: lettersWithModel })
    const first = await stage.apply()
    expect(first.run.exit, first.run.stderr).toBe(0)
    expect(first.steps.map(({ kind, target, outcome }) => [kind, target, outcome])).toEqual([
      ['worker', 'recognizer', 'created'],
      ['worker', 'trainer', 'created'],
      ['worker-version', 'recognizer', 'created'],
      ['worker-version', 'trainer', 'created'],
      ['reference', 'recognizer tag v1.0.0', 'created'],
      ['reference', 'trainer tag v1.0.0', 'created'],
      ['model', 'Letters language model', 'unchanged'],
      ['model', 'Letter shapes', 'created'],
      ['model-version', 'Letter shapes', 'created'],
      ['compatibility', 'Letters language model + recognizer', 'created'],
      ['training', 'language-model', 'created'],
    ])
    const state = await describeState(stage.api)
    const second = await stage.apply()
    expect(second.steps.map(({ kind, target, outcome }) => [kind, target, outcome])).toEqual(
      first.steps.map(({ kind, target }) => [kind, target, 'unchanged']),
    )
    expect(second.run.exit).toBe(0)
    expect(second.process?.id).toBe(first.process?.id)
    expect(await describeState(stage.api)).toEqual(state)
  })

  it('leaves versions, a compatible model and a started training on the instance', async () => {
    stage = await openStage()
    await stage.apply()
    const revision = `${repositoryUrl}/commit/${stage.repository.git('rev-parse', 'HEAD')}`
    expect(await describeState(stage.api)).toMatchObject({
      workers: [
        { slug: 'recognizer', name: 'Text recognizer', type: 'recognizer', description: 'Reads letters.\n' },
        { slug: 'trainer', name: 'Language model trainer', type: 'trainer' },
      ],
      versions: [
        {
          worker: 'recognizer',
          revision_url: revision,
          tag: 'v1.0.0',
          branch: null,
          docker_image_iid: image,
          state: 'available',
        },
        { worker: 'trainer', revision_url: revision, tag: 'v1.0.0' },
      ],
      models: [{ name: 'Letters language model', workers: ['recognizer'] }],
      configurations: [
        { worker: 'trainer', values: { order: 4, train_set: 'training', model_id: 'Letters language model' } },
      ],
      processes: [{ isStarted: true, sets: ['training', 'validation'], runs: [`trainer ${revision}`], tasks: 1 }],
    })
  })

  it('published from its branch first ends as one version with both references', async () => {
    stage = await openStage()
    const branch = await stage.apply(['--branch', 'main'])
    expect(branch.run.exit, branch.run.stderr).toBe(0)
    expect(word(branch.steps, 'reference', 'recognizer branch main')).toBe('created')
    expect(branch.steps.find(({ kind }) => kind === 'training')).toMatchObject({ outcome: 'skipped' })
    const tag = await stage.apply([], { ARKINDEX_IMAGE_REFERENCE: otherImage })
    expect(word(tag.steps, 'worker-version', 'recognizer')).toBe('unchanged')
    expect(word(tag.steps, 'reference', 'recognizer tag v1.0.0')).toBe('created')
    const state = JSON.parse(JSON.stringify(await describeState(stage.api)))
    expect(state.versions).toHaveLength(2)
    expect(state.versions[0]).toMatchObject({ tag: 'v1.0.0', branch: 'main', docker_image_iid: image })
    expect(JSON.stringify(tag.steps)).toContain('which stays')
  })

  it('moves the branch to the version of a later commit', async () => {
    stage = await openStage()
    await stage.apply(['--branch', 'main'])
    stage.repository.commit({ 'recognizer.md': 'Reads letters better.\n' })
    const later = await stage.apply(['--branch', 'main'])
    expect(word(later.steps, 'worker', 'recognizer')).toBe('updated')
    expect(word(later.steps, 'worker', 'trainer')).toBe('unchanged')
    expect(word(later.steps, 'worker-version', 'recognizer')).toBe('created')
    expect(word(later.steps, 'reference', 'recognizer branch main')).toBe('updated')
    const worker = await stage.api.first('/workers/?slug=recognizer')
    const versions = await stage.api.list(`/workers/${worker.id}/versions/`)
    expect(versions.map(({ branch }) => branch).sort()).toEqual(['main', null])
    expect(worker.description).toBe('Reads letters better.\n')
  })

  it('unmarks a model whose range does not hold the tag, and leaves unnamed pairs alone', async () => {
    stage = await openStage()
    await stage.apply()
    const model = await stage.api.first('/models/?name=Letters')
    const trainer = await stage.api.first('/workers/?slug=trainer')
    await stage.api.send('POST', `/model/${model.id}/compatible-worker/${trainer.id}/`)
    stage.repository.commit({}, 'v3.0.0')
    const later = await stage.apply(['--tag', 'v3.0.0'])
    expect(word(later.steps, 'compatibility', 'Letters language model + recognizer')).toBe('removed')
    const left = await stage.api.first('/models/?name=Letters')
    expect(left.compatible_workers).toEqual([trainer.id])
  })

  it('starts the training of a new tag once more, and of the same tag only once', async () => {
    stage = await openStage()
    await stage.apply()
    stage.repository.commit({}, 'v1.1.0')
    await stage.apply(['--tag', 'v1.1.0'])
    await stage.apply(['--tag', 'v1.1.0'])
    const processes = await stage.api.list('/process/')
    expect(processes).toHaveLength(2)
    expect(processes.every(({ started }) => started !== null)).toBe(true)
  })

  it('adopts an unstarted process that an interrupted application left, and removes its younger twin', async () => {
    stage = await openStage()
    const { steps } = await stage.plan()
    const name = steps.find(({ kind }) => kind === 'training')?.after?.process
    const corpus = await stage.api.first('/corpus/')
    const older = await stage.api.send('POST', '/process/corpus/', { corpus: corpus.id, mode: 'dataset', name })
    await stage.api.send('POST', '/process/corpus/', { corpus: corpus.id, mode: 'dataset', name })
    const report = await stage.apply()
    expect(report.process?.id).toBe(older.id)
    expect(word(report.steps, 'training', 'language-model')).toBe('updated')
    expect(await stage.api.list('/process/')).toHaveLength(1)
  })
})

describe('apply without an image', () => {
  it('skips versions and what needs them, with the reason, and does the rest', async () => {
    stage = await openStage()
    const report = await stage.apply([], { ARKINDEX_IMAGE_REFERENCE: '' })
    expect(report.run.exit).toBe(0)
    expect(word(report.steps, 'worker', 'recognizer')).toBe('created')
    expect(report.steps.find(({ kind }) => kind === 'worker-version')).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('no image is given'),
    })
    expect(report.steps.find(({ kind }) => kind === 'training')).toMatchObject({
      outcome: 'skipped',
      reason: 'it needs worker-version trainer, which is skipped',
    })
    expect(word(report.steps, 'compatibility', 'Letters language model + recognizer')).toBe('created')
    expect(report.image).toBeNull()
  })

  it('refuses an image that is not named by its digest', async () => {
    stage = await openStage()
    const { run } = await stage
      .apply(['--image', 'registry.example.org/letters:v1.0.0'])
      .catch((error) => ({ run: { stderr: String(error) } }))
    expect(run.stderr).toContain('image-not-pinned')
    expect(await stage.api.list('/workers/')).toEqual([])
  })
})

describe('the options of apply', () => {
  it('--dry-run sends only GET and says what apply then does, in the same words', async () => {
    stage = await openStage({ files: lettersWithModel })
    const before = await describeState(stage.api)
    const dry = await stage.apply(['--dry-run'])
    expect(await describeState(stage.api)).toEqual(before)
    expect(dry.dryRun).toBe(true)
    const real = await stage.apply()
    const words = (steps: readonly Outcome[]) => steps.map(({ kind, target, outcome }) => [kind, target, outcome])
    expect(words(dry.steps)).toEqual(words(real.steps))
  })

  it('--only takes some kinds, and says what the left out ones stand in the way of', async () => {
    stage = await openStage()
    const early = await stage.apply(['--only', 'training'])
    expect(early.steps).toEqual([
      expect.objectContaining({
        kind: 'training',
        outcome: 'skipped',
        reason: 'it needs worker-version trainer, which is not done yet: apply that first',
      }),
    ])
    const first = await stage.apply(['--only', 'worker', '--only', 'worker-version', '--only', 'compatibility'])
    expect(first.steps.map(({ kind }) => kind)).toEqual([
      'worker',
      'worker',
      'worker-version',
      'worker-version',
      'compatibility',
    ])
    const second = await stage.apply(['--only', 'training'])
    expect(second.steps).toEqual([expect.objectContaining({ kind: 'training', outcome: 'created' })])
  })

  it('--report is written also where a step failed', async () => {
    stage = await openStage({ isBare: true })
    const report = await stage.apply(['--report', 'out/outcomes.json'])
    expect(report.run.exit).toBe(1)
    const written = JSON.parse(readFileSync(path.join(stage.repository.folder, 'out/outcomes.json'), 'utf8'))
    expect(written.steps).toEqual(report.steps)
    expect(word(report.steps, 'training', 'language-model')).toBe('failed')
    expect(word(report.steps, 'worker-version', 'trainer')).toBe('created')
  })

  it('--wait follows a training to its end, which is its outcome', async () => {
    stage = await openStage()
    const first = await stage.apply()
    const process = await stage.api.first('/process/')
    await stage.api.send('PATCH', `/process/${process.id}/`, { state: 'stopping' })
    const report = await stage.apply(['--wait'])
    expect(report.run.exit).toBe(1)
    expect(report.steps.find(({ kind }) => kind === 'training')).toMatchObject({
      id: first.process?.id,
      outcome: 'failed',
      state: 'stopped',
      error: { code: 'training-failed' },
    })
  })
})

describe('a sealed plan', () => {
  const approve = async (args: string[] = []) => {
    const plan = await stage.plan(['--out', 'plan.json', ...args])
    expect(plan.run.exit, plan.run.stderr).toBe(0)
    return plan
  }

  it('made before the tag is applied at the tag', async () => {
    stage = await openStage()
    const plan = await approve([])
    stage.repository.git('tag', '-d', 'v1.0.0')
    const before = await approve()
    expect(before.bound).toBeNull()
    expect(before.intentDigest).toBe(plan.intentDigest)
    const report = await stage.apply(['plan.json', '--tag', 'v1.0.0'])
    expect(report.run.exit, report.run.stderr).toBe(0)
    expect(word(report.steps, 'training', 'language-model')).toBe('created')
  })

  it('can be applied again after an application that was cut short, and for the training alone', async () => {
    stage = await openStage()
    await approve()
    const first = await stage.apply(['plan.json', '--only', 'worker', '--only', 'worker-version'])
    expect(first.run.exit, first.run.stderr).toBe(0)
    const second = await stage.apply(['plan.json'])
    expect(second.run.exit, second.run.stderr).toBe(0)
    expect(word(second.steps, 'training', 'language-model')).toBe('created')
    expect((await stage.apply(['plan.json'])).run.exit).toBe(0)
  })

  it.each<[string, (current: Stage) => Promise<unknown> | unknown, string]>([
    [
      'a definition',
      ({ repository }) => repository.write({ 'recognizer.md': 'Other.\n' }),
      'worker "recognizer" in the repository',
    ],
    [
      'the manifest',
      ({ repository }) =>
        repository.write({ '.arkindex-ci.yml': letters['.arkindex-ci.yml']!.replace('order: 4', 'order: 5') }),
      'manifest ".arkindex-ci.yml" in the repository',
    ],
    [
      'a dataset',
      async ({ api }) => {
        const corpus = await api.first('/corpus/')
        const dataset = await api.first(`/corpus/${corpus.id}/datasets/`)
        await api.send('PATCH', `/datasets/${dataset.id}/`, { state: 'complete' })
      },
      'dataset "Letters / Letters 2026" on demo',
    ],
    [
      'a worker',
      async ({ api }) =>
        api.send('POST', '/workers/', {
          name: 'Other',
          type: 'other',
          slug: 'recognizer',
          repository_url: repositoryUrl,
        }),
      'worker "recognizer" on demo',
    ],
    [
      'a model',
      async ({ api }) => {
        const model = await api.first('/models/')
        await api.send('PATCH', `/model/${model.id}/`, { name: 'Renamed' })
      },
      'model "Letters language model" on demo',
    ],
  ])('is stale once %s moved: it exits 4, names it and changes nothing', async (_what, move, name) => {
    stage = await openStage()
    await approve()
    await move(stage)
    const before = await describeState(stage.api)
    const { run } = await stage
      .apply(['plan.json'])
      .catch((error: Error) => ({ run: { exit: 4, stdout: '', stderr: error.message, codes: [] } }))
    expect(run.exit).toBe(4)
    expect(run.stderr).toContain('plan-stale')
    expect(run.stderr).toContain(name)
    expect(run.stderr).toMatch(/it was .*, now it is /)
    expect(await describeState(stage.api)).toEqual(before)
  })

  it('of one tag is not applied to another, nor to another commit', async () => {
    stage = await openStage()
    await approve()
    stage.repository.commit({}, 'v1.0.1')
    const error = await stage.apply(['plan.json', '--tag', 'v1.0.1']).catch((thrown: Error) => thrown.message)
    expect(error).toContain('tag "tag"')
    expect(error).toContain('revision "revision"')
  })

  it('that was edited is refused', async () => {
    stage = await openStage()
    await approve()
    const file = path.join(stage.repository.folder, 'plan.json')
    const plan = JSON.parse(readFileSync(file, 'utf8'))
    plan.intent.objects.demo[1].after.name = 'Slipped in'
    writeFileSync(file, JSON.stringify(plan))
    const error = await stage.apply(['plan.json']).catch((thrown: Error) => thrown.message)
    expect(error).toContain('plan-file-broken')
  })
})
