import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { GitlabSettings } from '../config/bot-config.ts'
import type { BodyCheck, DeliveryDoor, ProjectMention } from './delivery-door.ts'
import { readHeader, readShortHeader } from './read-header.ts'

/** Milliseconds that a signed call may be old, or ahead of our clock (Standard Webhooks). */
const tolerance = 5 * 60_000

/** What GitLab writes into `X-Gitlab-Event` of the events that the bot may do something about. */
const events: ReadonlySet<string> = new Set([
  'Merge Request Hook',
  'Note Hook',
  'Tag Push Hook',
  'Pipeline Hook',
  'Release Hook',
  'Deployment Hook',
])

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

interface Locks {
  readonly forge: GitlabSettings
  /** Digests of the tokens: all of one length, whatever is compared with them. */
  readonly tokens: readonly Buffer[]
  readonly keys: readonly Buffer[]
}

const prepared = new WeakMap<GitlabSettings, Locks>()

function prepareLocks(forge: GitlabSettings): Locks {
  let locks = prepared.get(forge)
  if (!locks) {
    locks = {
      forge,
      tokens: forge.webhookTokens.map(digest),
      keys: forge.signingKeys.map((key) => Buffer.from(key.replace(/^whsec_/, ''), 'base64')),
    }
    prepared.set(forge, locks)
  }
  return locks
}

/** Compares with all of them, so that the time tells nothing of which one it is. */
function isAmong(value: Buffer, expected: readonly Buffer[]): boolean {
  let isFound = false
  for (const one of expected) {
    if (one.length === value.length && timingSafeEqual(one, value)) isFound = true
  }
  return isFound
}

interface SignedCall {
  readonly id: string
  readonly timestamp: string
  /** The signatures of version 1; there are several while keys change. */
  readonly signatures: readonly Buffer[]
}

/** The headers of a signed call; undefined where there are none, `broken` where they are no use or out of date. */
function readSignedCall(headers: IncomingHttpHeaders, now: number): SignedCall | 'broken' | undefined {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
  const [id, timestamp, signature] = names.map((name) => readHeader(headers, name))
  // GitLab may send the id alone, as it is also the key of a call that is not signed.
  if (timestamp === undefined && signature === undefined) return undefined
  if (id === undefined || timestamp === undefined || signature === undefined) return 'broken'
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > tolerance) return 'broken'
  const signatures = signature
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice('v1,'.length), 'base64'))
  return signatures.length === 0 ? 'broken' : { id, timestamp, signatures }
}

function isSignedBy(key: Buffer, { id, timestamp, signatures }: SignedCall, body: Buffer): boolean {
  return isAmong(createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest(), signatures)
}

/**
 * Whether a forge may have sent these headers: `checked` by its token, `signed` where only its signature over the body can tell. A token
 * that is sent must be right where tokens are set, and so must a signature where keys are.
 */
function checkForge(
  { tokens, keys }: Locks,
  token: Buffer | undefined,
  signed: SignedCall | 'broken' | undefined,
): 'refused' | 'checked' | 'signed' {
  const hasToken = tokens.length > 0 && token !== undefined
  if (hasToken && !isAmong(token, tokens)) return 'refused'
  const hasSignature = keys.length > 0 && signed !== undefined
  if (hasSignature) return signed === 'broken' ? 'refused' : 'signed'
  return hasToken ? 'checked' : 'refused'
}

function readObject(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  const found: unknown = Reflect.get(value, name)
  return found
}

function readId(value: unknown): string | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : null
}

function readProject(payload: unknown): ProjectMention {
  const project = readObject(payload, 'project')
  const path = readObject(project, 'path_with_namespace')
  return {
    id: readId(readObject(project, 'id')) ?? readId(readObject(payload, 'project_id')),
    path: typeof path === 'string' ? path : null,
  }
}

/** The door of GitLab's webhooks: `X-Gitlab-Token`, signed webhooks (Standard Webhooks), or both (reference/dependencies.md 2.5). */
export function createGitlabDoor(
  listForges: () => readonly GitlabSettings[],
  now: () => number = Date.now,
): DeliveryDoor {
  return {
    kind: 'gitlab',
    checkHeaders: (headers): BodyCheck | undefined => {
      const sent = readHeader(headers, 'x-gitlab-token')
      const token = sent === undefined ? undefined : digest(sent)
      const signed = readSignedCall(headers, now())
      const trusted: GitlabSettings[] = []
      const open: Locks[] = []
      for (const forge of listForges()) {
        const locks = prepareLocks(forge)
        const outcome = checkForge(locks, token, signed)
        if (outcome === 'checked') trusted.push(forge)
        if (outcome === 'signed') open.push(locks)
      }
      if (trusted.length === 0 && open.length === 0) return undefined
      return (body) => {
        if (signed === undefined || signed === 'broken') return trusted
        const proven = open.filter(({ keys }) => keys.filter((key) => isSignedBy(key, signed, body)).length > 0)
        return [...trusted, ...proven.map(({ forge }) => forge)]
      }
    },
    describeCall: (headers) => {
      const event = readShortHeader(headers, 'x-gitlab-event') ?? ''
      return {
        event,
        // Both are the same, but only this one is signed: who replays a signed call cannot give it another.
        key: readShortHeader(headers, 'webhook-id') ?? readShortHeader(headers, 'idempotency-key'),
        isOfInterest: events.has(event),
      }
    },
    readProject,
  }
}
