/** What is done to a request, to walk the ways that crashes and bad networks take. */
export type FaultAction =
  /** The connection is cut without an answer. */
  | 'cut'
  /** The answer waits so many milliseconds. */
  | { readonly delay: number }
  /** This is answered instead. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }

export interface FaultPoint {
  /** Undefined for what is no operation, such as a signed URL or the OpenAPI document. */
  readonly operationId: string | undefined
  readonly method: string
  /** The path as it was sent, without the query. */
  readonly path: string
  /** `before` the handler has done anything, or `after` all it did is committed and before the answer leaves. */
  readonly when: 'before' | 'after'
}

/** Asked twice for each request; undefined lets it go on. A door for tests and for the test bench (DESIGN decision 13). */
export type Fault = (point: FaultPoint) => FaultAction | undefined | Promise<FaultAction | undefined>
