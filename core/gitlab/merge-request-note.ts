import { isJsonObject } from '../arkindex/openapi-document.ts'
import { CodedError } from '../errors/coded-error.ts'
import { type GitlabApi, parseJson } from './gitlab-api.ts'

export interface NotePlace {
  /** Id or path of the project. */
  project: string
  /** Number of the merge request. */
  iid: string
}

export interface NoteText {
  /** Which note it is, among those that the same user keeps on a merge request: words and hyphens. */
  name: string
  /** Changes where the text does. */
  digest: string
  /** Markdown. */
  body: string
}

async function readUser(api: GitlabApi): Promise<string> {
  const what = 'read whose token it is'
  const { status, text } = await api.ask({ path: 'user', what })
  const user = parseJson(text)
  if (isJsonObject(user) && typeof user.username === 'string') return user.username
  throw new CodedError('gitlab-failed', { peer: api.peer, status, what })
}

/** The comment that a note begins with; the browser does not show it. */
export function writeNoteMarker({ name, digest }: Pick<NoteText, 'name' | 'digest'>): string {
  return `<!-- arkindex-ci ${name} ${digest} -->`
}

/** Whether a note's text begins with the marker of this name, whatever its digest. */
export function isNoteNamed(body: string, name: string): boolean {
  return body.startsWith(`<!-- arkindex-ci ${name} `)
}

/**
 * Keeps one note on a merge request: makes it, edits it where its digest is another, and leaves it alone else. Notes of others
 * are never taken for it, whatever stands in them. Throws coded errors.
 */
export async function keepNote(
  api: GitlabApi,
  { project, iid }: NotePlace,
  note: NoteText,
): Promise<'created' | 'updated' | 'unchanged'> {
  const folder = `projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(iid)}/notes`
  const author = await readUser(api)
  const body = `${writeNoteMarker(note)}\n${note.body}`
  for await (const item of api.list({ path: `${folder}?sort=asc&order_by=created_at`, what: 'read the notes' })) {
    if (!isJsonObject(item) || typeof item.body !== 'string' || !isNoteNamed(item.body, note.name)) continue
    if (!isJsonObject(item.author) || item.author.username !== author) continue
    if (item.body.startsWith(writeNoteMarker(note))) return 'unchanged'
    const path = `${folder}/${encodeURIComponent(String(item.id))}`
    await send(api, 'PUT', path, body)
    return 'updated'
  }
  await send(api, 'POST', folder, body)
  return 'created'
}

async function send(api: GitlabApi, method: 'POST' | 'PUT', path: string, body: string): Promise<void> {
  const what = 'write a note on the merge request'
  const { status } = await api.ask({ method, path, body: { body }, what })
  if (status === 404) throw new CodedError('gitlab-failed', { peer: api.peer, status, what })
}
