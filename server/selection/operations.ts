import { sql } from 'kysely'
import { groupIds } from '../../core/database/insert-rows.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { component, integer, list, object, optional, uuid } from '../contract/shape.ts'
import { describeElements, elementShape } from '../elements/element-shape.ts'
import { isVisible } from '../rights/access.ts'
import { loggedIn, onProcess } from '../rights/rights.ts'

/** Elements that one request selects at most. */
const maximumIds = 10_000

const listSelection = defineOperation({
  operationId: 'ListSelection',
  method: 'GET',
  path: '/selection/',
  tag: 'process',
  summary: 'List the elements that you have selected',
  parameters: { query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of elements' }, body: pageOf('Element', elementShape) },
  isPaginated: true,
  rights: loggedIn,
  handle: async (call) => {
    const { principal, services } = call
    // Rights may have been lost since.
    const source = sql`from selection join element on element.id = selection.element_id
      join corpus on corpus.id = element.corpus_id
      where selection.user_id = ${principal.id} and ${isVisible(principal, 'corpus')}`
    return answerPage(
      call,
      {
        count: async () => {
          const { rows } = await sql<{ count: number }>`select count(*) as count ${source}`.execute(services.db)
          return rows[0]?.count ?? 0
        },
        read: async (limit, offset) => {
          const { rows } = await sql<{ id: string }>`select element.id ${source}
            order by selection.created, element.id limit ${limit} offset ${offset}`.execute(services.db)
          return describeElements(services.db, rows, {})
        },
      },
      (row) => row,
    )
  },
})

const countShape = component('Selected', object({ selected: integer({ min: 0, description: 'How many were added.' }) }))

const addSelection = defineOperation({
  operationId: 'AddSelection',
  method: 'POST',
  path: '/selection/',
  tag: 'process',
  summary: 'Select elements',
  body: object({ ids: list(uuid('An element that you may see.'), { min: 1, max: maximumIds }) }),
  answers: { statuses: { 201: 'The elements are selected' }, body: countShape },
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const ids = [...new Set(body.ids)]
    const selected = await services.db.transaction().execute(async (trx) => {
      const visible = new Set<string>()
      for (const group of groupIds(ids)) {
        const { rows } = await sql<{ id: string }>`select element.id from element
          join corpus on corpus.id = element.corpus_id
          where element.id in (${sql.join(group)}) and ${isVisible(principal, 'corpus')}`.execute(trx)
        for (const { id } of rows) visible.add(id)
      }
      const missing = body.ids.flatMap((id, index) =>
        visible.has(id) ? [] : [[String(index), [describeUnknownId(id)]]],
      )
      if (missing.length > 0) throw invalid({ ids: Object.fromEntries(missing) })
      const created = services.clock.now()
      let added = 0
      for (let start = 0; start < ids.length; start += 500) {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('selection')
          .values(ids.slice(start, start + 500).map((id) => ({ user_id: principal.id, element_id: id, created })))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        added += Number(numInsertedOrUpdatedRows ?? 0n)
      }
      return added
    })
    return { status: 201, body: { selected } }
  },
})

const removeSelection = defineOperation({
  operationId: 'RemoveSelection',
  method: 'DELETE',
  path: '/selection/',
  tag: 'process',
  summary: 'Take elements out of your selection',
  description: 'All of them where the body names none.',
  body: object({
    id: optional(uuid('One element.')),
    ids: optional(list(uuid(), { max: maximumIds })),
    corpus: optional(uuid('Only elements of this corpus.')),
  }),
  answers: { statuses: { 204: 'They are no longer selected' } },
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const { id, ids, corpus } = body
    const named =
      id === undefined && ids === undefined ? undefined : [...(ids ?? []), ...(id === undefined ? [] : [id])]
    const ofCorpus =
      corpus === undefined ? sql`` : sql`and element_id in (select id from element where corpus_id = ${corpus})`
    const remove = (more: ReturnType<typeof sql>) =>
      sql`delete from selection where user_id = ${principal.id} ${ofCorpus} ${more}`.execute(services.db)
    if (named === undefined) await remove(sql``)
    else for (const group of groupIds(named)) await remove(sql`and element_id in (${sql.join(group)})`)
    return { status: 204, body: undefined }
  },
})

const selectProcessFailures = defineOperation({
  operationId: 'SelectProcessFailures',
  method: 'POST',
  path: '/process/{id}/select-failures/',
  tag: 'process',
  summary: 'Select the elements on which a worker of a process failed',
  parameters: { path: { id: uuid('The id of the process.') } },
  answers: { statuses: { 200: 'The elements are selected' }, body: countShape },
  rights: onProcess('guest', 'id'),
  handle: async ({ target, principal, services }) => {
    const { numAffectedRows } = await sql`insert into selection (user_id, element_id, created)
      select distinct cast(${principal.id} as text), worker_activity.element_id, cast(${services.clock.now()} as bigint)
      from worker_activity where worker_activity.process_id = ${target.id} and worker_activity.state = 'error'
      and not exists (select 1 from selection held
        where held.user_id = ${principal.id} and held.element_id = worker_activity.element_id)`.execute(services.db)
    return { status: 200, body: { selected: Number(numAffectedRows ?? 0n) } }
  },
})

export const selectionOperations: readonly Operation[] = [
  listSelection,
  addSelection,
  removeSelection,
  selectProcessFailures,
]
