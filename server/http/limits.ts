/** What the server gives to one request, one connection and one caller at most. Times are milliseconds. */
export interface Limits {
  /** Bytes of a JSON body; model archives have a limit of their own. */
  readonly bodyBytes: number
  /** From the head of a request of the API until its body is there, and from then until it is answered. */
  readonly requestTime: number
  /** From the first byte of a request to the end of its head. */
  readonly headerTime: number
  /** Without a byte in either direction while a request is under way, an archive's too. */
  readonly idleTime: number
  /** That a connection is kept open for a next request. */
  readonly keepAliveTime: number
  /** Requests within a minute of one token, or of one address where there is none; 0 has no limit. */
  readonly requestsPerMinute: number
  /** Log-ins within a minute as one user from one address; ten times as many from one address. */
  readonly loginsPerMinute: number
}

/** A body of 8 MiB holds a worker file of 1 MiB, whatever it is escaped to. */
export const defaultLimits: Limits = {
  bodyBytes: 8 * 1024 * 1024,
  requestTime: 30_000,
  headerTime: 30_000,
  idleTime: 120_000,
  keepAliveTime: 72_000,
  requestsPerMinute: 0,
  loginsPerMinute: 10,
}

/** How often Node looks for heads that are late. */
export function chooseCheckInterval({ headerTime }: Limits): number {
  return Math.min(30_000, Math.max(100, Math.floor(headerTime / 4)))
}
