import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { forbidden } from '../contract/refusal.ts'
import type { Services } from '../services.ts'
import type { Principal } from './principal.ts'
import { findPrincipal } from './tokens.ts'

/** Holds the token of a log-in, out of reach of scripts. */
const sessionCookie = 'arkindex.auth'

/** Holds what a page must send back in `X-CSRFToken`; the document names it as `x-csrf-cookie`. */
export const csrfCookie = 'arkindex.csrf'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** It follows from the session, so that a cookie that another host of the domain planted is of no use. */
function deriveCsrfToken(session: string): string {
  return createHash('sha256').update(`csrf ${session}`).digest('hex')
}

/** The cookies that a log-in sets. They end with the browser, and are sent with no request that another site makes, links apart. */
export function makeSessionCookies(token: string, origin: string): string[] {
  const attributes = `Path=/; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
  return [
    `${sessionCookie}=${token}; HttpOnly; ${attributes}`,
    `${csrfCookie}=${deriveCsrfToken(token)}; ${attributes}`,
  ]
}

function readCookie(request: FastifyRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}

/**
 * The user whose log-in the cookies name, or undefined. What changes something must come from a page of this server, or a client that
 * reads cookies: it carries `X-CSRFToken`, and no `Origin` of elsewhere. Throws 403 where it does not.
 */
export async function findSessionPrincipal(
  services: Services,
  request: FastifyRequest,
  ownOrigin: string,
): Promise<Principal | undefined> {
  const session = readCookie(request, sessionCookie)
  const principal = session === undefined ? undefined : await findPrincipal(services, session)
  if (session === undefined || !principal || safeMethods.has(request.method)) return principal
  const { origin, 'x-csrftoken': sent } = request.headers
  if (origin !== undefined && origin !== ownOrigin) {
    throw forbidden(`CSRF Failed: Origin checking failed - ${origin} does not match any trusted origins.`)
  }
  if (sent === undefined) throw forbidden('CSRF Failed: CSRF token missing.')
  if (!isSame(String(sent), deriveCsrfToken(session))) {
    throw forbidden("CSRF Failed: CSRF token from the 'X-Csrftoken' HTTP header incorrect.")
  }
  return principal
}
