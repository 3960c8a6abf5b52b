import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { forbidden, invalid, notFound } from '../contract/refusal.ts'
import { boolean, component, list, object, uuid } from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { findElement, onElement } from '../rights/element-rights.ts'
import { findWorkerRunProblem } from '../worker-results/check-worker-run.ts'
import { type ElementInput, insertElements, prepareElements } from './create-elements.ts'
import { elementName, metadataList, placementFields, typeSlug, workerRunId } from './element-fields.ts'
import { findDepthProblem, findLinkProblem, findNextOrdering } from './element-tree.ts'

/** Objects that one request of many makes at most. */
export const maximumBulk = 10_000

const linkPath = { child: uuid('The id of the child.'), parent: uuid('The id of the parent.') }
const linkShape = component('ElementParent', object({ child: uuid(), parent: uuid() }))

const createElementParent = defineOperation({
  operationId: 'CreateElementParent',
  method: 'POST',
  path: '/element/{child}/parent/{parent}/',
  tag: 'elements',
  summary: 'Put an element into another one, as its last child',
  parameters: {
    path: linkPath,
    query: {
      type_ordering: boolean('Whether it comes after the last child of its own type alone; false by default.'),
    },
  },
  answers: { statuses: { 201: 'The element has this parent' }, body: linkShape },
  rights: onElement('contributor', 'child'),
  handle: async ({ target, path, query, principal, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const parent = await findElement(trx, principal, path.parent)
      if (!parent || parent.level < levels.guest) throw notFound()
      if (parent.level < levels.contributor) throw forbidden('You do not have contributor access to this corpus.')
      if (parent.corpus_id !== target.corpus_id) throw invalid({ parent: ['The parent is in another corpus.'] })
      const existing = await trx
        .selectFrom('element_path')
        .select('id')
        .where('parent_id', '=', parent.id)
        .where('child_id', '=', target.id)
        .executeTakeFirst()
      if (existing) throw invalid({ parent: [`${parent.id} is already a parent of ${target.id}.`] })
      const problem = await findLinkProblem(trx, target.id, parent.id)
      if (problem !== undefined) throw invalid({ parent: [problem] })
      const typeId = query.type_ordering ? target.type_id : undefined
      await trx
        .insertInto('element_path')
        .values({
          id: createId(),
          parent_id: parent.id,
          child_id: target.id,
          ordering: await findNextOrdering(trx, parent.id, typeId),
        })
        .execute()
    })
    return { status: 201, body: { child: target.id, parent: path.parent } }
  },
})

const destroyElementParent = defineOperation({
  operationId: 'DestroyElementParent',
  method: 'DELETE',
  path: '/element/{child}/parent/{parent}/',
  tag: 'elements',
  summary: 'Take an element out of another one',
  parameters: { path: linkPath },
  answers: { statuses: { 204: 'The element no longer has this parent' } },
  rights: onElement('contributor', 'child'),
  handle: async ({ target, path, services }) => {
    const { numDeletedRows } = await services.db
      .deleteFrom('element_path')
      .where('parent_id', '=', path.parent)
      .where('child_id', '=', target.id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound()
    return { status: 204, body: undefined }
  },
})

const createElements = defineOperation({
  operationId: 'CreateElements',
  method: 'POST',
  path: '/element/{id}/children/bulk/',
  tag: 'elements',
  summary: 'Create many children of an element, all of them or none',
  description: 'They come after its other children, in the order in which they are sent.',
  parameters: { path: { id: uuid('The id of the parent.') } },
  body: object({
    worker_run_id: workerRunId,
    elements: list(
      component('NewChild', object({ type: typeSlug, name: elementName, ...placementFields, metadata: metadataList })),
      { min: 1, max: maximumBulk },
    ),
  }),
  answers: {
    statuses: { 201: 'The elements were created' },
    body: list(component('ElementId', object({ id: uuid() })), { max: maximumBulk }),
  },
  rights: onElement('contributor', 'id'),
  handle: async ({ target, body, principal, services }) => {
    const inputs: readonly ElementInput[] = body.elements
    const ids = await services.db.transaction().execute(async (trx) => {
      const run = await findWorkerRunProblem(trx, principal, body.worker_run_id)
      const depth = await findDepthProblem(trx, target.id)
      const prepared = await prepareElements(trx, inputs, { corpusId: target.corpus_id, parent: target })
      if (run !== undefined || depth !== undefined || 'problems' in prepared) {
        throw invalid({
          ...(run === undefined ? {} : { worker_run_id: [run] }),
          ...(depth === undefined ? {} : { non_field_errors: [depth] }),
          ...('problems' in prepared ? { elements: prepared.problems } : {}),
        })
      }
      return insertElements(trx, prepared.elements, {
        corpusId: target.corpus_id,
        parent: target,
        ordering: await findNextOrdering(trx, target.id),
        creatorId: principal.id,
        workerRunId: body.worker_run_id ?? null,
        now: services.clock.now(),
      })
    })
    return { status: 201, body: ids.map((made) => ({ id: made })) }
  },
})

export const elementChildOperations: readonly Operation[] = [createElementParent, destroyElementParent, createElements]
