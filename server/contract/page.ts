import type { Reply } from './operation.ts'
import { notFound } from './refusal.ts'
import { component, integer, link, list, nullable, object, type Shape } from './shape.ts'

const defaultPageSize = 20
/** A page never holds more; a larger `page_size` is cut down to it. */
const maximumPageSize = 500

/** Query parameters of every list in pages. */
export const pageParameters = {
  page: integer({ min: 1, max: 10_000_000, description: 'The number of the page, from 1.' }),
  page_size: integer({
    min: 1,
    max: 10_000_000,
    description: `How many results a page holds; at most ${maximumPageSize}.`,
  }),
}

export interface Page<T> {
  count: number
  number: number
  previous: string | null
  next: string | null
  results: T[]
}

export function pageOf<T>(name: string, item: Shape<T>): Shape<Page<T>> {
  return component(
    `Page${name}`,
    object({
      count: integer({ description: 'How many results there are on all pages.' }),
      number: integer({ description: 'The number of this page.' }),
      previous: nullable(link('The page before, if there is one.')),
      next: nullable(link('The next page; null on the last.')),
      results: list(item, { max: maximumPageSize }),
    }),
  )
}

interface PageCall {
  readonly query: { readonly page?: number; readonly page_size?: number }
  readonly origin: string
  readonly url: string
}

function linkTo(call: PageCall, page: number): string {
  const [path = '', ...query] = call.url.split('?')
  const parameters = new URLSearchParams(query.join('?'))
  parameters.set('page', String(page))
  return `${call.origin}${path}?${parameters}`
}

/** One page of a list. `count` and `read` ask the same question, once for how many and once for some of them. */
export async function answerPage<Row, T>(
  call: PageCall,
  source: { count: () => Promise<number>; read: (limit: number, offset: number) => Promise<readonly Row[]> },
  describe: (row: Row) => T,
): Promise<Reply<Page<T>>> {
  const number = call.query.page ?? 1
  const size = Math.min(call.query.page_size ?? defaultPageSize, maximumPageSize)
  const count = await source.count()
  if (number > 1 && (number - 1) * size >= count) throw notFound('Invalid page.')
  const rows = count === 0 ? [] : await source.read(size, (number - 1) * size)
  return {
    status: 200,
    body: {
      count,
      number,
      previous: number > 1 ? linkTo(call, number - 1) : null,
      next: number * size < count ? linkTo(call, number + 1) : null,
      results: rows.map(describe),
    },
  }
}
