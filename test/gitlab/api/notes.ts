import { addNote } from '../merge-requests.ts'
import type { GitlabProject, MergeRequest, Note } from '../model.ts'
import type { World } from '../world.ts'
import {
  type ApiAnswer,
  type ApiCall,
  answer,
  forbidden,
  invalid,
  missing,
  noContent,
  notFound,
  type Route,
  wrong,
} from './answer.ts'
import { describePerson } from './describe-person.ts'
import { withMergeRequest } from './merge-requests.ts'
import { cutPage } from './pagination.ts'

const longestNote = 1_000_000

export function isResolvable({ type, system }: Note): boolean {
  return type !== null && !system
}

export function describeNote(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
  note: Note,
): Record<string, unknown> {
  const resolved = {
    resolved: note.resolvedBy !== null,
    resolved_by: note.resolvedBy === null ? null : describePerson(world, note.resolvedBy),
    resolved_at: note.resolvedAt,
  }
  return {
    id: note.id,
    type: note.type,
    body: note.body,
    attachment: null,
    author: describePerson(world, note.author),
    created_at: note.created_at,
    updated_at: note.updated_at,
    system: note.system,
    noteable_id: request.id,
    noteable_type: 'MergeRequest',
    project_id: project.id,
    ...(note.position ? { commit_id: null, position: note.position } : {}),
    resolvable: isResolvable(note),
    ...(isResolvable(note) ? resolved : {}),
    confidential: false,
    internal: false,
    imported: false,
    noteable_iid: request.iid,
    commands_changes: {},
  }
}

/** The text of a note, or why it is none. */
export function readNoteText({ fields }: ApiCall): string | ApiAnswer {
  const { body } = fields
  if (body === undefined || body === null) return invalid('body is missing')
  if (typeof body !== 'string') return invalid('body is invalid')
  if (body.trim() === '') return wrong('400 Bad request - Note {:note=>["can\'t be blank"]}')
  if (body.length > longestNote)
    return wrong(`400 Bad request - Note {:note=>["is too long (maximum is ${longestNote} characters)"]}`)
  return body
}

export function withNote(
  project: GitlabProject,
  iid: string | undefined,
  id: string | undefined,
  then: (request: MergeRequest, note: Note) => ApiAnswer,
): ApiAnswer {
  return withMergeRequest(project, iid, (request) => {
    const note = request.notes.find((one) => String(one.id) === id)
    return note ? then(request, note) : notFound
  })
}

export function editNote(call: ApiCall, project: GitlabProject, request: MergeRequest, note: Note): ApiAnswer {
  if (note.author !== call.actor.name || note.system) return forbidden
  const body = readNoteText(call)
  if (typeof body !== 'string') return body
  note.body = body
  note.updated_at = project.now()
  request.updated_at = note.updated_at
  call.world.announce({ kind: 'note', project, user: call.actor.name, mergeRequest: request, note, action: 'update' })
  return answer(describeNote(call.world, project, request, note))
}

export function removeNote(call: ApiCall, request: MergeRequest, note: Note): ApiAnswer {
  if (note.author !== call.actor.name || note.system) return forbidden
  request.notes.splice(request.notes.indexOf(note), 1)
  return noContent
}

export const noteRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/notes$/,
    takesJobToken: true,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const { query } = call
        const key = query.get('order_by') === 'updated_at' ? 'updated_at' : 'created_at'
        const filter = query.get('activity_filter')
        const shown = request.notes.filter(({ system }) =>
          filter === 'only_comments' ? !system : filter === 'only_activity' ? system : true,
        )
        const sorted = shown.toSorted((one, other) =>
          one[key] === other[key] ? one.id - other.id : one[key] < other[key] ? -1 : 1,
        )
        if (query.get('sort') !== 'asc') sorted.reverse()
        return cutPage(sorted, call, (note) => describeNote(call.world, project, request, note))
      }),
  },
  {
    method: 'POST',
    pattern: /^merge_requests\/(\d+)\/notes$/,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const body = readNoteText(call)
        if (typeof body !== 'string') return body
        const user = call.actor.name
        const note = addNote(project, request, { body, author: user })
        call.world.announce({ kind: 'note', project, user, mergeRequest: request, note, action: 'create' })
        return answer(describeNote(call.world, project, request, note), 201)
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)$/,
    takesJobToken: true,
    level: 20,
    handle: ({ world }, project, [iid, id]) =>
      withNote(project, iid, id, (request, note) => answer(describeNote(world, project, request, note))),
  },
  {
    method: 'PUT',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)$/,
    handle: (call, project, [iid, id]) =>
      withNote(project, iid, id, (request, note) => editNote(call, project, request, note)),
  },
  {
    method: 'DELETE',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)$/,
    handle: (call, project, [iid, id]) =>
      withNote(project, iid, id, (request, note) => removeNote(call, request, note)),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)\/award_emoji$/,
    level: 20,
    handle: (call, project, [iid, id]) =>
      withNote(project, iid, id, (_request, note) =>
        cutPage(
          note.awards.map((award) => describeAward(call.world, note, award)),
          call,
        ),
      ),
  },
  {
    method: 'POST',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)\/award_emoji$/,
    handle: ({ world, actor, fields }, project, [iid, id]) =>
      withNote(project, iid, id, (_request, note) => {
        const { name } = fields
        if (typeof name !== 'string') return invalid('name is missing')
        if (!/^[\w+-]+$/.test(name)) return missing('Award Emoji Name is not a valid emoji name')
        const has = note.awards.some((one) => one.name === name && one.user === actor.name)
        if (has) return missing('Award Emoji Name has already been taken')
        const award = { id: project.nextId(), name, user: actor.name, created_at: project.now() }
        note.awards.push(award)
        return answer(describeAward(world, note, award), 201)
      }),
  },
  {
    method: 'DELETE',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)\/award_emoji\/(\d+)$/,
    handle: ({ actor }, project, [iid, id, awardId]) =>
      withNote(project, iid, id, (_request, note) => {
        const award = note.awards.find((one) => String(one.id) === awardId)
        if (!award) return notFound
        if (award.user !== actor.name) return { status: 401, body: { message: '401 Unauthorized' } }
        note.awards.splice(note.awards.indexOf(award), 1)
        return noContent
      }),
  },
]

function describeAward(world: World, note: Note, { id, name, user, created_at }: Note['awards'][number]): unknown {
  return {
    ...{ id, name, user: describePerson(world, user), created_at, updated_at: created_at },
    ...{ awardable_id: note.id, awardable_type: 'Note', url: null },
  }
}
