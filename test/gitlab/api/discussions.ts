import { readLevel } from '../actors.ts'
import { findLineCode, readDiff } from '../diff.ts'
import { addNote, readVersion } from '../merge-requests.ts'
import type { GitlabProject, MergeRequest, Note, Position } from '../model.ts'
import { resolveCommit } from '../repository.ts'
import type { World } from '../world.ts'
import {
  type ApiAnswer,
  type ApiCall,
  answer,
  forbidden,
  invalid,
  isObject,
  missing,
  type Route,
  readBoolean,
  readNumber,
  wrong,
} from './answer.ts'
import { withMergeRequest } from './merge-requests.ts'
import { describeNote, editNote, isResolvable, readNoteText, removeNote } from './notes.ts'
import { cutPage } from './pagination.ts'

const noLineCode = wrong('400 Bad request - Note {:line_code=>["can\'t be blank", "must be a valid line code"]}')

function describeDiscussion(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
  notes: readonly Note[],
): Record<string, unknown> {
  const [first] = notes
  return {
    id: first?.discussionId,
    individual_note: first?.type === null,
    notes: notes.map((note) => describeNote(world, project, request, note)),
  }
}

function listDiscussions(request: MergeRequest): Note[][] {
  const discussions = new Map<string, Note[]>()
  for (const note of request.notes) {
    const known = discussions.get(note.discussionId)
    if (known) known.push(note)
    else discussions.set(note.discussionId, [note])
  }
  return [...discussions.values()]
}

/** The position of a note on the diff, or the words by which Grape refuses it. */
function readPosition(value: unknown): Position | ApiAnswer {
  if (!isObject(value)) return invalid('position is invalid')
  const text = (name: string) => (value[name] === undefined || value[name] === null ? undefined : String(value[name]))
  const [base_sha, start_sha, head_sha, position_type] = ['base_sha', 'start_sha', 'head_sha', 'position_type'].map(
    text,
  )
  if (base_sha === undefined) return invalid('position[base_sha] is missing')
  if (start_sha === undefined) return invalid('position[start_sha] is missing')
  if (head_sha === undefined) return invalid('position[head_sha] is missing')
  if (position_type === undefined) return invalid('position[position_type] is missing')
  if (!['text', 'image', 'file'].includes(position_type))
    return invalid('position[position_type] does not have a valid value')
  const [old_path, new_path] = [text('old_path'), text('new_path')]
  return {
    ...{ base_sha, start_sha, head_sha, position_type },
    old_path: old_path ?? new_path ?? '',
    new_path: new_path ?? old_path ?? '',
    old_line: readNumber(value.old_line) ?? null,
    new_line: readNumber(value.new_line) ?? null,
    line_range: value.line_range ?? null,
  }
}

function createDiscussion(call: ApiCall, project: GitlabProject, request: MergeRequest): ApiAnswer {
  const { world, fields } = call
  const body = readNoteText(call)
  if (typeof body !== 'string') return body
  let onDiff: Partial<Note> = { type: 'DiscussionNote' }
  if (fields.position !== undefined && fields.position !== null) {
    const position = readPosition(fields.position)
    if ('status' in position) return position
    if (!readVersion(world, project, request)) return wrong('400 Bad request - Note {:position=>["is incomplete"]}')
    const areKnown = [position.base_sha, position.start_sha, position.head_sha].every(
      (sha) => /^[0-9a-f]{40}$/.test(sha) && resolveCommit(project, sha) !== undefined,
    )
    const lineCode = areKnown
      ? findLineCode(readDiff(project, position.base_sha, position.head_sha), position)
      : undefined
    if (lineCode === undefined) return noLineCode
    onDiff = { type: 'DiffNote', position, lineCode }
  }
  const user = call.actor.name
  const note = addNote(project, request, { body, author: user, ...onDiff })
  world.announce({ kind: 'note', project, user, mergeRequest: request, note, action: 'create' })
  return answer(describeDiscussion(world, project, request, [note]), 201)
}

function withDiscussion(
  project: GitlabProject,
  iid: string | undefined,
  id: string | undefined,
  then: (request: MergeRequest, notes: Note[]) => ApiAnswer,
): ApiAnswer {
  return withMergeRequest(project, iid, (request) => {
    const notes = request.notes.filter(({ discussionId }) => discussionId === id)
    return notes.length > 0 ? then(request, notes) : missing('Discussion')
  })
}

function resolve(notes: readonly Note[], isResolved: boolean, user: string, now: string): void {
  for (const note of notes) {
    if (!isResolvable(note)) continue
    if (isResolved && note.resolvedBy !== null) continue
    note.resolvedBy = isResolved ? user : null
    note.resolvedAt = isResolved ? now : null
  }
}

export const discussionRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/discussions$/,
    wantsUser: true,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) =>
        cutPage(listDiscussions(request), call, (notes) => describeDiscussion(call.world, project, request, notes)),
      ),
  },
  {
    method: 'POST',
    pattern: /^merge_requests\/(\d+)\/discussions$/,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => createDiscussion(call, project, request)),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/discussions\/([0-9a-f]+)$/,
    wantsUser: true,
    level: 20,
    handle: ({ world }, project, [iid, id]) =>
      withDiscussion(project, iid, id, (request, notes) => answer(describeDiscussion(world, project, request, notes))),
  },
  {
    method: 'PUT',
    pattern: /^merge_requests\/(\d+)\/discussions\/([0-9a-f]+)$/,
    handle: ({ world, actor, fields }, project, [iid, id]) =>
      withDiscussion(project, iid, id, (request, notes) => {
        const resolved = readBoolean(fields.resolved)
        if (resolved === undefined) return invalid('resolved is missing')
        const mayResolve =
          request.author === actor.name || (actor.kind === 'user' && readLevel(actor.account, project.path) >= 30)
        if (!notes.some(isResolvable) || !mayResolve) return forbidden
        resolve(notes, resolved, actor.name, project.now())
        return answer(describeDiscussion(world, project, request, notes))
      }),
  },
  {
    method: 'POST',
    pattern: /^merge_requests\/(\d+)\/discussions\/([0-9a-f]+)\/notes$/,
    handle: (call, project, [iid, id]) =>
      withDiscussion(project, iid, id, (request, notes) => {
        const body = readNoteText(call)
        if (typeof body !== 'string') return body
        const [first] = notes
        if (!first || first.system) return wrong('400 Bad request - Discussion can not be replied to.')
        if (first.type === null) first.type = 'DiscussionNote'
        const of = { type: first.type, discussionId: first.discussionId }
        const place = first.position ? { position: first.position } : {}
        // An answer to a resolved discussion leaves it resolved.
        const { resolvedBy, resolvedAt } = first
        const user = call.actor.name
        const note = addNote(project, request, { body, author: user, ...of, ...place, resolvedBy, resolvedAt })
        call.world.announce({ kind: 'note', project, user, mergeRequest: request, note, action: 'create' })
        return answer(describeNote(call.world, project, request, note), 201)
      }),
  },
  {
    method: 'PUT',
    pattern: /^merge_requests\/(\d+)\/discussions\/([0-9a-f]+)\/notes\/(\d+)$/,
    handle: (call, project, [iid, id, noteId]) =>
      withDiscussion(project, iid, id, (request, notes) => {
        const note = notes.find((one) => String(one.id) === noteId)
        if (!note) return missing('Note')
        const resolved = readBoolean(call.fields.resolved)
        if ((resolved === undefined) === (call.fields.body === undefined))
          return invalid('body, resolved are missing, exactly one parameter must be provided')
        if (resolved === undefined) return editNote(call, project, request, note)
        if (!isResolvable(note)) return wrong('400 Bad request - Note is not resolvable')
        resolve([note], resolved, call.actor.name, project.now())
        return answer(describeNote(call.world, project, request, note))
      }),
  },
  {
    method: 'DELETE',
    pattern: /^merge_requests\/(\d+)\/discussions\/([0-9a-f]+)\/notes\/(\d+)$/,
    handle: (call, project, [iid, id, noteId]) =>
      withDiscussion(project, iid, id, (request, notes) => {
        const note = notes.find((one) => String(one.id) === noteId)
        return note ? removeNote(call, request, note) : missing('Note')
      }),
  },
]
