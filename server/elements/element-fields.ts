import { sql } from 'kysely'
import {
  boolean,
  component,
  float,
  integer,
  list,
  moment,
  nullable,
  object,
  optional,
  type Shape,
  text,
  uuid,
} from '../contract/shape.ts'
import { metadataInput } from '../metadata/metadata-input.ts'
import type { Database } from '../services.ts'
import { workerRunReference } from '../worker-results/worker-run-reference.ts'
import {
  describeClassification,
  describeElementRows,
  type ElementRow,
  elementClassificationShape,
  elementSource,
  readClassifications,
  selectElementColumns,
  zoneShape,
} from './element-shape.ts'
import { polygon } from './polygon.ts'

/** How sure something is. */
export function confidence(description = 'From 0 to 1.'): Shape<number> {
  return {
    schema: { type: 'number', minimum: 0, maximum: 1, description },
    components: {},
    read: (value) => {
      if (value === null) return { ok: false, problems: ['This field may not be null.'] }
      if (typeof value !== 'number') return { ok: false, problems: ['A valid number is required.'] }
      if (value < 0) return { ok: false, problems: ['Ensure this value is greater than or equal to 0.'] }
      return value > 1
        ? { ok: false, problems: ['Ensure this value is less than or equal to 1.'] }
        : { ok: true, value }
    },
  }
}

export const elementName = text({ max: 250, example: 'Page 1' })
export const typeSlug = text({ max: 50, description: 'The slug of a type of the corpus.', example: 'page' })
export const workerRunId = optional(
  nullable(uuid('The worker run that made it: of the process of a task, or of your own local process.')),
)
export const metadataList = optional(list(metadataInput, { max: 100 }))

/** Fields of an element that have defaults. */
export const placementFields = {
  image: optional(nullable(uuid('That of the parent where it is left out and there is a polygon.'))),
  polygon: optional(nullable(polygon())),
  rotation_angle: optional(integer({ min: 0, max: 359, description: 'Degrees.' })),
  mirrored: optional(boolean()),
  confidence: optional(nullable(confidence())),
}

/** An element as `RetrieveElement` shows it. */
export const fullElementShape = component(
  'FullElement',
  object({
    id: uuid(),
    type: text({ description: 'The slug of its type.' }),
    name: text({ canBeBlank: true }),
    corpus: component('FullElementCorpus', object({ id: uuid(), name: text(), public: boolean() })),
    thumbnail_url: nullable(text()),
    zone: zoneShape,
    rotation_angle: integer({ min: 0, max: 359 }),
    mirrored: boolean(),
    confidence: nullable(float()),
    created: moment(),
    updated: moment(),
    creator: nullable(text({ description: 'The email address of who made it.' })),
    has_children: boolean(),
    metadata_count: integer({ min: 0 }),
    classifications: list(elementClassificationShape, { max: 10_000 }),
    worker_run: workerRunReference,
  }),
)

interface FullRow extends ElementRow {
  updated: number
  creator_email: string | null
  corpus_name: string
  corpus_public: number
  metadata_count: number
}

/** Describes one element with all of its own; throws where it is gone. */
export async function describeElement(db: Database, id: string) {
  const details = { hasChildren: true }
  const { rows } =
    await sql<FullRow>`select ${selectElementColumns(details)}, element.updated, creator.email as creator_email,
      corpus.name as corpus_name, corpus.public as corpus_public,
      (select count(*) from metadata where metadata.element_id = element.id) as metadata_count
    from ${elementSource} join corpus on corpus.id = element.corpus_id
    left join user_account creator on creator.id = element.creator_id where element.id = ${id}`.execute(db)
  const [row] = rows
  const [element] = row ? await describeElementRows(db, [row], details) : []
  if (!row || !element) return undefined
  const { classes: _classes, metadata: _metadata, transcriptions: _transcriptions, ...own } = element
  return {
    ...own,
    corpus: { id: row.corpus_id, name: row.corpus_name, public: row.corpus_public === 1 },
    has_children: row.has_children === 1,
    updated: new Date(row.updated).toISOString(),
    creator: row.creator_email,
    metadata_count: row.metadata_count,
    classifications: (await readClassifications(db, [id])).map(describeClassification),
  }
}
