/** A request that the instance refused. */
export class RefusedError extends Error {
  constructor(operationId, status, body) {
    super(`${operationId} was answered ${status}: ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

/**
 * Opens an Arkindex instance by its own OpenAPI document, so that operations are called by name wherever their paths are.
 * `authorization` is the whole header, for example `Token 0123` or `Ponos 0123` for a task.
 */
export async function openInstance({ url, authorization, fetch = globalThis.fetch }) {
  const base = url.replace(/\/(api\/v1\/?)?$/, '')
  const answer = await fetch(`${base}/api/v1/openapi/?format=openapi-json`, { headers: { authorization } })
  if (!answer.ok) throw new RefusedError('the OpenAPI document', answer.status, await answer.text())
  const { paths } = await answer.json()
  const operations = new Map()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { operationId }] of Object.entries(methods)) {
      if (operationId) operations.set(operationId, { method: method.toUpperCase(), path })
    }
  }

  async function send(operationId, target, method, body) {
    const response = await fetch(target, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    const decoded = text === '' ? undefined : JSON.parse(text)
    if (!response.ok) throw new RefusedError(operationId, response.status, decoded)
    return decoded
  }

  function locate(operationId, parameters) {
    const operation = operations.get(operationId)
    if (!operation) throw new Error(`${base} has no operation ${operationId}`)
    const rest = { ...parameters }
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => {
      const value = encodeURIComponent(rest[name])
      delete rest[name]
      return value
    })
    const query = new URLSearchParams(rest).toString()
    return { method: operation.method, target: `${base}${path}${query && `?${query}`}` }
  }

  return {
    /** Calls an operation with its path and query parameters and, where it takes one, a JSON body. */
    call(operationId, parameters = {}, body) {
      const { method, target } = locate(operationId, parameters)
      return send(operationId, target, method, body)
    },
    /** Every result of a list, page after page. */
    async *list(operationId, parameters = {}) {
      let { target } = locate(operationId, parameters)
      while (target) {
        const page = await send(operationId, target, 'GET')
        yield* page.results
        target = page.next
      }
    },
  }
}
