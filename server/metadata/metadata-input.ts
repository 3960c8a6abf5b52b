import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { Reading } from '../contract/shape.ts'
import { choice, object, type Shape, text } from '../contract/shape.ts'

export const metadataTypes = ['text', 'html', 'markdown', 'date', 'reference', 'numeric', 'location', 'url'] as const
export type MetadataType = (typeof metadataTypes)[number]

export interface MetadataInput {
  type: MetadataType
  name: string
  value: string
}

/** What is wrong with the value of a metadata, if anything: numbers are compared as numbers, and links are followed. */
export function findValueProblem({ type, value }: Pick<MetadataInput, 'type' | 'value'>): string | undefined {
  if (type === 'numeric' && !/^[+-]?\d{1,50}(\.\d{1,50})?([eE][+-]?\d{1,2})?$/.test(value)) {
    return 'The value of a metadata of the type numeric is a number.'
  }
  if (type !== 'url') return undefined
  const isWeb = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !/\s/.test(value)
  return isWeb ? undefined : 'The value of a metadata of the type url is a URL of http or https.'
}

export const metadataFields = {
  type: choice(metadataTypes),
  name: text({ max: 250, example: 'Year' }),
  value: text({ max: 10_000, example: '1880' }),
}

const plain = object(metadataFields)

/** A metadata as it is sent, its value checked by its type. */
export const metadataInput: Shape<MetadataInput> = {
  ...plain,
  read: (given): Reading<MetadataInput> => {
    const reading = plain.read(given)
    if (!reading.ok) return reading
    const problem = findValueProblem(reading.value)
    return problem === undefined ? reading : { ok: false, problems: { value: [problem] } }
  },
}

/** Rows of new metadata of elements. */
export function makeMetadataRows(
  metadata: readonly { elementId: string; given: MetadataInput }[],
  workerRunId: string | null,
  now: number,
) {
  const ids = createOrderedIds(metadata.length)
  return metadata.map(({ elementId, given }, index) => ({
    id: ids[index] ?? '',
    element_id: elementId,
    name: given.name,
    type: given.type,
    value: given.value,
    worker_run_id: workerRunId,
    created: now,
  }))
}
