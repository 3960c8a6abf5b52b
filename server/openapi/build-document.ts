import type { JsonObject, JsonValue } from '../../core/database/conventions.ts'
import type { Operation } from '../contract/operation.ts'
import type { Shape } from '../contract/shape.ts'
import { csrfCookie } from '../users/session.ts'
import { makeExample } from './make-example.ts'

export interface DocumentOptions {
  /** The release of Arkindex that is spoken, or the server's own version. */
  version: string
  /** Scheme, host and port under which clients reach the server. */
  origin: string
}

/** Short, since every operation has most of them: the document is some hundred operations long. */
const refusalTexts: Readonly<Record<number, string>> = {
  400: 'Refused: messages by field, or `detail` where nothing could be read',
  401: 'No token, or one that is unknown or expired',
  403: 'Not enough rights',
  404: 'Not there, or not for you to see',
  408: 'The body did not arrive in time',
  409: 'The same content is there already; its id stands under `id`',
  413: 'The body is too large',
  414: 'The path is too long',
  415: 'The body is not JSON',
  429: 'Too many attempts; `Retry-After` says in how many seconds the next may be made',
  431: 'Headers or URL are too large',
  500: 'A defect, logged under the id of the request',
  503: 'Busy or out of reach; try again',
  507: 'No space is left',
}

const detailSchema: JsonObject = {
  type: 'object',
  required: ['detail'],
  properties: { detail: { type: 'string' } },
  example: { detail: 'Not found.' },
}

const problemsSchema: JsonObject = {
  type: 'object',
  description: 'Lists of messages by the name of the field; `non_field_errors` and `__all__` hold those of no field.',
  additionalProperties: {},
  example: { name: ['This field is required.'] },
}

const refusalComponents = { Detail: detailSchema, Problems: problemsSchema }

function toContent({ schema, components }: Pick<Shape<unknown>, 'schema' | 'components'>): JsonObject {
  return { 'application/json': { schema, example: makeExample(schema, components) } }
}

function listParameters(operation: Operation): JsonObject[] {
  const describe =
    (place: 'path' | 'query') =>
    ([name, { schema }]: [string, Shape<unknown>]): JsonObject => {
      const { description, ...rest } = schema
      return {
        name,
        in: place,
        required: place === 'path',
        ...(description === undefined ? {} : { description }),
        schema: rest,
      }
    }
  return [
    ...Object.entries(operation.pathParameters).map(describe('path')),
    ...Object.entries(operation.queryParameters).map(describe('query')),
  ]
}

function listResponses(operation: Operation): JsonObject {
  const { statuses, body } = operation.answers
  const good = Object.entries(statuses).map(([status, description]): [string, JsonValue] => [
    status,
    { description, ...(body === undefined || status === '204' ? {} : { content: toContent(body) }) },
  ])
  const bad = operation.refusals.map((status): [string, JsonValue] => [
    String(status),
    {
      description: refusalTexts[status] ?? 'The request is refused',
      content: toContent({
        schema: { $ref: `#/components/schemas/${status === 400 || status === 409 ? 'Problems' : 'Detail'}` },
        components: refusalComponents,
      }),
    },
  ])
  return Object.fromEntries([...good, ...bad])
}

function describeOperation(operation: Operation): JsonObject {
  const { operationId, summary, description, tag, body, isPaginated, rights } = operation
  const parameters = listParameters(operation)
  return {
    operationId,
    summary,
    description: [description, rights.description].filter(Boolean).join('\n\n'),
    tags: [tag],
    ...(parameters.length > 0 ? { parameters } : {}),
    // Clients name the argument by it: see reference/clients.md.
    ...(body ? { requestBody: { required: true, content: toContent(body), 'x-name': 'body' } } : {}),
    responses: listResponses(operation),
    security: rights.needsLogin ? [{ tokenAuth: [] }] : [],
    ...(isPaginated === undefined ? {} : { 'x-paginated': isPaginated }),
  }
}

const tagTexts: Readonly<Record<string, string>> = {
  agents: 'The agents that run tasks, as they report themselves',
  corpora: 'Corpora and the types of their elements',
  datasets: 'Datasets of a corpus, their sets and elements',
  elements: 'Elements of a corpus, their images, transcriptions and other results',
  exports: 'Exports of a corpus as SQLite',
  files: 'Files that processes read',
  images: 'Images that elements stand on',
  jobs: 'What the server does in the background',
  models: 'Models, their versions and archives, and the workers that they are compatible with',
  ponos: 'Tasks, what runs them and what they leave',
  process: 'Processes, their sets of datasets and their worker runs',
  secrets: 'Secrets that tasks read',
  transcriptions: 'Transcriptions of elements and the entities in them',
  users: 'Users and their tokens',
  workers: 'Workers, their versions and configurations',
}

function collectReferences(value: JsonValue | undefined, found: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const one of value) collectReferences(one, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if (key === '$ref' && typeof one === 'string') found.add(one.split('/').at(-1) ?? '')
      else if (key !== 'example') collectReferences(one, found)
    }
  }
  return found
}

/** The components that the paths use, and those that these use. */
function listUsed(paths: JsonObject, components: Readonly<Record<string, JsonObject>>): [string, JsonObject][] {
  const used = collectReferences(paths, new Set())
  for (const name of used) collectReferences(components[name], used)
  return Object.entries(components)
    .filter(([name]) => used.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

/**
 * The OpenAPI document of these operations: conservative 3.0.3, without anything that a real client refuses
 * (reference/clients.md, reference/arkindex.md 3.1). Every rule is a test.
 */
export function buildDocument(operations: readonly Operation[], { version, origin }: DocumentOptions): JsonObject {
  const paths: Record<string, JsonObject> = {}
  const components: Record<string, JsonObject> = { ...refusalComponents }
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describeOperation(operation) }
    Object.assign(components, operation.body?.components, operation.answers.body?.components)
  }
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return {
    openapi: '3.0.3',
    info: {
      title: 'Arkindex API',
      version,
      description: 'The API of the Arkindex server that is bundled with arkindex-ci.',
      license: { name: 'MIT', url: 'https://opensource.org/licenses/MIT' },
    },
    servers: [{ url: origin, 'x-csrf-cookie': csrfCookie }],
    tags: tags.map((name) => ({ name, ...(tagTexts[name] === undefined ? {} : { description: tagTexts[name] }) })),
    paths,
    components: {
      schemas: Object.fromEntries(listUsed(paths, components)),
      securitySchemes: {
        tokenAuth: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'The word `Token`, a space and the token.',
        },
      },
    },
  }
}
