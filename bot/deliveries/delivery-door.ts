import type { IncomingHttpHeaders } from 'node:http'

/** A forge of the configuration, as far as its door needs it. */
export interface DoorForge {
  readonly name: string
  readonly projects: readonly string[]
  readonly groups: readonly string[]
}

/** Says whose call it is by its body: the forges one of whose secrets it was made with, none where it is forged. */
export type BodyCheck = (body: Buffer) => readonly DoorForge[] | Promise<readonly DoorForge[]>

export interface CallDescription {
  /** The header that names the event. */
  readonly event: string
  /** What stays the same when the forge sends it again, where it says that. */
  readonly key: string | undefined
  /** False for kinds of events that the bot never does anything about. */
  readonly isOfInterest: boolean
}

export interface ProjectMention {
  readonly id: string | null
  readonly path: string | null
}

/** What accepting a webhook call asks of one kind of forge. */
export interface DeliveryDoor {
  readonly kind: 'gitlab' | 'github'
  /** By the headers alone, before the body is read: undefined where the call is refused. */
  checkHeaders(headers: IncomingHttpHeaders): BodyCheck | undefined
  /** Only of a call that was authenticated. */
  describeCall(headers: IncomingHttpHeaders): CallDescription
  /** The project that a payload names; anything may stand in it. */
  readProject(payload: unknown): ProjectMention
}
