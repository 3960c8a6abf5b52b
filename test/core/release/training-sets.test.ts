import { describe, expect, it } from 'vitest'
import type { ArkindexInstance, OperationDescription } from '../../../core/arkindex/instance.ts'
import { addSets } from '../../../core/release/apply/training-sets.ts'
import type { DatasetObject } from '../../../core/release/instance-objects.ts'
import { completeManifest } from '../../../core/release/manifest.ts'

const dataset: DatasetObject = {
  id: 'd1',
  name: 'Letters',
  corpus: 'c1',
  state: 'complete',
  sets: [
    { name: 'training', id: null },
    { name: 'test', id: null },
  ],
  counts: new Map(),
  updated: null,
}

const [training] = completeManifest(
  {
    version: 1,
    trainings: [
      { name: 't', worker: 'w', model: 'M', dataset: { id: 'd1' }, sets: { train: 'training', test: 'test' } },
    ],
  },
  [],
).trainings

/** An instance of the time before sets were objects: a process is given datasets, from some time on with names of sets. */
function openOldInstance(takesSets: boolean) {
  const linked = new Map<string, string[]>()
  const calls: string[] = []
  const path = (...names: string[]) => names.map((name) => ({ name, in: 'path' as const, required: true }))
  const describe = (operationId: string): OperationDescription | undefined => {
    const bodyProperties = takesSets ? ['sets'] : undefined
    const common = { operationId, path: '/', isPaginated: true }
    if (operationId === 'ListProcessDatasets')
      return { ...common, method: 'GET', parameters: path('id'), bodyProperties: undefined }
    if (operationId === 'CreateProcessDataset')
      return { ...common, method: 'POST', parameters: path('process', 'dataset'), bodyProperties }
    if (operationId === 'UpdateProcessDataset' && takesSets) {
      return { ...common, method: 'PATCH', parameters: path('process', 'dataset'), bodyProperties }
    }
    return undefined
  }
  const instance: ArkindexInstance = {
    slug: 'old',
    url: 'http://old.example.org',
    describe,
    call: async (operationId, input) => {
      calls.push(`${operationId} ${JSON.stringify(input)}`)
      const { body } = input ?? {}
      const sets =
        typeof body === 'object' && body !== null && 'sets' in body && Array.isArray(body.sets) ? body.sets : []
      linked.set(String(input?.dataset), sets.map(String))
      return {}
    },
    download: async () => {
      throw new Error('nothing is downloaded here')
    },
    paginate: async function* (operationId, input) {
      expect([operationId, input?.id]).toEqual(['ListProcessDatasets', 'p1'])
      for (const [id, sets] of linked) yield takesSets ? { id: 'link', dataset: { id }, sets } : { id }
    },
  }
  return { instance, calls, linked }
}

async function run(instance: ArkindexInstance): Promise<void> {
  if (!training) throw new Error('no training')
  const context = { instance, sleep: async () => {} }
  await addSets(context, 'p1', dataset, training)
}

describe('the sets of a training on an instance without set objects', () => {
  it('are given with the dataset by name, once', async () => {
    const { instance, calls } = openOldInstance(true)
    await run(instance)
    await run(instance)
    expect(calls).toEqual(['CreateProcessDataset {"process":"p1","dataset":"d1","body":{"sets":["training","test"]}}'])
  })

  it('replace others that an interrupted application left', async () => {
    const { instance, calls, linked } = openOldInstance(true)
    linked.set('d1', ['training'])
    await run(instance)
    expect(calls).toEqual(['UpdateProcessDataset {"process":"p1","dataset":"d1","body":{"sets":["training","test"]}}'])
  })

  it('are left to the worker where a process takes only whole datasets', async () => {
    const { instance, calls } = openOldInstance(false)
    await run(instance)
    await run(instance)
    expect(calls).toEqual(['CreateProcessDataset {"process":"p1","dataset":"d1"}'])
  })
})
