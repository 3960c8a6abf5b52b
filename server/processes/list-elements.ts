import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { invalid } from '../contract/refusal.ts'
import { boolean, uuid } from '../contract/shape.ts'
import { describeElements, elementShape } from '../elements/element-shape.ts'
import { selectProcessElements } from '../elements/select-process-elements.ts'
import { onProcess } from '../rights/rights.ts'

const listProcessElements = defineOperation({
  operationId: 'ListProcessElements',
  method: 'GET',
  path: '/process/{id}/elements/',
  tag: 'process',
  summary: 'List the elements that a workers process works on',
  parameters: {
    path: { id: uuid('The id of the process.') },
    query: {
      with_image: boolean('Whether each element comes with its place on its image.'),
      with_count: boolean('Taken from clients that ask for the count, which is always there.'),
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of elements' }, body: pageOf('Element', elementShape) },
  isPaginated: true,
  rights: onProcess('guest', 'id'),
  handle: async (call) => {
    const { query, target, services } = call
    if (target.mode !== 'workers') throw invalid({ mode: ['Only workers processes work on elements.'] })
    const chosen = selectProcessElements(services.db, target)
    return answerPage(
      call,
      {
        count: async () =>
          (
            await services.db
              .selectFrom(chosen.as('chosen'))
              .select((eb) => eb.fn.countAll<number>().as('count'))
              .executeTakeFirstOrThrow()
          ).count,
        read: async (limit, offset) =>
          describeElements(
            services.db,
            await chosen.orderBy('element.created').orderBy('element.id').limit(limit).offset(offset).execute(),
            { zone: query.with_image === true },
          ),
      },
      (row) => row,
    )
  },
})

export const processElementOperations: readonly Operation[] = [listProcessElements]
