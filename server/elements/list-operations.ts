import { type RawBuilder, sql } from 'kysely'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { boolean, choice, uuid } from '../contract/shape.ts'
import { onElement } from '../rights/element-rights.ts'
import type { Database } from '../services.ts'
import { joinConditions } from '../worker-results/result-filters.ts'
import {
  describeElementRows,
  type ElementDetails,
  type ElementRow,
  elementShape,
  elementSource,
  selectElementColumns,
} from './element-shape.ts'
import { selectAncestors, selectDescendants } from './element-tree.ts'
import { elementParameters, listConditions, readDetails } from './find-elements.ts'
import { onCorpusNamed } from './operations.ts'

/** A page of elements: what they are joined with, the conditions, and the order without its direction. */
interface ElementList {
  readonly join: RawBuilder<unknown>
  readonly where: RawBuilder<boolean>
  readonly order: readonly RawBuilder<unknown>[]
  readonly isDescending: boolean
  readonly details: ElementDetails
}

interface PageOfParent extends Readonly<Record<string, unknown>> {
  readonly parentId: string
  readonly limit: number
  readonly offset: number
}

function readElementPage(db: Database, list: ElementList) {
  const { join, where, order, isDescending, details } = list
  const direction = isDescending ? sql` desc` : sql``
  const ordered = sql.join(order.map((column) => sql`${column}${direction}`))
  return {
    count: async () => {
      const { rows } = await sql<{ count: number }>`select count(*) as count
        from element join element_type on element_type.id = element.type_id ${join} where ${where}`.execute(db)
      return rows[0]?.count ?? 0
    },
    read: async (limit: number, offset: number) => {
      const { rows } = await sql<ElementRow>`select ${selectElementColumns(details)} from ${elementSource} ${join}
        where ${where} order by ${ordered} limit ${limit} offset ${offset}`.execute(db)
      return describeElementRows(db, rows, details)
    },
  }
}

/** The children of an element as they are asked for most: all of them, in their order, with nothing beyond their own columns. */
const countChildren = prepareQuery((db: Database, { parentId }: Placeholders<{ parentId: string }>) =>
  db
    .selectFrom('element_path')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('parent_id', '=', parentId),
)

const readChildren = prepareQuery((db: Database, { parentId, limit, offset }: Placeholders<PageOfParent>) => ({
  compile: () =>
    sql<ElementRow>`select ${selectElementColumns({})} from ${elementSource} join element_path place on place.child_id = element.id
      where place.parent_id = ${parentId} order by place.ordering, place.child_id limit ${limit} offset ${offset}`.compile(
      db,
    ),
}))

function readPlainChildren(db: Database, parentId: string, details: ElementDetails) {
  return {
    count: async () => (await countChildren(db, { parentId }))[0]?.count ?? 0,
    read: async (limit: number, offset: number) =>
      describeElementRows(db, await readChildren(db, { parentId, limit, offset }), details),
  }
}

const created = [sql`element.created`, sql`element.id`]
const orders: Readonly<Record<'created' | 'name' | 'random', readonly RawBuilder<unknown>[]>> = {
  created,
  name: [sql`element.name`, sql`element.id`],
  random: [sql`random()`],
}

const listElements = defineOperation({
  operationId: 'ListElements',
  method: 'GET',
  path: '/corpus/{corpus}/elements/',
  tag: 'elements',
  summary: 'List the elements of a corpus',
  parameters: {
    path: { corpus: uuid('The id of the corpus.') },
    query: {
      top_level: boolean('True for elements without a parent, false for the others.'),
      order: choice(['created', 'name', 'random'] as const, 'By the moment they were made, unless it says otherwise.'),
      ...elementParameters,
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of elements' }, body: pageOf('Element', elementShape) },
  isPaginated: true,
  rights: onCorpusNamed('guest'),
  handle: async (call) => {
    const { query, target, services } = call
    const conditions = await listConditions(services.db, target.id, query)
    if (query.top_level !== undefined) {
      const hasParent = sql<boolean>`exists (select 1 from element_path above where above.child_id = element.id)`
      conditions.push(query.top_level ? sql`not ${hasParent}` : hasParent)
    }
    conditions.push(sql`element.corpus_id = ${target.id}`)
    const list = {
      join: sql``,
      where: joinConditions(conditions),
      order: orders[query.order ?? 'created'],
      isDescending: query.order_direction === 'desc',
      details: readDetails(query),
    }
    return answerPage(call, readElementPage(services.db, list), (row) => row)
  },
})

const recursive = boolean('Whether those further away are listed too.')

const listElementChildren = defineOperation({
  operationId: 'ListElementChildren',
  method: 'GET',
  path: '/elements/{id}/children/',
  tag: 'elements',
  summary: 'List the children of an element',
  description: 'Recursively there is no position: they are ordered by the moment they were made.',
  parameters: {
    path: { id: uuid('The id of the parent.') },
    query: {
      recursive,
      order: choice(
        ['position', 'name', 'created', 'random'] as const,
        'By position within the parent, unless it says otherwise.',
      ),
      ...elementParameters,
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of elements' }, body: pageOf('Element', elementShape) },
  isPaginated: true,
  rights: onElement('guest', 'id'),
  handle: async (call) => {
    const { query, target, services } = call
    const conditions = await listConditions(services.db, target.corpus_id, query)
    const isDeep = query.recursive === true
    const details = readDetails(query)
    const order = query.order ?? 'position'
    const isInOrder = order === 'position' && query.order_direction !== 'desc'
    if (!isDeep && isInOrder && conditions.length === 0 && !details.hasChildren) {
      return answerPage(call, readPlainChildren(services.db, target.id, details), (row) => row)
    }
    conditions.push(isDeep ? sql`element.id in (${selectDescendants(target.id)})` : sql`place.parent_id = ${target.id}`)
    const byPosition = isDeep ? created : [sql`place.ordering`, sql`place.child_id`]
    const list = {
      join: isDeep ? sql`` : sql`join element_path place on place.child_id = element.id`,
      where: joinConditions(conditions),
      order: order === 'position' ? byPosition : orders[order],
      isDescending: query.order_direction === 'desc',
      details,
    }
    return answerPage(call, readElementPage(services.db, list), (row) => row)
  },
})

const listElementParents = defineOperation({
  operationId: 'ListElementParents',
  method: 'GET',
  path: '/elements/{id}/parents/',
  tag: 'elements',
  summary: 'List the parents of an element',
  parameters: {
    path: { id: uuid('The id of the child.') },
    query: {
      recursive,
      order: choice(['created', 'name', 'random'] as const, 'By name, unless it says otherwise.'),
      ...elementParameters,
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of elements' }, body: pageOf('Element', elementShape) },
  isPaginated: true,
  rights: onElement('guest', 'id'),
  handle: async (call) => {
    const { query, target, services } = call
    const conditions = await listConditions(services.db, target.corpus_id, query)
    conditions.push(
      query.recursive === true
        ? sql`element.id in (${selectAncestors(target.id)})`
        : sql`element.id in (select parent_id from element_path where child_id = ${target.id})`,
    )
    const list = {
      join: sql``,
      where: joinConditions(conditions),
      order: orders[query.order ?? 'name'],
      isDescending: query.order_direction === 'desc',
      details: readDetails(query),
    }
    return answerPage(call, readElementPage(services.db, list), (row) => row)
  },
})

export const elementListOperations: readonly Operation[] = [listElements, listElementChildren, listElementParents]
