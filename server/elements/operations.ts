import { sql } from 'kysely'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { describeUnknownId, forbidden, invalid, notFound } from '../contract/refusal.ts'
import { boolean, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { type ElementTarget, findElement, onElement } from '../rights/element-rights.ts'
import { loggedIn, onCorpus, readCorpusLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { toFlag } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findWorkerRunProblem } from '../worker-results/check-worker-run.ts'
import { type ElementInput, insertElements, placeOnImage, prepareElements, readImageSizes } from './create-elements.ts'
import { destroyElements } from './destroy-elements.ts'
import {
  describeElement,
  elementName,
  fullElementShape,
  metadataList,
  placementFields,
  typeSlug,
  workerRunId,
} from './element-fields.ts'
import { findDepthProblem, findNextOrdering } from './element-tree.ts'

const id = uuid('The id of the element.')

interface NewElement extends ElementInput {
  corpus: string
  parent?: string | null
  worker_run_id?: string | null
}

async function createOne(services: Services, principal: Principal, body: NewElement): Promise<string> {
  const { db, clock } = services
  return db.transaction().execute(async (trx) => {
    const problems: Record<string, string[]> = {}
    const parent = body.parent ? await findElement(trx, principal, body.parent) : undefined
    if (body.parent && parent?.corpus_id !== body.corpus) problems.parent = [describeUnknownId(body.parent)]
    else if (parent) {
      const depth = await findDepthProblem(trx, parent.id)
      if (depth !== undefined) problems.parent = [depth]
    }
    const run = await findWorkerRunProblem(trx, principal, body.worker_run_id)
    if (run !== undefined) problems.worker_run_id = [run]
    const prepared = await prepareElements(trx, [body], { corpusId: body.corpus, parent })
    if ('problems' in prepared) throw invalid({ ...problems, ...prepared.problems['0'] })
    if (Object.keys(problems).length > 0) throw invalid(problems)
    const [made] = await insertElements(trx, prepared.elements, {
      corpusId: body.corpus,
      parent,
      ordering: parent ? await findNextOrdering(trx, parent.id) : 0,
      creatorId: principal.id,
      workerRunId: body.worker_run_id ?? null,
      now: clock.now(),
    })
    if (made === undefined) throw new Error('an element that was made has no id')
    return made
  })
}

async function answerElement(db: Database, elementId: string) {
  const element = await describeElement(db, elementId)
  if (!element) throw notFound()
  return element
}

const createElement = defineOperation({
  operationId: 'CreateElement',
  method: 'POST',
  path: '/elements/create/',
  tag: 'elements',
  summary: 'Create an element',
  description: 'Needs contributor access to the corpus. With a parent it becomes its last child.',
  parameters: { query: { slim_output: boolean('Taken from older clients; changes nothing.') } },
  body: object({
    corpus: uuid(),
    type: typeSlug,
    name: elementName,
    parent: optional(placementFields.image.shape),
    ...placementFields,
    worker_run_id: workerRunId,
    metadata: metadataList,
  }),
  answers: { statuses: { 201: 'The element was created' }, body: fullElementShape },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const level = await readCorpusLevel(services.db, principal, body.corpus)
    if (level < levels.guest) throw invalid({ corpus: [describeUnknownId(body.corpus)] })
    if (level < levels.contributor) throw forbidden('You do not have contributor access to this corpus.')
    const elementId = await createOne(services, principal, body)
    return { status: 201, body: await answerElement(services.db, elementId) }
  },
})

const retrieveElement = defineOperation({
  operationId: 'RetrieveElement',
  method: 'GET',
  path: '/element/{id}/',
  tag: 'elements',
  summary: 'Retrieve an element',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The element' }, body: fullElementShape },
  rights: onElement('guest', 'id'),
  handle: async ({ target, services }) => ({ status: 200, body: await answerElement(services.db, target.id) }),
})

async function saveElement(services: Services, target: ElementTarget, changes: Partial<ElementInput>) {
  await services.db.transaction().execute(async (trx) => {
    const problems: Record<string, string[]> = {}
    let typeId = target.type_id
    if (changes.type !== undefined) {
      const type = await trx
        .selectFrom('element_type')
        .select('id')
        .where('corpus_id', '=', target.corpus_id)
        .where('slug', '=', changes.type)
        .executeTakeFirst()
      if (type) typeId = type.id
      else problems.type = [`This corpus has no element type "${changes.type}".`]
    }
    let { image_id: imageId, polygon } = target
    if (changes.image !== undefined || changes.polygon !== undefined) {
      const wanted = changes.image === undefined ? target.image_id : changes.image
      const sizes = await readImageSizes(trx, wanted === null ? [] : [wanted])
      const placed = placeOnImage({ image: wanted, polygon: changes.polygon ?? null }, null, sizes)
      if ('problems' in placed) Object.assign(problems, placed.problems)
      else ({ imageId, polygon } = placed)
    }
    if (Object.keys(problems).length > 0) throw invalid(problems)
    await trx
      .updateTable('element')
      .set({
        name: changes.name ?? target.name,
        type_id: typeId,
        image_id: imageId,
        polygon,
        rotation_angle: changes.rotation_angle ?? target.rotation_angle,
        mirrored: changes.mirrored === undefined ? target.mirrored : toFlag(changes.mirrored),
        confidence: changes.confidence === undefined ? target.confidence : changes.confidence,
        updated: services.clock.now(),
      })
      .where('id', '=', target.id)
      .execute()
  })
  return answerElement(services.db, target.id)
}

const fields = { name: elementName, type: typeSlug, ...placementFields }

const updateElement = defineOperation({
  operationId: 'UpdateElement',
  method: 'PUT',
  path: '/element/{id}/',
  tag: 'elements',
  summary: 'Update an element',
  parameters: { path: { id } },
  body: object({ ...fields, type: optional(typeSlug) }),
  answers: { statuses: { 200: 'The element' }, body: fullElementShape },
  rights: onElement('contributor', 'id'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveElement(services, target, body) }),
})

const partialUpdateElement = defineOperation({
  operationId: 'PartialUpdateElement',
  method: 'PATCH',
  path: '/element/{id}/',
  tag: 'elements',
  summary: 'Update a part of an element',
  parameters: { path: { id } },
  body: object(partial(fields)),
  answers: { statuses: { 200: 'The element' }, body: fullElementShape },
  rights: onElement('contributor', 'id'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveElement(services, target, body) }),
})

const deleteChildren = boolean('Whether all that is below them is deleted too, which is the default.')

const destroyElement = defineOperation({
  operationId: 'DestroyElement',
  method: 'DELETE',
  path: '/element/{id}/',
  tag: 'elements',
  summary: 'Delete an element',
  description:
    'For administrators of the corpus, and for contributors who made the element. 400 while a process works with a dataset that one of them is in.',
  parameters: { path: { id }, query: { delete_children: deleteChildren } },
  answers: { statuses: { 204: 'The element is deleted' } },
  refusals: [403],
  rights: onElement('contributor', 'id'),
  handle: async ({ target, query, principal, services }) => {
    if (target.level < levels.admin && target.creator_id !== principal.id) {
      throw forbidden('You do not have admin access to this corpus, and did not make this element.')
    }
    const chosen = sql<{ id: string }>`select id from element where id = ${target.id}`
    await destroyElements(services, principal, chosen, query.delete_children !== false)
    return { status: 204, body: undefined }
  },
})

const destroyElementsOperation = defineOperation({
  operationId: 'DestroyElements',
  method: 'DELETE',
  path: '/corpus/{corpus}/elements/',
  tag: 'elements',
  summary: 'Delete elements of a corpus',
  parameters: {
    path: { corpus: uuid('The id of the corpus.') },
    query: {
      type: text({ max: 50, description: 'Only elements of the type with this slug.' }),
      top_level: boolean('Only elements without a parent.'),
      delete_children: deleteChildren,
    },
  },
  answers: { statuses: { 204: 'The elements are deleted' } },
  rights: onCorpusNamed('admin'),
  handle: async ({ target, query, principal, services }) => {
    const ofType =
      query.type === undefined
        ? sql``
        : sql`and type_id in (select id from element_type where corpus_id = ${target.id} and slug = ${query.type})`
    const ofTop = query.top_level
      ? sql`and not exists (select 1 from element_path where element_path.child_id = element.id)`
      : sql``
    const chosen = sql<{ id: string }>`select id from element where corpus_id = ${target.id} ${ofType} ${ofTop}`
    await destroyElements(services, principal, chosen, query.delete_children !== false)
    return { status: 204, body: undefined }
  },
})

/** `onCorpus` for the paths of elements, whose parameter clients call `corpus`. */
export function onCorpusNamed(level: Parameters<typeof onCorpus>[0]) {
  const rights = onCorpus(level)
  return {
    ...rights,
    check: ({ path, ...call }: { principal: Principal; path: { readonly corpus: string }; services: Services }) =>
      rights.check({ ...call, path: { id: path.corpus } }),
  }
}

export const elementOperations: readonly Operation[] = [
  createElement,
  retrieveElement,
  updateElement,
  partialUpdateElement,
  destroyElement,
  destroyElementsOperation,
]
