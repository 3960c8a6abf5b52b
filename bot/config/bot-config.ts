import type { AccessLevel } from '../forge/forge.ts'

/** The commands that may stand in a note, and the approval of a plan. */
export const botActions = ['help', 'validate', 'plan', 'deploy', 'train', 'retry', 'cancel', 'approve'] as const
export type BotAction = (typeof botActions)[number]

interface ForgeSettings {
  /** Words and hyphens, unique. */
  name: string
  /** Paths of the projects that it works on; of others it does nothing. */
  projects: readonly string[]
  /** Groups (GitHub: owners) all of whose projects it works on. */
  groups: readonly string[]
}

export interface GitlabSettings extends ForgeSettings {
  kind: 'gitlab'
  /** Address of the GitLab, without a closing slash. */
  url: string
  /** A project or group access token with the scope `api`. */
  token: string
  /** What `X-Gitlab-Token` may be; each at least 32 bytes. */
  webhookTokens: readonly string[]
  /** Keys of signed webhooks (`whsec_…`, Standard Webhooks). */
  signingKeys: readonly string[]
}

export interface GithubSettings extends ForgeSettings {
  kind: 'github'
  /** Address of the pages, `https://github.com` or of an Enterprise Server. */
  url: string
  /** Address of the API. */
  apiUrl: string
  appId: string
  privateKey: string
  webhookSecrets: readonly string[]
}

export interface InstanceSettings {
  slug: string
  url: string
  token: string
  /** Whether a release is applied only with an approved plan of the same commit and intent. */
  requiresApproval: boolean
}

export interface BotLimits {
  /** Bytes of a webhook's body. */
  body: number
  /** Entries of a repository's tree that are looked at. */
  treeEntries: number
  /** Bytes of all files that are read of one commit. */
  commitBytes: number
  /** Discussions that are opened on one merge request. */
  discussions: number
  /** Characters of a note. */
  note: number
  /** Jobs at once. */
  workers: number
  /** Milliseconds that one job may take. */
  jobTime: number
  /** How often a job is tried. */
  attempts: number
  /** Days that deliveries are kept. */
  retentionDays: number
  /** Minutes between two sweeps. */
  sweepMinutes: number
}

/** The bot's configuration, checked and complete, its secrets read. Schema: schemas/bot.json. */
export interface BotConfig {
  forges: readonly (GitlabSettings | GithubSettings)[]
  /** Where the bot applies and plans; repositories name them by their slugs. */
  instances: readonly InstanceSettings[]
  /** Where people reach the bot, for links; null where it has no address. */
  publicUrl: string | null
  /** A file of SQLite or a `postgresql://` URL. */
  database: string
  access: Readonly<Record<BotAction, AccessLevel>>
  limits: BotLimits
  isDryRun: boolean
  /** Protects the page; null where there is no page. */
  pageToken: string | null
}
