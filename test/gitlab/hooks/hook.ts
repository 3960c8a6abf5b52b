/** What a hook may be told of, as its settings are named. */
export const hookTriggers = [
  'push_events',
  'tag_push_events',
  'merge_requests_events',
  'note_events',
  'pipeline_events',
  'releases_events',
  'deployment_events',
  'issues_events',
  'confidential_issues_events',
  'confidential_note_events',
  'job_events',
  'wiki_page_events',
  'feature_flag_events',
  'emoji_events',
  'milestone_events',
  'resource_access_token_events',
] as const

export type HookTrigger = (typeof hookTriggers)[number]

/** One sending of a hook and what came back, as GitLab lists them for a hook. */
export interface HookLog {
  id: number
  url: string
  /** As `merge_request_hooks`. */
  trigger: string
  request_headers: Record<string, string>
  request_data: unknown
  response_headers: Record<string, string>
  response_body: string
  execution_duration: number
  /** A number as text, or `internal error` where no answer came. */
  response_status: string
  created_at: string
}

/** A webhook of a project or a group, with the secrets that the API never gives back. */
export interface Hook {
  readonly id: number
  readonly of: 'project' | 'group'
  /** Path of the project or group. */
  readonly path: string
  url: string
  name: string | null
  description: string | null
  readonly triggers: Map<HookTrigger, boolean>
  enableSslVerification: boolean
  token: string | null
  signingToken: string | null
  branchFilter: string | null
  recentFailures: number
  /** Milliseconds since 1970. */
  disabledUntil: number | null
  readonly created_at: string
  /** The last one first. */
  readonly logs: HookLog[]
}
