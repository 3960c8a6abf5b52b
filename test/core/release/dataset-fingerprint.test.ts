import { describe, expect, it } from 'vitest'
import type { ArkindexInstance, OperationDescription, OperationInput } from '../../../core/arkindex/instance.ts'
import { mostElements, readDatasetReceipt } from '../../../core/release/dataset-fingerprint.ts'
import type { DatasetObject } from '../../../core/release/instance-objects.ts'

const dataset: DatasetObject = {
  id: 'd1',
  name: 'Letters',
  corpus: 'c1',
  state: 'open',
  sets: [{ name: 'training', id: 's1' }],
  counts: new Map([['training', 20_000]]),
  updated: '2026-01-01T00:00:00Z',
}

type Member = { set: string; element: { id: unknown } }

/** An instance that lists these elements; with `filters`, only those of the set that is asked for. */
function openInstance(members: readonly Member[], { filters = true, offered = true } = {}) {
  let listed = 0
  const description: OperationDescription = {
    operationId: 'ListDatasetElements',
    method: 'GET',
    path: '/api/v1/datasets/{id}/elements/',
    parameters: [
      { name: 'id', in: 'path', required: true },
      ...(filters ? [{ name: 'set', in: 'query', required: false } as const] : []),
    ],
    bodyProperties: undefined,
    isPaginated: true,
  }
  const instance: ArkindexInstance = {
    slug: 'demo',
    url: 'http://127.0.0.1',
    describe: (name) => (offered && name === 'ListDatasetElements' ? description : undefined),
    call: async () => ({}),
    paginate: async function* (_name: string, input: OperationInput = {}) {
      for (const member of members) {
        if (input.set !== undefined && member.set !== input.set) continue
        listed += 1
        yield member
      }
    },
    download: async () => {},
  }
  return { instance, count: () => listed }
}

const members = (set: string, ...ids: string[]) => ids.map((id) => ({ set, element: { id } }))
async function read(list: readonly Member[], given: Partial<DatasetObject> = {}, options = {}) {
  const notes: string[] = []
  const { instance, count } = openInstance(list, options)
  const receipt = await readDatasetReceipt(instance, { ...dataset, ...given }, ['training', 'test', 'training'], notes)
  return { ...receipt, notes, listed: count() }
}

describe('the fingerprint of a dataset', () => {
  const [a, b] = [members('training', '1', '2', '3'), members('test', '4')]
  it('is the same in whatever order the elements are listed, and with or without a filter by set', async () => {
    const first = await read([...a, ...b])
    const others = [
      await read([...b, ...[...a].reverse()]),
      await read([...a, ...a, ...b]),
      await read([...a, ...b], {}, { filters: false }),
      await read([...a, ...b, ...members('other', '5')], {}, { filters: false }),
    ]
    for (const other of others) expect(other.fingerprint).toBe(first.fingerprint)
    expect(first).toMatchObject({
      isExact: true,
      notes: [],
      sets: [
        { set: 'training', elements: 3 },
        { set: 'test', elements: 1 },
      ],
    })
  })

  it('is another where an element is in another set, or the dataset is another', async () => {
    const first = await read([...a, ...b])
    expect((await read([...members('training', '1', '2'), ...members('test', '3', '4')])).fingerprint).not.toBe(
      first.fingerprint,
    )
    expect((await read([...a, ...b], { id: 'd2' })).fingerprint).not.toBe(first.fingerprint)
  })

  const numbers = (count: number) =>
    members('training', ...Array.from({ length: count }, (_, index) => `element ${index}`))
  it('is exact up to its bound, and beyond it reads no more and says that it is not', async () => {
    expect(await read(numbers(mostElements))).toMatchObject({ basis: 'elements', isExact: true })
    const beyond = await read(numbers(mostElements + 500))
    expect(beyond).toMatchObject({
      basis: 'first-elements',
      isExact: false,
      sets: [
        { set: 'training', elements: 20_000 },
        { set: 'test', elements: null },
      ],
    })
    expect(beyond.listed).toBe(mostElements + 1)
    expect(beyond.notes).toEqual([expect.stringContaining('more than 10000 elements and may still change')])
  })

  it('of a large dataset that is complete is of when it last changed', async () => {
    const large = numbers(mostElements + 1)
    const first = await read(large, { state: 'complete' })
    expect(first).toMatchObject({ basis: 'complete-dataset', isExact: true })
    const later = await read(large, { state: 'complete', updated: '2026-02-01T00:00:00Z' })
    expect(later.fingerprint).not.toBe(first.fingerprint)
    expect(await read(large, { state: 'complete', updated: null })).toMatchObject({ isExact: false })
  })

  it('is not known where elements are not listed or make no sense, which a note says', async () => {
    for (const receipt of [
      await read(a, {}, { offered: false }),
      await read([{ set: 'training', element: { id: null } }]),
      await read(members('training', 'x'.repeat(1000))),
    ]) {
      expect(receipt).toMatchObject({ fingerprint: null, basis: null, isExact: false, notes: [expect.any(String)] })
    }
  })
})
