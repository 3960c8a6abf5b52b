import { type RawBuilder, sql } from 'kysely'
import { containsPattern } from '../../core/database/conventions.ts'
import { invalid } from '../contract/refusal.ts'
import { boolean, choice, float, integer, isUuid, type Shape, text, uuid } from '../contract/shape.ts'
import type { Database } from '../services.ts'
import { filterByRun, idOrFalse, resultParameters } from '../worker-results/result-filters.ts'
import type { ElementDetails } from './element-shape.ts'
import { foldAscii } from './select-process-elements.ts'

const comparisons = ['lt', 'lte', 'gt', 'gte', 'eq'] as const
type Comparison = (typeof comparisons)[number]

const operators: Readonly<Record<Comparison, RawBuilder<unknown>>> = {
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
  eq: sql`=`,
}

const bestClass: Shape<string | boolean> = {
  schema: {
    anyOf: [{ type: 'boolean' }, { type: 'string', format: 'uuid' }],
    description:
      'A class: only elements whose best class it is. True or false: only elements with or without one. Best is a class that was validated, or that is of high confidence and was not rejected.',
  },
  components: {},
  read: (value) => {
    const given = typeof value === 'string' ? value.toLowerCase() : value
    if (given === true || given === 'true' || given === '1') return { ok: true, value: true }
    if (given === false || given === 'false' || given === '0') return { ok: true, value: false }
    return isUuid(given)
      ? { ok: true, value: given }
      : { ok: false, problems: ['Must be a valid UUID, true or false.'] }
  },
}

const isBest = sql`(classification.state = 'validated' or (classification.high_confidence = 1 and classification.state <> 'rejected'))`

/** Query parameters of every list of elements: filters, and what is shown of each. */
export const elementParameters = {
  type: text({ max: 50, description: 'The slug of the type.' }),
  name: text({ max: 250, description: 'Part of the name; letters from A to Z in any case.' }),
  folder: boolean('True for types that are folders, false for the others.'),
  ...resultParameters,
  transcription_worker_run: idOrFalse('Only elements with a transcription of this worker run; false for one of none.'),
  transcription_worker_version: idOrFalse(
    'Only elements with a transcription of this worker version; false for one of none.',
  ),
  class_id: uuid('Only elements with this class, unless it was rejected.'),
  classification_confidence: float('Compared with the confidence of the class; needs `class_id`.'),
  classification_confidence_operator: choice(comparisons, 'How they are compared; eq by default.'),
  classification_high_confidence: boolean('Whether the class is of high confidence; needs `class_id`.'),
  best_class: bestClass,
  confidence: float('Compared with the confidence of the element.'),
  confidence_operator: choice(comparisons, 'How they are compared; eq by default.'),
  metadata_name: text({ max: 250, description: 'Only elements with a metadata of this name.' }),
  metadata_value: text({ max: 10_000, description: 'The value of that metadata.' }),
  metadata_operator: choice(
    [...comparisons, 'contains'] as const,
    'How the values are compared; eq by default. The first four compare numbers, and contains finds parts in any case of A to Z.',
  ),
  creator_email: text({ max: 254, description: 'Only elements that this user made.' }),
  rotation_angle: integer({ min: 0, max: 359 }),
  mirrored: boolean(),
  order_direction: choice(['asc', 'desc'] as const),
  with_corpus: boolean('Whether the corpus is shown; true by default.'),
  with_zone: boolean('Whether image and polygon are shown; true by default.'),
  with_classes: boolean('Whether classifications are shown.'),
  with_metadata: boolean('Whether metadata are shown.'),
  with_has_children: boolean('Whether it is told which elements have children.'),
}

type ValueOf<S> = S extends Shape<infer T> ? T : never
export type ElementQuery = { readonly [K in keyof typeof elementParameters]?: ValueOf<(typeof elementParameters)[K]> }

export function readDetails(query: ElementQuery): ElementDetails {
  return {
    classes: query.with_classes === true,
    metadata: query.with_metadata === true,
    hasChildren: query.with_has_children === true,
    zone: query.with_zone !== false,
    corpus: query.with_corpus !== false,
  }
}

function filterByTranscription(query: ElementQuery): RawBuilder<boolean>[] {
  const conditions = filterByRun('transcription.worker_run_id', {
    ...(query.transcription_worker_run === undefined ? {} : { worker_run: query.transcription_worker_run }),
    ...(query.transcription_worker_version === undefined ? {} : { worker_version: query.transcription_worker_version }),
  })
  if (conditions.length === 0) return []
  return [
    sql`exists (select 1 from transcription where transcription.element_id = element.id and ${sql.join(conditions, sql` and `)})`,
  ]
}

function filterByClass(query: ElementQuery): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = []
  const { class_id: classId, best_class: best } = query
  if (classId !== undefined) {
    const parts = [
      sql`classification.element_id = element.id and classification.ml_class_id = ${classId} and classification.state <> 'rejected'`,
    ]
    if (query.classification_confidence !== undefined) {
      const operator = operators[query.classification_confidence_operator ?? 'eq']
      parts.push(sql`classification.confidence ${operator} ${query.classification_confidence}`)
    }
    if (query.classification_high_confidence !== undefined) {
      parts.push(sql`classification.high_confidence = ${query.classification_high_confidence ? 1 : 0}`)
    }
    conditions.push(sql`exists (select 1 from classification where ${sql.join(parts, sql` and `)})`)
  }
  if (best !== undefined) {
    const ofClass = typeof best === 'string' ? sql`and classification.ml_class_id = ${best}` : sql``
    const found = sql<boolean>`exists (select 1 from classification where classification.element_id = element.id and ${isBest} ${ofClass})`
    conditions.push(best === false ? sql`not ${found}` : found)
  }
  return conditions
}

function compareMetadata(operator: Comparison | 'contains', value: string): RawBuilder<unknown> {
  if (operator === 'eq') return sql`metadata.value = ${value}`
  if (operator === 'contains') return sql`lower(metadata.value) like ${containsPattern(foldAscii(value))}`
  // Only values of this type were checked to be numbers; an engine may compute in any order, but not within a case.
  return sql`case when metadata.type = 'numeric' then cast(metadata.value as double precision) end ${operators[operator]} ${Number(value)}`
}

function filterByMetadata(query: ElementQuery): RawBuilder<boolean>[] {
  const { metadata_name: name, metadata_value: value, metadata_operator: operator = 'eq' } = query
  if (name === undefined && value === undefined) return []
  const parts = [sql`metadata.element_id = element.id`]
  if (name !== undefined) parts.push(sql`metadata.name = ${name}`)
  if (value !== undefined) parts.push(compareMetadata(operator, value))
  return [sql`exists (select 1 from metadata where ${sql.join(parts, sql` and `)})`]
}

/** Refuses filters that need another one. Throws 400 that names each. */
function checkFilters(query: ElementQuery): void {
  const problems: Record<string, string[]> = {}
  const needs = (given: keyof ElementQuery, needed: keyof ElementQuery) => {
    if (query[given] !== undefined && query[needed] === undefined) problems[given] = [`This filter needs ${needed}.`]
  }
  needs('classification_confidence', 'class_id')
  needs('classification_high_confidence', 'class_id')
  needs('classification_confidence_operator', 'classification_confidence')
  needs('confidence_operator', 'confidence')
  needs('metadata_operator', 'metadata_value')
  needs('metadata_value', 'metadata_name')
  const { metadata_operator: operator, metadata_value: value } = query
  const isNumeric = operator !== undefined && operator !== 'eq' && operator !== 'contains'
  if (isNumeric && value !== undefined && !Number.isFinite(Number(value))) {
    problems.metadata_value = ['A valid number is required.']
  }
  if (Object.keys(problems).length > 0) throw invalid(problems)
}

/** The conditions that the filters of a list of a corpus's elements are. Throws 400 for filters that do not fit each other. */
export async function listConditions(
  db: Database,
  corpusId: string,
  query: ElementQuery,
): Promise<RawBuilder<boolean>[]> {
  checkFilters(query)
  const conditions: RawBuilder<boolean>[] = []
  if (query.type !== undefined) {
    // By the id, the index of elements by type serves the order too.
    const type = await db
      .selectFrom('element_type')
      .select('id')
      .where('corpus_id', '=', corpusId)
      .where('slug', '=', query.type)
      .executeTakeFirst()
    conditions.push(type ? sql`element.type_id = ${type.id}` : sql`1 = 0`)
  }
  if (query.folder !== undefined) conditions.push(sql`element_type.folder = ${query.folder ? 1 : 0}`)
  if (query.name !== undefined) {
    conditions.push(sql`lower(element.name) like ${containsPattern(foldAscii(query.name))}`)
  }
  if (query.confidence !== undefined) {
    conditions.push(sql`element.confidence ${operators[query.confidence_operator ?? 'eq']} ${query.confidence}`)
  }
  if (query.creator_email !== undefined) {
    conditions.push(
      sql`element.creator_id = (select id from user_account where email = ${query.creator_email.toLowerCase()})`,
    )
  }
  if (query.rotation_angle !== undefined) conditions.push(sql`element.rotation_angle = ${query.rotation_angle}`)
  if (query.mirrored !== undefined) conditions.push(sql`element.mirrored = ${query.mirrored ? 1 : 0}`)
  return [
    ...conditions,
    ...filterByRun('element.worker_run_id', query),
    ...filterByTranscription(query),
    ...filterByClass(query),
    ...filterByMetadata(query),
  ]
}
