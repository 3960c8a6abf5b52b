import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Milliseconds that a log-in lasts. */
export const sessionTime = 12 * 60 * 60 * 1000

export const sessionCookie = 'arkindex-bot-session'

function sign(token: string, purpose: string, text: string): string {
  return createHmac('sha256', token).update(`arkindex-ci bot page ${purpose}\0${text}`).digest('base64url')
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

/**
 * A session of whoever knew the token of the page: signed by it, so that nothing is stored, all replicas know it, and it ends
 * when the token is changed.
 */
export function createSession(token: string, now: number): string {
  const text = `${(now + sessionTime).toString(36)}.${randomBytes(16).toString('base64url')}`
  return `${text}.${sign(token, 'session', text)}`
}

export function isSession(session: string, token: string, now: number): boolean {
  const [ends = '', nonce = '', signature = '', ...rest] = session.split('.')
  if (rest.length > 0 || !/^[0-9a-z]{1,11}$/.test(ends)) return false
  return isSame(signature, sign(token, 'session', `${ends}.${nonce}`)) && Number.parseInt(ends, 36) > now
}

/** What a form of the page carries, so that a page from elsewhere cannot send it. */
export function createFormToken(session: string, token: string): string {
  return sign(token, 'form', session)
}

/** The session that a header of cookies holds. */
export function readSessionCookie(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === sessionCookie && value !== undefined && value !== '') return value
  }
  return undefined
}
