import { type RawBuilder, sql } from 'kysely'
import { groupIds } from '../../core/database/insert-rows.ts'
import { writeMoment } from '../../core/time/write-moment.ts'
import {
  boolean,
  choice,
  component,
  float,
  integer,
  link,
  list,
  moment,
  nullable,
  object,
  text,
  uuid,
} from '../contract/shape.ts'
import { describeImage, imageShape } from '../images/image-shape.ts'
import { type MetadataDate, metadataDateShape, readDates } from '../metadata/read-dates.ts'
import type { Database } from '../services.ts'
import { type ClassificationState, classificationStates, type Flag, type ImageStatus } from '../tables.ts'
import { describeRunReference, workerRunReference } from '../worker-results/worker-run-reference.ts'
import { describeRegion, polygon, readPolygon } from './polygon.ts'

/** What elements hold of one kind at most in an answer; an element with more shows the first ones. */
const maximumDetails = 10_000

export const zoneShape = nullable(
  component(
    'Zone',
    object({
      id: uuid(),
      polygon: polygon(),
      image: imageShape,
      url: link('The part of the image around the element.'),
    }),
  ),
)

export const elementClassificationShape = component(
  'ElementClassification',
  object({
    id: uuid(),
    ml_class: component('MLClassReference', object({ id: uuid(), name: text() })),
    state: choice(classificationStates),
    confidence: float(),
    high_confidence: boolean(),
    worker_run: workerRunReference,
  }),
)

/** An element as lists show it (the supplement, 3.3). */
export const elementShape = component(
  'Element',
  object({
    id: uuid(),
    type: text({ description: 'The slug of its type.' }),
    name: text({ canBeBlank: true }),
    corpus: nullable(component('ElementCorpus', object({ id: uuid() }))),
    thumbnail_url: nullable(link('Null: the server makes no thumbnails.')),
    zone: zoneShape,
    rotation_angle: integer({ min: 0, max: 359, description: 'Degrees.' }),
    mirrored: boolean(),
    confidence: nullable(float()),
    created: moment(),
    has_children: nullable(boolean('Null where it was not asked for.')),
    classes: nullable(
      list(elementClassificationShape, { max: maximumDetails, description: 'Null where not asked for.' }),
    ),
    metadata: nullable(
      list(
        component(
          'ElementMetaData',
          object({
            id: uuid(),
            type: text(),
            name: text(),
            value: text({ canBeBlank: true }),
            dates: list(metadataDateShape, { max: 2 }),
          }),
        ),
        { max: maximumDetails, description: 'Null where not asked for.' },
      ),
    ),
    transcriptions: nullable(
      list(
        component(
          'ElementTranscription',
          object({
            id: uuid(),
            text: text({ canBeBlank: true }),
            confidence: nullable(float()),
            orientation: text(),
            worker_run: workerRunReference,
          }),
        ),
        { max: maximumDetails, description: 'Null where not asked for.' },
      ),
    ),
    worker_run: workerRunReference,
  }),
)

/** What is read of elements beyond their own columns. */
export interface ElementDetails {
  readonly classes?: boolean
  readonly metadata?: boolean
  readonly transcriptions?: boolean
  readonly hasChildren?: boolean
  /** False leaves the image and polygon out. */
  readonly zone?: boolean
  /** False leaves the corpus out. */
  readonly corpus?: boolean
}

const everything: ElementDetails = { classes: true, metadata: true, transcriptions: true, hasChildren: true }

/** An element that was read together with its type, worker run and image. */
export interface ElementRow {
  id: string
  name: string
  type: string
  corpus_id: string
  created: number
  rotation_angle: number
  mirrored: Flag
  confidence: number | null
  worker_run_id: string | null
  run_summary: string | null
  has_children: Flag | null
  polygon: string | null
  image_id: string | null
  image_path: string
  image_width: number
  image_height: number
  image_status: ImageStatus
  server_url: string
  server_name: string
  server_max_width: number | null
  server_max_height: number | null
}

/** The columns of `ElementRow`, to be selected from `elementSource`. */
export function selectElementColumns(details: ElementDetails): RawBuilder<ElementRow> {
  const hasChildren = details.hasChildren
    ? sql`case when exists (select 1 from element_path below where below.parent_id = element.id) then 1 else 0 end`
    : sql`null`
  return sql`element.id, element.name, element_type.slug as type, element.corpus_id, element.created, element.rotation_angle,
    element.mirrored, element.confidence, element.worker_run_id, worker_run.summary as run_summary, ${hasChildren} as has_children,
    element.polygon, element.image_id, image.path as image_path, image.width as image_width, image.height as image_height,
    image.status as image_status, image_server.url as server_url, image_server.display_name as server_name,
    image_server.max_width as server_max_width, image_server.max_height as server_max_height`
}

/** What `selectElementColumns` selects from; `element` may be joined with more. */
export const elementSource = sql`element join element_type on element_type.id = element.type_id
  left join worker_run on worker_run.id = element.worker_run_id
  left join image on image.id = element.image_id left join image_server on image_server.id = image.server_id`

function groupBy<Row extends { element_id: string }>(rows: readonly Row[] | undefined): Map<string, Row[]> | undefined {
  if (!rows) return undefined
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.element_id)
    if (!group) groups.set(row.element_id, [row])
    else if (group.length < maximumDetails) group.push(row)
  }
  return groups
}

export interface ClassificationColumns {
  id: string
  element_id: string
  class_id: string
  class_name: string
  state: ClassificationState
  confidence: number
  high_confidence: Flag
  worker_run_id: string | null
  run_summary: string | null
}

export function describeClassification(row: ClassificationColumns) {
  return {
    id: row.id,
    ml_class: { id: row.class_id, name: row.class_name },
    state: row.state,
    confidence: row.confidence,
    high_confidence: row.high_confidence === 1,
    worker_run: describeRunReference(row.worker_run_id, row.run_summary),
  }
}

/** Classifications of some elements, the surest first. */
export async function readClassifications(db: Database, group: readonly string[]): Promise<ClassificationColumns[]> {
  const { rows } =
    await sql<ClassificationColumns>`select classification.id, classification.element_id, ml_class.id as class_id,
      ml_class.name as class_name, classification.state, classification.confidence, classification.high_confidence,
      classification.worker_run_id, worker_run.summary as run_summary
    from classification join ml_class on ml_class.id = classification.ml_class_id
    left join worker_run on worker_run.id = classification.worker_run_id
    where classification.element_id in (${sql.join(group)}) order by classification.confidence desc, classification.id`.execute(
      db,
    )
  return rows
}

interface MetadataColumns {
  id: string
  element_id: string
  type: string
  name: string
  value: string
}

async function readMetadata(db: Database, group: readonly string[]): Promise<MetadataColumns[]> {
  const { rows } = await sql<MetadataColumns>`select id, element_id, type, name, value from metadata
    where element_id in (${sql.join(group)}) order by element_id, id`.execute(db)
  return rows
}

interface TranscriptionColumns {
  id: string
  element_id: string
  text: string
  confidence: number | null
  orientation: string
  worker_run_id: string | null
  run_summary: string | null
}

async function readTranscriptions(db: Database, group: readonly string[]): Promise<TranscriptionColumns[]> {
  const { rows } =
    await sql<TranscriptionColumns>`select transcription.id, transcription.element_id, transcription.text,
      transcription.confidence, transcription.orientation, transcription.worker_run_id, worker_run.summary as run_summary
    from transcription left join worker_run on worker_run.id = transcription.worker_run_id
    where transcription.element_id in (${sql.join(group)}) order by transcription.element_id, transcription.id`.execute(
      db,
    )
  return rows
}

async function readGroups<Row>(
  isWanted: boolean | undefined,
  groups: readonly (readonly string[])[],
  read: (group: readonly string[]) => Promise<Row[]>,
): Promise<Row[] | undefined> {
  if (!isWanted) return undefined
  const parts: Row[][] = []
  for (const group of groups) parts.push(await read(group))
  return parts.flat()
}

function describeZone(row: ElementRow) {
  if (row.image_id === null) return null
  const points = readPolygon(row.polygon)
  const image = describeImage({ ...row, image_id: row.image_id })
  return { id: row.id, polygon: points, image, url: `${image.url}/${describeRegion(points)}/full/0/default.jpg` }
}

/** Describes elements that were read with `selectElementColumns`; what belongs to them is read for all of them at once. */
export async function describeElementRows(db: Database, rows: readonly ElementRow[], details: ElementDetails) {
  const groups = groupIds(rows.map(({ id }) => id))
  const [classes, metadata, transcriptions] = await Promise.all([
    readGroups(details.classes, groups, (group) => readClassifications(db, group)).then(groupBy),
    readGroups(details.metadata, groups, (group) => readMetadata(db, group)).then(groupBy),
    readGroups(details.transcriptions, groups, (group) => readTranscriptions(db, group)).then(groupBy),
  ])
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    name: row.name,
    corpus: details.corpus === false ? null : { id: row.corpus_id },
    thumbnail_url: null,
    zone: details.zone === false ? null : describeZone(row),
    rotation_angle: row.rotation_angle,
    mirrored: row.mirrored === 1,
    confidence: row.confidence,
    created: writeMoment(row.created),
    has_children: row.has_children === null ? null : row.has_children === 1,
    classes: classes ? (classes.get(row.id) ?? []).map(describeClassification) : null,
    metadata: metadata ? (metadata.get(row.id) ?? []).map(describeElementMetadata) : null,
    transcriptions: transcriptions
      ? (transcriptions.get(row.id) ?? []).map(({ id, text: content, confidence, orientation, ...run }) => ({
          id,
          text: content,
          confidence,
          orientation,
          worker_run: describeRunReference(run.worker_run_id, run.run_summary),
        }))
      : null,
    worker_run: describeRunReference(row.worker_run_id, row.run_summary),
  }))
}

function describeElementMetadata({ id, type, name, value }: MetadataColumns) {
  const dates: MetadataDate[] = type === 'date' ? readDates(value) : []
  return { id, type, name, value, dates }
}

export type DescribedElement = Awaited<ReturnType<typeof describeElementRows>>[number]

/**
 * Describes elements by their ids, in the order of `rows`, with all that belongs to them unless `details` says less. An
 * element that is gone is left out.
 */
export async function describeElements(
  db: Database,
  rows: readonly { readonly id: string }[],
  details: ElementDetails = everything,
): Promise<DescribedElement[]> {
  if (rows.length === 0) return []
  const read: ElementRow[] = []
  for (const group of groupIds(rows.map(({ id }) => id))) {
    const part = await sql<ElementRow>`select ${selectElementColumns(details)} from ${elementSource}
      where element.id in (${sql.join(group)})`.execute(db)
    read.push(...part.rows)
  }
  const described = new Map((await describeElementRows(db, read, details)).map((element) => [element.id, element]))
  return rows.map(({ id }) => described.get(id)).filter((element) => element !== undefined)
}
