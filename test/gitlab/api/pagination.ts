import type { ApiAnswer, ApiCall } from './answer.ts'

function writeLink({ world, path, query }: ApiCall, changes: Readonly<Record<string, string>>, rel: string): string {
  const search = new URLSearchParams(query)
  search.delete('private_token')
  search.delete('job_token')
  for (const [name, value] of Object.entries(changes)) search.set(name, value)
  return `<${world.url}/api/v4/${path}?${search}>; rel="${rel}"`
}

function readSize({ query }: ApiCall): number {
  return Math.min(100, Math.max(1, Number(query.get('per_page') ?? 20) || 20))
}

/** One page of a list with GitLab's headers: 20 a page unless asked otherwise, at most 100. */
export function cutPage<T>(
  items: readonly T[],
  call: ApiCall,
  describe: (item: T) => unknown = (item) => item,
): ApiAnswer {
  const size = readSize(call)
  const page = Math.max(1, Number(call.query.get('page') ?? 1) || 1)
  const pages = Math.max(1, Math.ceil(items.length / size))
  const link = (number: number, rel: string) => writeLink(call, { page: String(number), per_page: String(size) }, rel)
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size).map(describe),
    headers: {
      'x-total': String(items.length),
      'x-total-pages': String(pages),
      'x-per-page': String(size),
      'x-page': String(page),
      'x-next-page': page < pages ? String(page + 1) : '',
      'x-prev-page': page > 1 ? String(page - 1) : '',
      link: [
        ...(page > 1 ? [link(page - 1, 'prev')] : []),
        ...(page < pages ? [link(page + 1, 'next')] : []),
        link(1, 'first'),
        link(pages, 'last'),
      ].join(', '),
    },
  }
}

/** As `cutPage`, or by keys where the call asks for `pagination=keyset`: then only the link leads on, and nothing is counted. */
export function cutKeyset<T extends { id: number }>(
  items: readonly T[],
  call: ApiCall,
  describe: (item: T) => unknown,
): ApiAnswer {
  if (call.query.get('pagination') !== 'keyset') return cutPage(items.map(describe), call)
  const size = readSize(call)
  const isDescending = call.query.get('sort') !== 'asc'
  const name = isDescending ? 'id_before' : 'id_after'
  const from = call.query.get(name)
  const sorted = items.toSorted((one, other) => (isDescending ? other.id - one.id : one.id - other.id))
  const rest = sorted.filter(({ id }) => from === null || (isDescending ? id < Number(from) : id > Number(from)))
  const shown = rest.slice(0, size)
  const last = shown.at(-1)
  return {
    status: 200,
    body: shown.map(describe),
    headers: last && rest.length > size ? { link: writeLink(call, { [name]: String(last.id) }, 'next') } : {},
  }
}
