import type { Requester } from '../requester/open-requester.ts'

function readMethod(method: string | undefined): 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' {
  const name = method?.toUpperCase() ?? 'GET'
  for (const known of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) if (known === name) return known
  throw new TypeError(`the method ${name} is not sent`)
}

/** Octokit's requests, sent by the requester: within the host's budget, and none but to the address of the API. */
export function createOctokitFetch(requester: Requester, apiUrl: string): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith(`${apiUrl}/`)) throw new TypeError('a request to another host than the API is not sent')
    const { body } = init ?? {}
    const sent: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
    const answer = await requester.send({
      method: readMethod(init?.method),
      path: url.slice(apiUrl.length + 1),
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(sent === undefined ? {} : { body: sent }),
    })
    const hasBody = answer.status !== 204 && answer.status !== 205
    return new Response(hasBody ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: answer.headers,
    })
  }
}
