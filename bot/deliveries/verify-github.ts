import type { IncomingHttpHeaders } from 'node:http'
import type { GithubSettings } from '../config/bot-config.ts'
import type { BodyCheck, DeliveryDoor, DoorForge, ProjectMention } from './delivery-door.ts'
import { readHeader, readShortHeader } from './read-header.ts'

/** What GitHub writes into `X-GitHub-Event` of the events that the bot may do something about. */
const events: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'issue_comment',
  'push',
  'workflow_run',
  'release',
  'deployment_status',
])

export interface SignedDelivery {
  readonly id: string
  readonly name: string
  readonly payload: string
  readonly signature: string
}

/** Whether a call was signed with one of an App's secrets. */
export type VerifyDelivery = (forge: GithubSettings, delivery: SignedDelivery) => Promise<boolean>

function readProject(payload: unknown): ProjectMention {
  const repository: unknown = readField(payload, 'repository')
  const name = readField(repository, 'full_name')
  const path = typeof name === 'string' && /^[\w.-]+\/[\w.-]+$/.test(name) ? name : null
  return { id: path, path }
}

function readField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  const found: unknown = Reflect.get(value, name)
  return found
}

/**
 * The door of GitHub's webhooks. Only their signature over the body tells whose they are, so a body is read of every call that has
 * one in its headers; Probot looks at it under the limit of this server, never by its own middleware (reference/dependencies.md 2.3).
 */
export function createGithubDoor(listForges: () => readonly GithubSettings[], verify: VerifyDelivery): DeliveryDoor {
  return {
    kind: 'github',
    checkHeaders: (headers: IncomingHttpHeaders): BodyCheck | undefined => {
      const signature = readHeader(headers, 'x-hub-signature-256') ?? ''
      const id = readShortHeader(headers, 'x-github-delivery') ?? ''
      const name = readShortHeader(headers, 'x-github-event') ?? ''
      if (!/^sha256=[0-9a-f]{64}$/.test(signature) || id === '' || name === '') return undefined
      return async (body) => {
        const payload = body.toString('utf8')
        const proven: DoorForge[] = []
        for (const forge of listForges()) if (await verify(forge, { id, name, payload, signature })) proven.push(forge)
        return proven
      }
    },
    describeCall: (headers) => {
      const event = readShortHeader(headers, 'x-github-event') ?? ''
      return { event, key: readShortHeader(headers, 'x-github-delivery'), isOfInterest: events.has(event) }
    },
    readProject,
  }
}
