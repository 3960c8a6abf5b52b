/** Levels of access to a project, lowest first. GitLab's own; GitHub's read, triage, write, maintain and admin are reporter, developer, developer, maintainer and owner. */
export const accessLevels = ['none', 'guest', 'reporter', 'developer', 'maintainer', 'owner'] as const
export type AccessLevel = (typeof accessLevels)[number]

export interface ForgeUser {
  /** Text, also where the forge has numbers. */
  id: string
  username: string
}

export interface ForgeProject {
  /** GitLab's number as text; GitHub's `owner/name`. By it all methods name a project. */
  id: string
  /** Group and name, as people write it. */
  path: string
  webUrl: string
  defaultBranch: string | null
  isArchived: boolean
}

export interface MergeRequest {
  project: string
  /** What people call it by: GitLab's iid, GitHub's number. */
  number: number
  title: string
  state: 'open' | 'closed' | 'merged'
  isDraft: boolean
  sourceBranch: string
  targetBranch: string
  /** Null where the project is gone or hidden. */
  sourceProject: string | null
  /** Whether its branch is of another project: then it is data only. */
  isFork: boolean
  headSha: string
  /** The commit of the target that it branched from; on GitHub the target's head when it was last pushed to. */
  baseSha: string
  /** The commit of the target that merging made: of a merge or of a squash, or the head itself by fast-forward; null until it is merged. */
  mergedSha: string | null
  author: ForgeUser
  webUrl: string
  /** Epoch milliseconds. */
  updatedAt: number
}

/** As a list gives it: where a branch parts from its target is asked for one by one. */
export type ListedMergeRequest = Omit<MergeRequest, 'baseSha'>

export interface TreeEntry {
  path: string
  kind: 'file' | 'folder' | 'link' | 'submodule'
}

export interface Tree {
  entries: TreeEntry[]
  /** Whether there are more than were asked for. */
  isCut: boolean
}

export interface Note {
  id: string
  body: string
  author: ForgeUser
  /** Whether the forge itself wrote it. */
  isSystem: boolean
}

/** A conversation at a line of the change. Only those that the bot itself opened are given. */
export interface Discussion {
  id: string
  /** The note that began it. */
  noteId: string
  body: string
  isResolved: boolean
  path: string | null
  line: number | null
}

export interface NewDiscussion {
  /** A block of `suggestion` in it stands for the lines from `line` to `endLine`, on every forge. */
  body: string
  /** Path and line, from 1, at the head commit. */
  path: string
  line: number
  /** Last line of several; the same where it is one. */
  endLine: number
}

export const statusStates = ['pending', 'running', 'success', 'failed', 'canceled', 'skipped'] as const
export type StatusState = (typeof statusStates)[number]

export interface CommitStatus {
  sha: string
  /** Branch or tag; of a merge request its source branch. */
  ref: string
  /** Such as `arkindex-ci/validate`. */
  name: string
  state: StatusState
  /** One line, at most 140 characters. */
  description: string
  targetUrl: string | null
}

export interface Deployment {
  id: string
  environment: string
  sha: string
}

export const deploymentStates = ['running', 'success', 'failed', 'canceled'] as const
export type DeploymentState = (typeof deploymentStates)[number]

export interface Approval {
  user: ForgeUser
  /** The commit that was approved, where the forge says it (GitHub); else null: of the head at that time. */
  sha: string | null
}

export interface ForgeTag {
  name: string
  sha: string
  isProtected: boolean
}

export interface ForgeBranch {
  name: string
  sha: string
  isProtected: boolean
}

export interface ForgePipeline {
  id: string
  sha: string
  ref: string
  isTag: boolean
  /** `success`, `failed`, `running` and the like, in the forge's word. */
  status: string
}

/** A webhook of a project or group, as far as the doctor looks at it. */
export interface Webhook {
  id: string
  url: string
  /** The bot's names of events that it sends. */
  events: WebhookEvent[]
  state: 'working' | 'disabled-for-a-time' | 'disabled'
  verifiesTls: boolean
}

export const webhookEvents = ['merge-request', 'note', 'push', 'tag', 'pipeline', 'release', 'deployment'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** Where hooks hang: on a project, or on a group for all of its projects. */
export type HookPlace = { project: string } | { group: string }

export interface TokenState {
  /** Scopes or permissions, in the forge's words. */
  scopes: string[]
  /** Epoch milliseconds; null where it does not end. */
  expiresAt: number | null
  user: ForgeUser
}

/** How much of the host's rate limit is left, as it said last. */
export interface ForgeBudget {
  limit: number
  remaining: number
  /** Epoch milliseconds. */
  resetAt: number | null
}

/**
 * A forge as the bot sees it: one interface over GitLab (`bot/forge/gitlab`) and GitHub (`bot/forge/github`), held together by one
 * contract suite. Every method may throw coded errors: `forge-refused` (401, 403, redirects), `forge-failed` (5xx), `forge-declined` (other
 * 4xx), `forge-not-found` (where something is written to what is not there), `forge-answer-invalid`, `forge-limited` (429, with the seconds to
 * wait) and those of the transport; none shows a token or an answer's body. What is not there is `undefined`, never
 * an error. Reads are repeated where that can help; what writes is sent once, and who calls looks first.
 */
export interface Forge {
  /** The name that the configuration gives it; by it the database speaks of it. */
  readonly name: string
  readonly kind: 'gitlab' | 'github'
  /** Origin of its pages, such as `https://gitlab.example.com`. */
  readonly url: string

  /** Whose token it is; asked once. */
  readSelf(): Promise<ForgeUser>
  /** What the token may and until when; undefined where the forge does not say. */
  readToken(): Promise<TokenState | undefined>
  readBudget(): ForgeBudget | undefined

  /** By id or path. */
  readProject(project: string): Promise<ForgeProject | undefined>
  /** All projects of a group (GitHub: of an owner), its subgroups included. */
  listProjects(group: string): AsyncIterable<ForgeProject>
  /** A user's right on a project, inherited ones included. Asked each time, never taken from a payload. */
  readAccessLevel(project: string, userId: string): Promise<AccessLevel>

  /** The commit that a branch, tag or commit name leads to. */
  readCommit(project: string, ref: string): Promise<{ sha: string } | undefined>
  /** Everything below the root at a commit, at most `most` entries. */
  readTree(project: string, sha: string, most: number): Promise<Tree>
  /** A file's bytes at a commit; of a link its target. Throws `forge-file-too-large` above `largest` bytes, before they are read. */
  readFile(project: string, sha: string, path: string, largest: number): Promise<Buffer | undefined>
  readTag(project: string, name: string): Promise<ForgeTag | undefined>
  readBranch(project: string, name: string): Promise<ForgeBranch | undefined>
  /** Whether a commit is in the history of another, or is that one; false where either is not there. */
  isInHistory(project: string, sha: string, ofSha: string): Promise<boolean>
  /** The newest tags, newest first. */
  listTags(project: string, most: number): Promise<ForgeTag[]>

  readMergeRequest(project: string, number: number): Promise<MergeRequest | undefined>
  /** Open ones, the last updated first; with `since`, in epoch milliseconds, those that were updated later, in any state. */
  listMergeRequests(project: string, options: { since?: number }): AsyncIterable<ListedMergeRequest>
  /** Who approved it and did not take it back. */
  listApprovals(project: string, number: number): Promise<Approval[]>

  /** Oldest first. */
  listNotes(project: string, number: number): AsyncIterable<Note>
  readNote(project: string, number: number, noteId: string): Promise<Note | undefined>
  createNote(project: string, number: number, body: string): Promise<Note>
  editNote(project: string, number: number, noteId: string, body: string): Promise<void>
  /** Puts an emoji, by its name such as `eyes`, on a note; one that is there already is left. */
  acknowledgeNote(project: string, number: number, noteId: string, emoji: string): Promise<void>

  /** The bot's own conversations on a merge request, with their paths and lines at the head where they still have one. */
  listDiscussions(project: string, number: number): AsyncIterable<Discussion>
  /** Opens one at lines of the head commit; undefined where the forge takes no comment there. */
  openDiscussion(request: MergeRequest, discussion: NewDiscussion): Promise<Discussion | undefined>
  /** Resolves or reopens it. On a forge that lets nobody resolve (GitHub's REST API) a reply says so in its place. */
  resolveDiscussion(project: string, number: number, discussion: Discussion, isResolved: boolean): Promise<void>

  /**
   * Sets a status where it differs from what is there. Reads first, names ref and pipeline, takes a transition that GitLab
   * refuses for done (requirements R6). Gives what it did.
   */
  setStatus(project: string, status: CommitStatus): Promise<'set' | 'unchanged' | 'refused'>

  /** Writes a comment on a commit, once for its marker (the body's first line): edits the one that is there. */
  keepCommitComment(project: string, sha: string, marker: string, body: string): Promise<void>
  /** Adds or replaces a part of a release's description, between its markers; false where the tag has no release. */
  keepReleaseSection(project: string, tag: string, marker: string, body: string): Promise<boolean>

  /** The newest pipeline of a tag or branch at a commit. */
  readPipeline(project: string, ref: string, sha: string): Promise<ForgePipeline | undefined>
  /** The digest of an image in the project's own registry, as a reference `host/path@sha256:…`; undefined where it is not there. */
  findImage(project: string, tag: string): Promise<string | undefined>

  /** Makes a running deployment of an environment, which is created where it is missing; one of the same commit that still runs is taken. */
  startDeployment(
    project: string,
    deployment: { environment: string; sha: string; ref: string; isTag: boolean; url: string | null },
  ): Promise<Deployment>
  /** Ends it; one that has ended is left. */
  endDeployment(project: string, deployment: Deployment, state: DeploymentState): Promise<void>

  listWebhooks(place: HookPlace): Promise<Webhook[]>
  createWebhook(place: HookPlace, hook: { url: string; events: readonly WebhookEvent[] }): Promise<Webhook>
  /** Gives a hook these events and the secret of the configuration again; enables it where it was disabled. */
  mendWebhook(place: HookPlace, hook: Webhook, events: readonly WebhookEvent[]): Promise<void>

  close(): Promise<void>
}
