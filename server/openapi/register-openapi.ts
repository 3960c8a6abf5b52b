import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/operation.ts'
import { invalid } from '../contract/refusal.ts'
import { buildDocument } from './build-document.ts'

/** Formats that clients ask for by `?format=`; the document is JSON for all of them. */
const formats = ['json', 'openapi-json', 'openapi', 'corejson']

function readFormat(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'format' in query ? query.format : undefined
}

/** Serves the OpenAPI document, which is public, with an ETag by which clients keep it. */
export function registerOpenApi(
  app: FastifyInstance,
  options: { operations: readonly Operation[]; version: string; readOrigin: (request: FastifyRequest) => string },
): void {
  const rendered = new Map<string, { text: string; etag: string }>()
  const render = (origin: string) => {
    let document = rendered.get(origin)
    if (!document) {
      const text = JSON.stringify(buildDocument(options.operations, { version: options.version, origin }))
      document = { text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"` }
      // The host is named by the request: a bound keeps made-up names from filling the memory.
      if (rendered.size >= 16) rendered.clear()
      rendered.set(origin, document)
    }
    return document
  }
  app.get('/api/v1/openapi/', (request, reply) => {
    const format = readFormat(request.query)
    if (format !== undefined && !formats.includes(String(format))) {
      throw invalid({ format: [`"${String(format)}" is not a valid choice.`] })
    }
    const { text, etag } = render(options.readOrigin(request))
    reply.header('etag', etag).header('cache-control', 'no-cache').header('vary', 'Host, Origin')
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    if (known?.includes(etag) || known?.includes('*')) return reply.status(304).send()
    return reply.type('application/json; charset=utf-8').send(text)
  })
}
