import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import { tidyText } from '../../core/arkindex/refusal.ts'
import type { EventReading } from './forge-event.ts'

type Payload = Readonly<Record<string, unknown>>

/** Of a note only so much is kept: a command is shorter. */
const longestLine = 500

function read(payload: Payload, name: string): unknown {
  return Object.hasOwn(payload, name) ? payload[name] : undefined
}

function readPart(payload: Payload, name: string): Payload {
  const part = read(payload, name)
  return isJsonObject(part) ? part : {}
}

function readText(payload: Payload, name: string): string {
  const value = read(payload, name)
  return typeof value === 'string' ? value : ''
}

/** A number of GitLab's database, which some versions send as text. */
function readId(payload: Payload, name: string): string | undefined {
  const value = read(payload, name)
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) ? text : undefined
}

function readNumber(payload: Payload, name: string): number | undefined {
  const text = readId(payload, name)
  return text === undefined ? undefined : Number(text)
}

/** A commit; undefined where there is none, as after a branch or tag is removed. */
function readSha(payload: Payload, name: string): string | undefined {
  const text = readText(payload, name)
  return /^[0-9a-f]{40,64}$/.test(text) && !/^0+$/.test(text) ? text : undefined
}

/** Titles that make a draft of a merge request, or made one before 14.0. */
function isDraftTitle(title: unknown): boolean {
  return typeof title === 'string' && /^\s*(?:\[(?:draft|wip)\]|\(draft\)|(?:draft|wip):|draft\s+-\s)/i.test(title)
}

/** Whether an update without new commits makes it another thing to look at: it goes elsewhere, or is no draft any more. */
function isOtherRequest(changes: Payload): boolean {
  const target = readPart(changes, 'target_branch')
  if (readText(target, 'current') !== '' && readText(target, 'current') !== readText(target, 'previous')) return true
  const wasMadeReady = ['draft', 'work_in_progress'].some((name) => {
    const draft = readPart(changes, name)
    return read(draft, 'previous') === true && read(draft, 'current') === false
  })
  const title = readPart(changes, 'title')
  return wasMadeReady || (isDraftTitle(read(title, 'previous')) && !isDraftTitle(read(title, 'current')))
}

/** Enterprise editions send `approval` until enough have approved, `approved` with the last. */
const plainChanges: Readonly<Record<string, 'changed' | 'ended' | 'approved' | 'unapproved'>> = {
  open: 'changed',
  reopen: 'changed',
  close: 'ended',
  merge: 'ended',
  approved: 'approved',
  approval: 'approved',
  unapproved: 'unapproved',
  unapproval: 'unapproved',
}

function readMergeRequest(payload: Payload, project: string): EventReading {
  const attributes = readPart(payload, 'object_attributes')
  const number = readNumber(attributes, 'iid')
  if (number === undefined) return { ignored: 'it names no merge request' }
  const action = readText(attributes, 'action')
  // One push makes two hooks, and many an update none: `oldrev` stands in that of new commits alone.
  const isUpdate =
    action === 'update' && (readText(attributes, 'oldrev') !== '' || isOtherRequest(readPart(payload, 'changes')))
  const change = isUpdate ? 'changed' : Object.hasOwn(plainChanges, action) ? plainChanges[action] : undefined
  if (change === undefined) {
    return {
      ignored:
        action === 'update' ? 'an update without new commits' : `a merge request's action "${tidyText(action, 50)}"`,
    }
  }
  const headSha = readSha(readPart(attributes, 'last_commit'), 'id') ?? ''
  const userId = readId(readPart(payload, 'user'), 'id') ?? null
  return { event: { kind: 'merge-request', project, number, change, headSha, userId } }
}

function readNote(payload: Payload, project: string): EventReading {
  const attributes = readPart(payload, 'object_attributes')
  if (readText(attributes, 'noteable_type') !== 'MergeRequest') return { ignored: 'it is no note on a merge request' }
  if (read(attributes, 'system') === true) return { ignored: 'GitLab itself wrote the note' }
  // Older versions tell of new notes only, and name no action.
  const action = readText(attributes, 'action')
  if (action !== '' && action !== 'create') return { ignored: 'only new notes are of interest' }
  const number = readNumber(readPart(payload, 'merge_request'), 'iid')
  const noteId = readId(attributes, 'id')
  const authorId = readId(attributes, 'author_id') ?? readId(readPart(payload, 'user'), 'id')
  if (number === undefined || noteId === undefined || authorId === undefined) {
    return { ignored: 'it names no merge request, note or author' }
  }
  const text = readText(attributes, 'note') || readText(attributes, 'description')
  const firstLine = (text.slice(0, longestLine).split(/[\r\n]/, 1)[0] ?? '').trimEnd()
  return { event: { kind: 'note', project, number, noteId, authorId, firstLine } }
}

function readTagPush(payload: Payload, project: string): EventReading {
  const tag = /^refs\/tags\/(.+)$/s.exec(readText(payload, 'ref'))?.[1]
  if (tag === undefined) return { ignored: 'it names no tag' }
  if (/^0+$/.test(readText(payload, 'after'))) return { ignored: 'a tag that is removed' }
  // `after` is the tag's own object where it is annotated.
  const sha = readSha(payload, 'checkout_sha') ?? readSha(payload, 'after')
  return sha === undefined ? { ignored: 'it names no commit' } : { event: { kind: 'tag', project, tag, sha } }
}

function readPipeline(payload: Payload, project: string): EventReading {
  const attributes = readPart(payload, 'object_attributes')
  const [ref, status, source] = ['ref', 'status', 'source'].map((name) => readText(attributes, name))
  const sha = readSha(attributes, 'sha')
  if (!ref || !status || sha === undefined) return { ignored: 'it names no branch, tag, commit or status' }
  // A child may succeed while its parent runs or fails.
  if (source === 'parent_pipeline') return { ignored: 'a part of another pipeline' }
  // GitLab makes such a one for commit statuses, those of the bot among them.
  if (source === 'external') return { ignored: 'a pipeline of commit statuses alone' }
  return { event: { kind: 'pipeline', project, ref, isTag: read(attributes, 'tag') === true, sha, status } }
}

function readRelease(payload: Payload, project: string): EventReading {
  const tag = readText(payload, 'tag')
  const action = readText(payload, 'action') || 'create'
  if (tag === '') return { ignored: 'it names no tag' }
  if (!['create', 'update'].includes(action)) return { ignored: 'a release that is removed' }
  return { event: { kind: 'release', project, tag } }
}

function readDeployment(payload: Payload, project: string): EventReading {
  const [environment, status, ref] = ['environment', 'status', 'ref'].map((name) => readText(payload, name))
  // The whole name of the commit stands in its address alone.
  const address = /\/commit\/([0-9a-f]{40,64})$/.exec(readText(payload, 'commit_url'))?.[1]
  const sha = readSha(payload, 'sha') ?? address ?? readText(payload, 'short_sha')
  if (!environment || !status || sha === '') return { ignored: 'it names no environment, commit or status' }
  return { event: { kind: 'deployment', project, environment, sha, ref: ref ?? '', status } }
}

const readers: Readonly<Record<string, (payload: Payload, project: string) => EventReading>> = {
  merge_request: readMergeRequest,
  note: readNote,
  tag_push: readTagPush,
  pipeline: readPipeline,
  release: readRelease,
  deployment: readDeployment,
}

/** `Merge Request Hook` is `merge_request` in the payload. */
function readKind(event: string, payload: Payload): string {
  const kind = readText(payload, 'object_kind') || readText(payload, 'event_name')
  return (
    kind ||
    event
      .replace(/ hook$/i, '')
      .replaceAll(' ', '_')
      .toLowerCase()
  )
}

/** Reads a webhook of GitLab; `event` is its `X-Gitlab-Event`, for payloads that do not say themselves what they are. */
export function readGitlabEvent(event: string, payload: unknown): EventReading {
  if (!isJsonObject(payload)) return { ignored: 'its payload is no object' }
  const kind = readKind(event, payload)
  if (kind === 'push') return { ignored: 'pushes are told by their merge requests and tags' }
  const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined
  if (!reader) return { ignored: `the event "${tidyText(kind, 100)}" is of no interest` }
  const project =
    readId(readPart(payload, 'project'), 'id') ??
    readId(payload, 'project_id') ??
    readId(readPart(payload, 'object_attributes'), 'target_project_id')
  return project === undefined ? { ignored: 'it names no project' } : reader(payload, project)
}
