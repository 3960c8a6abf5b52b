import type { Writable } from 'node:stream'
import type { ErrorDetails } from '../errors/coded-error.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { ErrorCode } from '../errors/codes.ts'

/** Parameters of an operation by their names in the instance's OpenAPI document; `body` is the JSON body. */
export type OperationInput = Readonly<Record<string, unknown>> & { readonly body?: unknown }

/** What the instance's document says of one operation. */
export interface OperationDescription {
  operationId: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Names of its path and query parameters. */
  parameters: readonly { name: string; in: 'path' | 'query'; required: boolean }[]
  /** Names of the properties of its JSON body; undefined where it has none or they are not listed. */
  bodyProperties: readonly string[] | undefined
  /** False where the document says `x-paginated: false`. */
  isPaginated: boolean
}

/** One Arkindex instance, with the operations that it offers. Every call is bounded in time. */
export interface ArkindexInstance {
  /** Slug of its profile. */
  readonly slug: string
  /** Base URL, without `/api/v1` and without a closing slash. */
  readonly url: string
  describe(operationId: string): OperationDescription | undefined
  /**
   * Calls one operation and gives the decoded answer, unchecked: `undefined` where the body is empty.
   * GET, PUT and DELETE are repeated on 429, 5xx and lost connections, with jitter and `Retry-After`; POST and PATCH only on 429
   * and where the connection was never made. Throws `InstanceError`.
   */
  call(operationId: string, input?: OperationInput): Promise<unknown>
  /** Every result of a list, page after page, by page number or by cursor as the instance has it; plain lists too. */
  paginate(operationId: string, input?: OperationInput): AsyncIterable<unknown>
  /**
   * Calls an operation that gives a file, or leads to one by a redirect, and gives the file to a stream, whatever its size.
   * One redirect is followed, to http or https, and the token does not go there. Throws `InstanceError`.
   */
  download(operationId: string, input: OperationInput, sink: () => Writable): Promise<void>
}

/** Messages of a refused request by field, as Django REST Framework sends them; messages of no field stand under `detail`. */
export type FieldMessages = Readonly<Record<string, readonly string[]>>

/** A call to an instance that did not end well. */
export class InstanceError extends CodedError {
  override readonly name = 'InstanceError'
  /** HTTP status, undefined where no answer came. */
  readonly status: number | undefined
  readonly fields: FieldMessages
  /** The decoded body of the answer, for callers that look for data in it, such as the `id` of what exists already. */
  readonly body: unknown
  /** True where the request may have been carried out although no answer tells: look before sending it again. */
  readonly isAmbiguous: boolean

  constructor(
    code: ErrorCode,
    details: ErrorDetails,
    answer: {
      status?: number
      fields?: FieldMessages
      body?: unknown
      isAmbiguous?: boolean
      place?: string
      cause?: unknown
    } = {},
  ) {
    super(code, details, {
      ...(answer.place === undefined ? {} : { place: answer.place }),
      ...(answer.cause === undefined ? {} : { cause: answer.cause }),
    })
    this.status = answer.status
    this.fields = answer.fields ?? {}
    this.body = answer.body
    this.isAmbiguous = answer.isAmbiguous ?? false
  }
}
