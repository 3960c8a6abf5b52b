import type { Approval, Discussion, MergeRequest, NewDiscussion, Note } from '../forge.ts'
import type { GithubClient } from './github-client.ts'
import { readPart, readRecord, readSafeInteger, readString, readUser } from './read-answer.ts'

type Fields = Readonly<Record<string, unknown>>

function readPull(project: string, pull: Fields): MergeRequest {
  const head = readPart(pull, 'head')
  const base = readPart(pull, 'base')
  const source = readString(readPart(head, 'repo'), 'full_name') || null
  const isMerged = pull.merged === true || readString(pull, 'merged_at') !== ''
  return {
    project,
    number: readSafeInteger(pull, 'number'),
    title: readString(pull, 'title'),
    state: isMerged ? 'merged' : readString(pull, 'state') === 'open' ? 'open' : 'closed',
    isDraft: pull.draft === true,
    sourceBranch: readString(head, 'ref'),
    targetBranch: readString(base, 'ref'),
    sourceProject: source,
    isFork: source?.toLowerCase() !== project.toLowerCase(),
    headSha: readString(head, 'sha'),
    baseSha: readString(base, 'sha'),
    mergedSha: isMerged ? readString(pull, 'merge_commit_sha') || null : null,
    author: readUser(pull),
    webUrl: readString(pull, 'html_url'),
    updatedAt: Date.parse(readString(pull, 'updated_at')) || 0,
  }
}

export async function readMergeRequest(
  client: GithubClient,
  project: string,
  number: number,
): Promise<MergeRequest | undefined> {
  const what = 'read a pull request'
  const route = 'GET /repos/{owner}/{repo}/pulls/{number}'
  const answer = await client.ask(project, { route, parameters: { number }, what })
  return answer === undefined ? undefined : readPull(project, readRecord(answer, client.peer, what))
}

export async function* listMergeRequests(
  client: GithubClient,
  project: string,
  since: number | undefined,
): AsyncGenerator<MergeRequest> {
  const parameters = { state: since === undefined ? 'open' : 'all', sort: 'updated', direction: 'desc' }
  const call = { route: 'GET /repos/{owner}/{repo}/pulls', parameters, what: 'list the pull requests' }
  for await (const item of client.list(project, call)) {
    const request = readPull(project, item)
    if (since !== undefined && request.updatedAt <= since) return
    yield request
  }
}

/** The last word of each reviewer counts; a plain comment takes nothing back. */
export async function listApprovals(client: GithubClient, project: string, number: number): Promise<Approval[]> {
  const last = new Map<string, Approval>()
  const route = 'GET /repos/{owner}/{repo}/pulls/{number}/reviews'
  for await (const review of client.list(project, { route, parameters: { number }, what: 'list the reviews' })) {
    const user = readUser(review)
    const state = readString(review, 'state')
    if (state === 'APPROVED') last.set(user.id, { user, sha: readString(review, 'commit_id') || null })
    else if (state !== 'COMMENTED' && state !== 'PENDING') last.delete(user.id)
  }
  return [...last.values()]
}

function readNoteFields(fields: Fields): Note {
  return { id: readString(fields, 'id'), body: readString(fields, 'body'), author: readUser(fields), isSystem: false }
}

export async function* listNotes(client: GithubClient, project: string, number: number): AsyncGenerator<Note> {
  const route = 'GET /repos/{owner}/{repo}/issues/{number}/comments'
  for await (const item of client.list(project, { route, parameters: { number }, what: 'list the comments' }))
    yield readNoteFields(item)
}

export async function readNote(client: GithubClient, project: string, noteId: string): Promise<Note | undefined> {
  const what = 'read a comment'
  const route = 'GET /repos/{owner}/{repo}/issues/comments/{id}'
  const answer = await client.ask(project, { route, parameters: { id: noteId }, what })
  return answer === undefined ? undefined : readNoteFields(readRecord(answer, client.peer, what))
}

export async function createNote(client: GithubClient, project: string, number: number, body: string): Promise<Note> {
  const route = 'POST /repos/{owner}/{repo}/issues/{number}/comments'
  return readNoteFields(await client.write(project, { route, parameters: { number, body }, what: 'write a comment' }))
}

export async function editNote(client: GithubClient, project: string, noteId: string, body: string): Promise<void> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{id}'
  await client.write(project, { route, parameters: { id: noteId, body }, what: 'edit a comment' })
}

/** GitHub has eight emoji; those that GitLab's users know are given the one that says the same. */
const reactions: Readonly<Record<string, string>> = {
  eyes: 'eyes',
  rocket: 'rocket',
  heart: 'heart',
  tada: 'hooray',
  white_check_mark: '+1',
  thumbsup: '+1',
  x: '-1',
  thumbsdown: '-1',
  no_entry: 'confused',
}

export async function acknowledgeNote(
  client: GithubClient,
  project: string,
  noteId: string,
  emoji: string,
): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/comments/{id}/reactions'
  const parameters = { id: noteId, content: reactions[emoji] ?? 'eyes' }
  await client.ask(project, { route, parameters, what: 'put an emoji on a comment' })
}

/** Begins a reply that says how a conversation stands, since the REST API resolves none. */
const stateMark = /^<!-- arkindex-ci (resolved|reopened) -->/

function readDiscussion(fields: Fields): Discussion {
  return {
    id: readString(fields, 'id'),
    noteId: readString(fields, 'id'),
    body: readString(fields, 'body'),
    isResolved: false,
    path: readString(fields, 'path') || null,
    line: readSafeInteger(fields, 'line') || null,
  }
}

export async function* listDiscussions(
  client: GithubClient,
  project: string,
  number: number,
  selfId: string,
): AsyncGenerator<Discussion> {
  const begun = new Map<string, Discussion>()
  const route = 'GET /repos/{owner}/{repo}/pulls/{number}/comments'
  for await (const item of client.list(project, { route, parameters: { number }, what: 'list the review comments' })) {
    if (readUser(item).id !== selfId) continue
    const first = begun.get(readString(item, 'in_reply_to_id'))
    const state = stateMark.exec(readString(item, 'body'))?.[1]
    if (first && state !== undefined) first.isResolved = state === 'resolved'
    else if (readString(item, 'in_reply_to_id') === '') begun.set(readString(item, 'id'), readDiscussion(item))
  }
  yield* begun.values()
}

export async function openDiscussion(
  client: GithubClient,
  request: MergeRequest,
  { body, path, line, endLine }: NewDiscussion,
): Promise<Discussion | undefined> {
  const what = 'comment on a line'
  const route = 'POST /repos/{owner}/{repo}/pulls/{number}/comments'
  const several = endLine > line ? { start_line: line, start_side: 'RIGHT' } : {}
  const place = { path, line: Math.max(line, endLine), side: 'RIGHT', ...several }
  const parameters = { number: request.number, body, commit_id: request.headSha, ...place }
  const made = await client.askUnlessRefused(request.project, { route, parameters, what })
  return made === undefined ? undefined : readDiscussion(readRecord(made, client.peer, what))
}

export async function resolveDiscussion(
  client: GithubClient,
  project: string,
  number: number,
  discussion: Discussion,
  isResolved: boolean,
): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/pulls/{number}/comments/{id}/replies'
  const body = isResolved
    ? '<!-- arkindex-ci resolved -->\nThis is mended.'
    : '<!-- arkindex-ci reopened -->\nThis is there again.'
  await client.write(project, { route, parameters: { number, id: discussion.id, body }, what: 'answer a comment' })
}
