/** Who sends a request. */
export interface Principal {
  readonly id: string
  readonly email: string
  readonly displayName: string
  readonly isAdmin: boolean
  readonly canCreateWorkers: boolean
  /** The token as it was sent, for `RetrieveUser`, which answers with it. */
  readonly token: string
  /** Set where a running task sends it, in the name of the creator of its process. */
  readonly task?: TaskIdentity | undefined
  /** Set where an agent of a farm sends it; it is nobody's name then. */
  readonly agent?: AgentIdentity | undefined
}

/** The task of a `Ponos` token. */
export interface TaskIdentity {
  readonly id: string
  readonly processId: string
  readonly workerRunId: string | null
}

/** The agent of an `Agent` token. */
export interface AgentIdentity {
  readonly id: string
  readonly farmId: string
  readonly name: string
}

/** Who sends a request without a token, where that is allowed. */
export const anonymous: Principal = {
  id: '',
  email: '',
  displayName: '',
  isAdmin: false,
  canCreateWorkers: false,
  token: '',
}
