import { createHmac, timingSafeEqual } from 'node:crypto'

export type SignedMethod = 'GET' | 'PUT'

/** Milliseconds for which a signed URL may be used: long enough to begin a slow transfer; one that has begun may go on. */
export const signedUrlLifetime = 3_600_000

export interface UrlSigner {
  /** A URL of this server that lets whoever has it do one thing for a while, without a token. */
  sign(origin: string, method: SignedMethod, path: string): string
  /** Stands for `subject` without an end: whoever has it got it from this server. */
  token(subject: string): string
  isToken(subject: string, token: string): boolean
  isSigned(method: string, path: string, query: { expires?: unknown; signature?: unknown }): boolean
}

/** Signs with a key that is kept in the database, so that URLs outlive a restart and replicas share them (DESIGN decision 14). */
export function createUrlSigner(key: string, lifetime = signedUrlLifetime): UrlSigner {
  const compute = (method: string, path: string, expires: number) =>
    createHmac('sha256', key).update(`${method}\n${path}\n${expires}`).digest()
  const token = (subject: string) => createHmac('sha256', key).update(`token\n${subject}`).digest()
  return {
    token: (subject) => token(subject).toString('hex'),
    isToken: (subject, given) =>
      /^[0-9a-f]{64}$/.test(given) && timingSafeEqual(Buffer.from(given, 'hex'), token(subject)),
    sign: (origin, method, path) => {
      const expires = Date.now() + lifetime
      const url = new URL(path, origin)
      url.searchParams.set('expires', String(expires))
      url.searchParams.set('signature', compute(method, path, expires).toString('hex'))
      return url.href
    },
    isSigned: (method, path, { expires, signature }) => {
      if (typeof expires !== 'string' || typeof signature !== 'string') return false
      if (!/^\d{1,15}$/.test(expires) || !/^[0-9a-f]{64}$/.test(signature)) return false
      const isRight = timingSafeEqual(Buffer.from(signature, 'hex'), compute(method, path, Number(expires)))
      return isRight && Number(expires) > Date.now()
    },
  }
}
