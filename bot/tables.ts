/** The bot's tables. Times are epoch milliseconds, ids are texts, structures are JSON as text (DESIGN decision 6). */
export interface BotTables {
  delivery: DeliveryTable
  job: JobTable
  kept_plan: KeptPlanTable
  merge_request_check: MergeRequestCheckTable
  intent_approval: IntentApprovalTable
  deployment: DeploymentTable
  followed_process: FollowedProcessTable
  sweep_mark: SweepMarkTable
}

/** A webhook call that was authenticated and accepted. Stored before it is answered. */
export interface DeliveryTable {
  id: string
  /** Name of the forge in the configuration. */
  forge: string
  /** `webhook-id`, `Idempotency-Key` or `X-GitHub-Delivery`; else the digest of event and body. Unique with the forge. */
  dedupe_key: string
  /** The header that names the event. */
  event: string
  /** Id of the project, where the payload names one. */
  project: string | null
  received: number
  /** The payload; emptied when it gets old. */
  body: string
  state: 'accepted' | 'worked' | 'ignored' | 'dead'
  /** What became of it, in words. */
  result: string | null
  /** `hook`, `replay` or `sweep`. */
  origin: string
}

/** Work that is leased to one worker at a time. */
export interface JobTable {
  id: string
  /** The delivery that it comes from; null for what the bot does by itself. */
  delivery_id: string | null
  /** Name of the reaction. */
  kind: string
  forge: string
  project: string | null
  /** Jobs of one lane are done one at a time, in the order in which they were made. */
  lane: string
  /** Of the jobs that name the same resource, one runs at a time, over all replicas: such as `instance:demo`. */
  resource: string | null
  /** A newer job of the same subject and kind cancels those before it. */
  subject: string | null
  payload: string
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'dead'
  /** Not before this time. */
  run_at: number
  attempts: number
  /** Who works on it, and until when it is theirs. */
  lease_owner: string | null
  lease_until: number | null
  /** Set where a running job should end early. */
  is_cancel_wanted: number
  last_error: string | null
  /** What came of it, in words. */
  result: string | null
  created: number
  ended: number | null
  /** In all logs from the delivery to the note. */
  correlation: string
}

/** The newest plan of each merge request's commit, for approvals and the page that shows the whole of it. */
export interface KeptPlanTable {
  id: string
  forge: string
  project: string
  number: number
  sha: string
  intent_digest: string
  plan: string
  created: number
}

/** What the last check of a merge request came to, so that the next one knows what is new. One row for each merge request. */
export interface MergeRequestCheckTable {
  id: string
  forge: string
  project: string
  number: number
  /** The commit that was checked to the end; empty where none was yet. */
  sha: string
  /** Identities of its errors as a list in JSON. */
  errors: string
  /** Of these, the ones at whose place the forge takes no discussion. */
  unplaced: string
  /** A commit whose statuses were set to running and not ended since. */
  begun: string | null
  checked: number
}

/** Someone with the right approved the intent of a commit's plan (requirements R19). */
export interface IntentApprovalTable {
  id: string
  forge: string
  project: string
  number: number
  sha: string
  intent_digest: string
  /** The approved plan, to say what moved since. */
  plan: string
  user_id: string
  username: string
  approved: number
  /** Null while it holds. */
  withdrawn: number | null
}

/** What the bot applied to an instance. */
export interface DeploymentTable {
  id: string
  forge: string
  project: string
  instance: string
  /** Tag or branch. */
  ref: string
  is_tag: number
  sha: string
  image: string | null
  state: 'running' | 'success' | 'failed' | 'canceled'
  /** The report of the application as JSON. */
  report: string | null
  /** Id of the deployment on the forge. */
  forge_deployment: string | null
  created: number
  ended: number | null
}

/** A training process that is followed to its end. */
export interface FollowedProcessTable {
  id: string
  forge: string
  project: string
  instance: string
  process_id: string
  training: string
  /** Where to report: JSON of a merge request's number, a tag, a commit. */
  report_to: string
  state: string
  created: number
  ended: number | null
}

/** Until when the bot has seen what happened in a project. */
export interface SweepMarkTable {
  id: string
  forge: string
  project: string
  seen_until: number
  /** The newest tags that were seen, each `name sha`, as a list in JSON. */
  tags: string
}
