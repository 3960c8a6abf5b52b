// Generated from schemas/bot.json by "npm run generate". Do not edit.

export type Instance = {
  /**
   * The address of the instance, with or without /api/v1.
   */
  url?: string
  /**
   * Takes an address that begins with http:// although it leads off this machine. The token then goes over the network as it is: for a private network of containers only.
   */
  allow_http?: boolean
  token?: Secret
  /**
   * Whether a tag is applied here only where a merge request with the same commit and the same plan was approved.
   */
  requires_approval?: boolean
} | null
/**
 * A level of access to the project. GitHub's read is reporter, write is developer, maintain is maintainer and admin is owner.
 */
export type Level = 'guest' | 'reporter' | 'developer' | 'maintainer' | 'owner'

/**
 * What `arkindex-ci bot --config FILE` reads: the forges and projects that it works on, the Arkindex instances that it plans and releases to, who may do what, and limits. It holds no secret: each is named by the environment variable or the file that holds it. Paths in it count from its own folder.
 */
export interface BotFile {
  /**
   * The version of this file's own format. This one is 1.
   */
  version: 1
  /**
   * Where people and forges reach the bot, scheme, host and port, and a path where a proxy puts it below one. Webhooks are made with it and notes link to it; without it there are no links.
   */
  public_url?: string
  /**
   * The folder of the SQLite database, made where it is missing.
   */
  data?: string
  database?: Secret
  page_token?: Secret
  /**
   * Whether the bot only says what it would do, and writes nothing to a forge or an instance.
   */
  dry_run?: boolean
  /**
   * GitLab hosts; several entries may be of one host, each with the token of its own projects.
   *
   * @maxItems 50
   */
  gitlab?: Gitlab[]
  /**
   * Apps of GitHub.
   *
   * @maxItems 50
   */
  github?: Github[]
  /**
   * The profiles file of the Arkindex command line that has URL and token of the instances that give none here.
   */
  profiles?: string
  /**
   * The Arkindex instances that the bot may plan for and release to, by the slugs that release manifests name them by. An entry without URL and token takes them from the profiles file.
   */
  instances: {
    [k: string]: Instance
  }
  /**
   * The lowest level of access to the project that each command needs. It is asked of the forge each time.
   */
  access?: {
    help?: Level
    validate?: Level
    plan?: Level
    retry?: Level
    cancel?: Level
    deploy?: Level
    train?: Level
    approve?: Level
  }
  /**
   * What bounds the bot's memory, time and noise.
   */
  limits?: {
    /**
     * Bytes of a webhook's body; a larger one is refused unread. From 65536 to 104857600.
     */
    body_bytes?: number
    /**
     * Files and folders of a repository that are looked at. From 100 to 200000.
     */
    tree_entries?: number
    /**
     * Bytes of all files that are read of one commit. From 65536 to 268435456.
     */
    commit_bytes?: number
    /**
     * Discussions that are opened on one merge request; further findings stand in the note. From 0 to 500.
     */
    discussions?: number
    /**
     * Characters of a note; a longer one is cut in the middle and links to the whole. GitHub takes 65536. From 2000 to 900000.
     */
    note_characters?: number
    /**
     * Jobs that are worked on at once. From 1 to 64.
     */
    workers?: number
    /**
     * Seconds that one job may take, until it is ended and tried again. From 10 to 86400.
     */
    job_seconds?: number
    /**
     * How often a job is tried until it is a dead letter. From 1 to 50.
     */
    attempts?: number
    /**
     * Days that deliveries and jobs are kept. From 1 to 3650.
     */
    retention_days?: number
    /**
     * Minutes between two looks at what the webhooks may have missed. From 1 to 1440.
     */
    sweep_minutes?: number
  }
}
/**
 * Where a secret is: { env: NAME } for an environment variable, or { file: PATH } for a file whose text it is. Never the secret itself.
 */
export interface Secret {
  /**
   * The environment variable that holds it.
   */
  env?: string
  /**
   * The file whose text it is; a line end after it does not count.
   */
  file?: string
}
/**
 * A GitLab host and the projects there.
 */
export interface Gitlab {
  /**
   * A name of your own for this entry, in small letters, digits and hyphens. Logs, metrics and the page use it, and the database remembers it: keep it.
   */
  name: string
  /**
   * Address of the GitLab.
   */
  url: string
  /**
   * Takes an address that begins with http:// although it leads off this machine. The token then goes over the network as it is: for a private network of containers only.
   */
  allow_http?: boolean
  token: Secret
  /**
   * What X-Gitlab-Token of a webhook may be; each at least 32 bytes. The first is the one that new webhooks get, the others are for a change of tokens.
   *
   * @maxItems 10
   */
  webhook_tokens?: Secret[]
  /**
   * Keys of signed webhooks, each whsec_ and the base64 of at least 32 bytes.
   *
   * @maxItems 10
   */
  signing_keys?: Secret[]
  /**
   * Paths of the projects that the bot works on. Of other projects it does nothing, whatever their hooks send.
   *
   * @maxItems 1000
   */
  projects?: string[]
  /**
   * Groups, or on GitHub owners, all of whose projects the bot works on, subgroups included.
   *
   * @maxItems 100
   */
  groups?: string[]
}
/**
 * An app of GitHub and the repositories that it is installed on.
 */
export interface Github {
  /**
   * A name of your own for this entry, in small letters, digits and hyphens. Logs, metrics and the page use it, and the database remembers it: keep it.
   */
  name: string
  /**
   * Address of the pages, of github.com or of an Enterprise Server.
   */
  url?: string
  /**
   * Address of the API; without it that of github.com, or of an Enterprise Server its /api/v3.
   */
  api_url?: string
  /**
   * Takes an address that begins with http:// although it leads off this machine. The token then goes over the network as it is: for a private network of containers only.
   */
  allow_http?: boolean
  /**
   * The number of the app.
   */
  app_id: string | number
  private_key: Secret
  /**
   * The secret of the app's webhook, at least 32 bytes; several while it is being changed.
   *
   * @minItems 1
   * @maxItems 10
   */
  webhook_secrets: Secret[]
  /**
   * Paths of the projects that the bot works on. Of other projects it does nothing, whatever their hooks send.
   *
   * @maxItems 1000
   */
  projects?: string[]
  /**
   * Groups, or on GitHub owners, all of whose projects the bot works on, subgroups included.
   *
   * @maxItems 100
   */
  groups?: string[]
}
