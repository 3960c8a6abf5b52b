import type { OperationDescription } from './instance.ts'
import type { HttpMethod } from './transport.ts'

/** What a document may hold at most. */
export const documentLimits = { bytes: 16 * 1024 * 1024, operations: 5_000, parameters: 200 }

/** One operation with what a call needs beyond its description. */
export interface Operation extends OperationDescription {
  hasBody: boolean
}

/** A document that cannot be used; the message says why, for the reader of an error. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  /** False where what came is no OpenAPI document at all. */
  readonly isOpenApi: boolean

  constructor(message: string, isOpenApi: boolean) {
    super(message)
    this.isOpenApi = isOpenApi
  }
}

type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Own properties only, so that a name such as `constructor` finds nothing that the document does not say. */
function read(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

const methods: readonly [string, HttpMethod][] = [
  ['get', 'GET'],
  ['post', 'POST'],
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['delete', 'DELETE'],
]

function resolveSchema(document: unknown, schema: unknown): unknown {
  const reference = read(schema, '$ref')
  if (typeof reference !== 'string') return schema
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1]
  if (name === undefined) return undefined
  return read(read(read(document, 'components'), 'schemas'), name.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Names of a body's properties, through one `$ref` and one `allOf`. */
function listProperties(document: unknown, schema: unknown): string[] | undefined {
  const resolved = resolveSchema(document, schema)
  const parts = [resolved]
  const all = read(resolved, 'allOf')
  if (Array.isArray(all))
    parts.push(...all.slice(0, documentLimits.parameters).map((part) => resolveSchema(document, part)))
  const names = parts.flatMap((part) => {
    const properties = read(part, 'properties')
    return isJsonObject(properties) ? Object.keys(properties) : []
  })
  return names.length > 0 ? [...new Set(names)] : undefined
}

function readParameters(lists: readonly unknown[], path: string): OperationDescription['parameters'] {
  const parameters = new Map<string, OperationDescription['parameters'][number]>()
  for (const list of lists) {
    if (!Array.isArray(list)) continue
    if (list.length > documentLimits.parameters) throw new DocumentError(`${path} has too many parameters`, true)
    for (const entry of list) {
      const name = read(entry, 'name')
      const place = read(entry, 'in')
      if (typeof name !== 'string' || (place !== 'path' && place !== 'query')) continue
      parameters.set(`${place} ${name}`, {
        name,
        in: place,
        required: place === 'path' || read(entry, 'required') === true,
      })
    }
  }
  // A document may leave out a parameter that stands in the path; it is needed all the same.
  for (const [, name] of path.matchAll(/\{([^{}]+)\}/g)) {
    if (name !== undefined) parameters.set(`path ${name}`, { name, in: 'path', required: true })
  }
  return [...parameters.values()]
}

/**
 * The operations of an OpenAPI 3 document by operationId. Operations whose path does not begin with one slash are left out:
 * such a path could name another host. Throws `DocumentError`.
 */
export function readOperations(document: unknown): ReadonlyMap<string, Operation> {
  const paths = read(document, 'paths')
  if (typeof read(document, 'openapi') !== 'string' || !isJsonObject(paths)) {
    throw new DocumentError('what it gives at /api/v1/openapi/ is no OpenAPI 3 document', false)
  }
  const operations = new Map<string, Operation>()
  for (const [path, item] of Object.entries(paths)) {
    if (!isPlainPath(path)) continue
    for (const [key, method] of methods) {
      const entry = read(item, key)
      const operationId = read(entry, 'operationId')
      if (typeof operationId !== 'string' || operationId === '') continue
      if (operations.has(operationId)) {
        throw new DocumentError(`the operation ${JSON.stringify(operationId.slice(0, 80))} stands in it twice`, true)
      }
      if (operations.size >= documentLimits.operations) {
        throw new DocumentError(`it has more than ${documentLimits.operations} operations`, true)
      }
      const requestBody = read(entry, 'requestBody')
      const schema = read(read(read(requestBody, 'content'), 'application/json'), 'schema')
      operations.set(operationId, {
        operationId,
        method,
        path,
        parameters: readParameters([read(item, 'parameters'), read(entry, 'parameters')], path),
        bodyProperties: listProperties(document, schema),
        isPaginated: read(entry, 'x-paginated') !== false,
        hasBody: requestBody !== undefined,
      })
    }
  }
  return operations
}

/** Whether a path of the document can only lead to the instance's own host. */
function isPlainPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/[\\?#\s\p{Cc}]/u.test(path)
}
