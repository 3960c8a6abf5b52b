import { createHash } from 'node:crypto'
import type { ArkindexInstance } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'
import { digestValue } from './canonical-json.ts'
import type { DatasetObject } from './instance-objects.ts'
import { readField, readId, readSetCounts } from './instance-objects.ts'
import { callOn, listSome, takesFilter } from './operations.ts'
import { tryTell } from './try-tell.ts'

/** Up to so many elements of the sets of a training are read: there the fingerprint is exact. */
export const mostElements = 10_000

/**
 * What a fingerprint was made from: the ids of all elements by set; where there are more than `mostElements`, what a dataset that
 * is complete tells of itself, since nothing is added to or taken from one (reference/arkindex.md 3.6); else the first elements alone.
 */
export type FingerprintBasis = 'elements' | 'complete-dataset' | 'first-elements'

/** What a training reads of its dataset. */
export interface DatasetReceipt {
  id: string
  name: string
  state: string
  /** Elements of each set that the training names; null where it is not known. */
  sets: { set: string; elements: number | null }[]
  /** `sha256:…`; null where the instance does not list the elements. */
  fingerprint: string | null
  basis: FingerprintBasis | null
  /** Whether two equal fingerprints mean that the same elements are in the same sets. */
  isExact: boolean
}

interface Members {
  /** `set` and id of each, in no order that counts. */
  keys: Set<string>
  counts: Map<string, number>
  isCut: boolean
}

const source = (instance: ArkindexInstance, operation: string) => ({ instance: instance.slug, operation })
const longestId = 100

async function listMembers(instance: ArkindexInstance, dataset: string, sets: readonly string[]): Promise<Members> {
  const operation = 'ListDatasetElements'
  const members: Members = { keys: new Set(), counts: new Map(sets.map((set) => [set, 0])), isCut: false }
  const isFiltered = takesFilter(instance, operation, 'set')
  for (const asked of isFiltered ? sets : [null]) {
    const filters = { page_size: 500, ...(asked === null ? {} : { set: asked }) }
    for await (const item of listSome(instance, operation, { dataset }, filters)) {
      const set = readField(item, 'set') ?? asked
      if (set === null || !members.counts.has(set)) continue
      const id = readId(readMember(item), source(instance, operation))
      if (id.length > longestId) {
        throw new CodedError('unexpected-answer', { ...source(instance, operation), reason: 'an id is too long' })
      }
      const key = JSON.stringify([set, id])
      if (members.keys.has(key)) continue
      if (members.keys.size === mostElements) return { ...members, isCut: true }
      members.keys.add(key)
      members.counts.set(set, (members.counts.get(set) ?? 0) + 1)
    }
  }
  return members
}

function readMember(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'element' in item ? item.element : item
}

function digestMembers(dataset: DatasetObject, sets: readonly string[], keys: ReadonlySet<string>): string {
  const hash = createHash('sha256').update(JSON.stringify([dataset.id, [...sets].sort()]))
  for (const key of [...keys].sort()) hash.update('\n').update(key)
  return `sha256:${hash.digest('hex')}`
}

/** How many elements each set has, as the dataset tells it itself; empty where it does not. */
async function readCounts(instance: ArkindexInstance, dataset: DatasetObject): Promise<ReadonlyMap<string, number>> {
  if (dataset.counts.size > 0 || !instance.describe('RetrieveDataset')) return dataset.counts
  return readSetCounts(await callOn(instance, 'RetrieveDataset', { dataset: dataset.id }))
}

/**
 * Elements per set and the fingerprint of what a training reads. It covers which elements are in which set, by their ids: not
 * what is written on them. Sends only GET, and reads at most `mostElements` elements.
 */
export async function readDatasetReceipt(
  instance: ArkindexInstance,
  dataset: DatasetObject,
  names: readonly string[],
  notes: string[],
): Promise<DatasetReceipt> {
  const { id, name, state } = dataset
  const sets = [...new Set(names)]
  const members = await tryTell(instance, ['ListDatasetElements'], 'the fingerprint of the dataset', notes, () =>
    listMembers(instance, id, sets),
  )
  const isWhole = members !== undefined && !members.isCut
  const counts: ReadonlyMap<string, number> = isWhole
    ? members.counts
    : ((await tryTell(instance, [], 'how many elements the sets have', notes, () => readCounts(instance, dataset))) ??
      new Map())
  const receipt = { id, name, state, sets: sets.map((set) => ({ set, elements: counts.get(set) ?? null })) }
  if (!members) return { ...receipt, fingerprint: null, basis: null, isExact: false }
  if (isWhole) {
    return { ...receipt, fingerprint: digestMembers(dataset, sets, members.keys), basis: 'elements', isExact: true }
  }
  const many = `the dataset has more than ${mostElements} elements`
  if (state === 'complete' && dataset.updated !== null) {
    notes.push(
      `${many}: its fingerprint is of its id, its sets and when it last changed, which holds while it is complete`,
    )
    return {
      ...receipt,
      fingerprint: digestValue([id, receipt.sets, dataset.updated]),
      basis: 'complete-dataset',
      isExact: true,
    }
  }
  notes.push(
    `${many} and may still change: its fingerprint is of the first ${mostElements} alone, and no other tag's training stands for it`,
  )
  const first = digestMembers(dataset, sets, members.keys)
  return { ...receipt, fingerprint: first, basis: 'first-elements', isExact: false }
}
