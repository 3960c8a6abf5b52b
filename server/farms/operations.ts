import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { component, object, text, uuid } from '../contract/shape.ts'
import { isVisible } from '../rights/access.ts'
import { loggedIn } from '../rights/rights.ts'

export const farmShape = component('Farm', object({ id: uuid(), name: text({ max: 100 }) }))

const listFarms = defineOperation({
  operationId: 'ListFarms',
  method: 'GET',
  path: '/farms/',
  tag: 'ponos',
  summary: 'List the farms that you may use',
  parameters: { query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of farms' }, body: pageOf('Farm', farmShape) },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const { principal, services } = call
    const matching = services.db.selectFrom('farm').where(isVisible(principal, 'farm'))
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching
            .select(['id', 'name'])
            .orderBy('is_default', 'desc')
            .orderBy('name')
            .limit(limit)
            .offset(offset)
            .execute(),
      },
      (row) => row,
    )
  },
})

export const farmOperations: readonly Operation[] = [listFarms]
