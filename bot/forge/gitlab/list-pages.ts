import { type AnswerOrigin, type Fields, readList } from '../read-fields.ts'

const pageSize = 100
/** More than so many pages are not asked for: 10,000 items are no list that a person reads. */
const mostPages = 100

/** How gitbeaker is asked for one page, and told to say which is next. */
export interface PageOptions {
  page: number
  perPage: number
  showExpanded: true
}

interface Page {
  data: unknown
  /** gitbeaker's words for the headers of the page; of the next one its number, where there is one. */
  paginationInfo?: unknown
}

function readNext({ paginationInfo }: Page): number {
  if (typeof paginationInfo !== 'object' || paginationInfo === null || !('next' in paginationInfo)) return 0
  return typeof paginationInfo.next === 'number' ? paginationInfo.next : 0
}

/** The items of a list as they come, a page at a time. Throws `forge-answer-invalid` where there is no list. */
export async function* listPages(
  origin: AnswerOrigin,
  askPage: (options: PageOptions) => Promise<Page>,
  { perPage = pageSize, most = mostPages }: { perPage?: number; most?: number } = {},
): AsyncGenerator<Fields> {
  let page = 1
  for (let count = 0; count < most; count++) {
    const answer = await askPage({ page, perPage, showExpanded: true })
    yield* readList(answer.data, origin)
    const next = readNext(answer)
    if (next <= page) return
    page = next
  }
}
