import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Gitlab as Gitbeaker, type GitbeakerRequestError } from '@gitbeaker/rest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MergeRequest } from './model.ts'
import { type Gitlab, startGitlab } from './start-gitlab.ts'

const bot = { username: 'arkindex_bot', token: 'glpat-bot-1234567', bot: true, access: { acme: 30 as const } }
const maintainer = { username: 'ada', token: 'glpat-ada-1234567' }
const reader = { username: 'rita', token: 'glpat-rita-123456', access: { acme: 20 as const }, scopes: ['read_api'] }
const stranger = { username: 'mallory', token: 'glpat-mallory-123', access: {} }

let folder = ''
let gitlab: Gitlab
let first = ''
let request: MergeRequest
const project = 'acme/letters'

const lines = (...numbers: number[]) => `${numbers.map((number) => `line ${number}`).join('\n')}\n`
const client = (token: string) => new Gitbeaker({ host: gitlab.url, token })
const asBot = () => client(bot.token)

/** What a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<[number | undefined, string]> {
  const error = await call.then(
    () => undefined,
    (thrown: GitbeakerRequestError) => thrown,
  )
  return [error?.cause?.response.status, String(error?.cause?.description)]
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gitbeaker-'))
  gitlab = await startGitlab({
    folder,
    users: [maintainer, bot, reader, stranger],
    projects: [{ path: project, protectedTags: ['v*'] }, { path: 'acme/deep/other' }],
  })
  first = gitlab.commitFiles(project, 'main', {
    'a.yml': lines(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    'old.yml': 'gone: true\n',
    'folder/b.yml': 'b: 1\n',
  })
  gitlab.commitFiles(project, 'topic', {
    'a.yml': lines(1, 2, 3, 4, 5, 66, 7, 8, 9, 10, 11, 12),
    'old.yml': null,
    'new file.yml': 'new: 1\nmore: 2\n',
  })
  request = gitlab.openMergeRequest(project, { sourceBranch: 'topic', title: 'Change six' })
})
afterAll(async () => {
  await gitlab.close()
  rmSync(folder, { recursive: true })
})

describe('users', () => {
  test('know who they are, how long their token lasts, and at what level somebody is a member', async () => {
    const api = asBot()
    const me = await api.Users.showCurrentUser()
    expect(me).toMatchObject({ username: 'arkindex_bot', bot: true, id: gitlab.user('arkindex_bot').id })
    expect(await api.PersonalAccessTokens.show()).toMatchObject({ scopes: ['api'], active: true, user_id: me.id })
    const level = async (username: string) =>
      (await api.ProjectMembers.show(project, gitlab.user(username).id, { includeInherited: true })).access_level
    expect(await level('arkindex_bot'), 'inherited from the group').toBe(30)
    expect(await refusal(level('mallory'))).toEqual([404, '404 Not found'])
    gitlab.setAccess('mallory', project, 10)
    expect(await level('mallory')).toBe(10)
    gitlab.setAccess('mallory', project, 0)
  })
  test('with a token for reading do not write, and see nothing with one that has ended', async () => {
    expect(await client(reader.token).Projects.show(project)).toMatchObject({ path_with_namespace: project })
    expect(await refusal(client(reader.token).MergeRequestNotes.create(project, 1, 'x'))).toEqual([
      403,
      'insufficient_scope',
    ])
    const [token] = gitlab.user('rita').tokens
    token!.expiresAt = '2020-01-01'
    expect(await refusal(client(reader.token).Projects.show(project))).toEqual([401, 'invalid_token'])
    token!.expiresAt = null
    expect(await refusal(client(stranger.token).Projects.show(project))).toEqual([404, '404 Project Not Found'])
  })
})

describe('the repository', () => {
  test('gives trees, files with their ids, raw bytes, comparisons and what is protected', async () => {
    const api = asBot()
    const tree = await api.Repositories.allRepositoryTrees(project, { ref: first, recursive: true })
    expect(tree.map((entry) => [entry.type, entry.path])).toEqual([
      ['blob', 'a.yml'],
      ['tree', 'folder'],
      ['blob', 'folder/b.yml'],
      ['blob', 'old.yml'],
    ])
    const inFolder = await api.Repositories.allRepositoryTrees(project, { ref: 'main', path: 'folder' })
    expect(inFolder).toMatchObject([{ name: 'b.yml', path: 'folder/b.yml', mode: '100644' }])
    const file = await api.RepositoryFiles.show(project, 'folder/b.yml', 'main')
    expect(Buffer.from(file.content, 'base64').toString()).toBe('b: 1\n')
    expect(file).toMatchObject({ size: 5, blob_id: inFolder[0]?.id, commit_id: first, file_name: 'b.yml' })
    expect(await api.RepositoryFiles.showRaw(project, 'new file.yml', 'topic')).toBe('new: 1\nmore: 2\n')
    expect(await refusal(api.RepositoryFiles.show(project, 'no.yml', 'main'))).toEqual([404, '404 File Not Found'])
    expect(await refusal(api.RepositoryFiles.show(project, 'a.yml', 'gone'))).toEqual([404, '404 Commit Not Found'])
    const compared = await api.Repositories.compare(project, 'main', 'topic')
    expect([compared.commits?.length, compared.diffs?.length]).toEqual([1, 3])
    gitlab.pushTag(project, 'v1.0.0', first)
    gitlab.pushTag(project, 'nightly', first)
    const tags = await api.Tags.all(project)
    expect(tags.map((tag) => [tag.name, tag.protected])).toEqual([
      ['nightly', false],
      ['v1.0.0', true],
    ])
  })
  test('tells by HEAD how large a file is', async () => {
    const place = `${gitlab.apiUrl}/projects/acme%2Fletters/repository/files/a.yml?ref=main`
    const answer = await fetch(place, { method: 'HEAD', headers: { 'private-token': bot.token } })
    expect(answer.headers.get('x-gitlab-size')).toBe(String(lines(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).length))
    expect(answer.headers.get('x-gitlab-commit-id')).toBe(first)
  })
})

describe('merge requests', () => {
  test('tell their head, what they differ by, and each of their versions', async () => {
    const api = asBot()
    const shown = await api.MergeRequests.show(project, 1)
    expect(shown).toMatchObject({
      iid: 1,
      state: 'opened',
      draft: false,
      source_branch: 'topic',
      target_branch: 'main',
      source_project_id: gitlab.project(project).id,
      changes_count: '3',
      diff_refs: { base_sha: first, start_sha: first, head_sha: shown.sha },
      author: { username: 'ada' },
      merge_status: 'can_be_merged',
    })
    const diffs = await api.MergeRequests.allDiffs(project, 1, { perPage: 2 })
    expect(diffs.map((file) => [file.new_path, file.new_file, file.deleted_file])).toEqual([
      ['a.yml', false, false],
      ['new file.yml', true, false],
      ['old.yml', false, true],
    ])
    expect(diffs[0]?.diff).toMatch(/^@@ -3,7 \+3,7 @@ .*\n line 3\n line 4\n line 5\n-line 6\n\+line 66\n line 7\n/)
    expect((await api.MergeRequests.showChanges(project, 1)).changes).toHaveLength(3)
    expect(await api.MergeRequests.allDiffVersions(project, 1)).toHaveLength(1)
  })
  test('are listed by state and by when they changed', async () => {
    const api = asBot()
    gitlab.openMergeRequest(project, { sourceBranch: 'topic', targetBranch: 'other', title: 'Draft: later' })
    gitlab.actOnMergeRequest(project, 2, 'close')
    const iids = async (options: object) =>
      (await api.MergeRequests.all({ projectId: project, ...options })).map(({ iid }) => iid)
    expect(await iids({})).toEqual([2, 1])
    expect(await iids({ state: 'opened' })).toEqual([1])
    expect(await iids({ updatedAfter: '2100-01-01T00:00:00Z' })).toEqual([])
    expect(await iids({ orderBy: 'updated_at', sort: 'asc' })).toEqual([1, 2])
    expect(await api.MergeRequests.show(project, 2)).toMatchObject({ draft: true, work_in_progress: true, sha: null })
  })
  test('of a fork name its project until that is deleted, and keep their commits', async () => {
    gitlab.fork(project, { path: 'mallory/letters' })
    const head = gitlab.commitFiles('mallory/letters', 'fix', { 'a.yml': 'short\n' })
    const of = { sourceBranch: 'fix', sourceProject: 'mallory/letters', author: 'mallory' }
    const { iid } = gitlab.openMergeRequest(project, of)
    const fork = gitlab.project('mallory/letters')
    expect(await asBot().MergeRequests.show(project, iid)).toMatchObject({ source_project_id: fork.id, sha: head })
    expect(await refusal(asBot().Projects.show(fork.id)), 'the bot does not see it').toEqual([
      404,
      '404 Project Not Found',
    ])
    gitlab.deleteProject('mallory/letters')
    expect(await asBot().MergeRequests.show(project, iid)).toMatchObject({ source_project_id: null, sha: head })
    expect(await asBot().RepositoryFiles.showRaw(project, 'a.yml', head)).toBe('short\n')
  })
  test('are approved once by each, for the commit that was seen', async () => {
    const api = asBot()
    const wrong = await refusal(api.MergeRequestApprovals.approve(project, 1, { sha: first }))
    expect([wrong[0], wrong[1]]).toEqual([409, expect.stringContaining('SHA does not match HEAD')])
    await api.MergeRequestApprovals.approve(project, 1)
    expect((await refusal(api.MergeRequestApprovals.approve(project, 1)))[0]).toBe(401)
    const { approved_by } = await api.MergeRequestApprovals.showConfiguration(project, { mergerequestIId: 1 })
    expect(approved_by?.map(({ user }) => user.username)).toEqual(['arkindex_bot'])
    await api.MergeRequestApprovals.unapprove(project, 1)
    expect(request.approvals).toEqual([])
  })
})

describe('notes', () => {
  test('are written, edited by their author alone, answered by an emoji once, and removed', async () => {
    const api = asBot()
    const note = await api.MergeRequestNotes.create(project, 1, 'A plan')
    expect(note).toMatchObject({ body: 'A plan', system: false, noteable_iid: 1, author: { username: 'arkindex_bot' } })
    expect(await api.MergeRequestNotes.edit(project, 1, note.id, { body: 'Another' })).toMatchObject({
      body: 'Another',
    })
    const theirs = gitlab.writeNote(project, 1, '/arkindex help', 'ada')
    expect(await refusal(api.MergeRequestNotes.edit(project, 1, theirs.id, { body: 'x' }))).toEqual([
      403,
      '403 Forbidden',
    ])
    await api.MergeRequestNoteAwardEmojis.award(project, 1, theirs.id, 'eyes')
    expect(await refusal(api.MergeRequestNoteAwardEmojis.award(project, 1, theirs.id, 'eyes'))).toEqual([
      404,
      '404 Award Emoji Name has already been taken Not Found',
    ])
    expect(await refusal(api.MergeRequestNotes.create(project, 1, ' '))).toEqual([
      400,
      '400 Bad request - Note {:note=>["can\'t be blank"]}',
    ])
    await api.MergeRequestNotes.remove(project, 1, note.id)
    const bodies = (await api.MergeRequestNotes.all(project, 1, { sort: 'asc' })).map(({ body, system }) => [
      body,
      system,
    ])
    expect(bodies, 'what GitLab says itself is among them').toEqual([
      ['approved this merge request', true],
      ['unapproved this merge request', true],
      ['/arkindex help', false],
    ])
  })
  test('are twenty a page, and all are reached', async () => {
    for (let at = 0; at < 45; at++) gitlab.writeNote(project, 2, `note ${at}`)
    const notes = await asBot().MergeRequestNotes.all(project, 2)
    expect(notes.filter(({ system }) => !system)).toHaveLength(45)
    const one = await asBot().MergeRequestNotes.all(project, 2, { page: 2, perPage: 20, showExpanded: true })
    expect(one.paginationInfo).toMatchObject({ current: 2, next: 3, previous: 1, totalPages: 3, total: 46 })
  })
})

describe('discussions at a line (dependencies.md 4, anchor 3)', () => {
  const noLineCode = '400 Bad request - Note {:line_code=>["can\'t be blank", "must be a valid line code"]}'
  const position = (place: { path?: string; oldPath?: string; oldLine?: number; newLine?: number }) => {
    const [version] = request.versions
    const { path: newPath = 'a.yml', oldPath = newPath, oldLine, newLine } = place
    const lines = {
      ...(oldLine === undefined ? {} : { oldLine: String(oldLine) }),
      ...(newLine === undefined ? {} : { newLine: String(newLine) }),
    }
    const refs = { baseSha: version!.base, startSha: version!.start, headSha: version!.head }
    return { ...refs, positionType: 'text' as const, newPath, oldPath, ...lines }
  }
  const discuss = (place: Parameters<typeof position>[0]) =>
    asBot().MergeRequestDiscussions.create(project, 1, 'Wrong here', { position: position(place) })

  test('stand on new, removed and unchanged lines of the diff', async () => {
    const made = await discuss({ newLine: 6 })
    expect(made).toMatchObject({
      individual_note: false,
      notes: [{ type: 'DiffNote', resolvable: true, resolved: false, position: { new_line: 6, old_line: null } }],
    })
    await discuss({ oldLine: 6 })
    await discuss({ oldLine: 7, newLine: 7 })
    await discuss({ path: 'new file.yml', newLine: 2 })
    await discuss({ path: 'old.yml', oldLine: 1 })
  })
  test.each([
    ['an unchanged line with one number', { newLine: 7 }],
    ['a new file with an old line', { path: 'new file.yml', oldLine: 1, newLine: 1 }],
    ['a line that the diff does not show', { oldLine: 12, newLine: 12 }],
    ['a file that is not in the diff', { path: 'folder/b.yml', newLine: 1 }],
    ['an old path that is not that of the file', { oldPath: 'other.yml', newLine: 6 }],
  ])('do not stand on %s', async (_name, place) => {
    expect(await refusal(discuss(place))).toEqual([400, noLineCode])
  })
  test('keep where several lines begin', async () => {
    const lineRange = { start: { newLine: 5, oldLine: 5 }, end: { newLine: 6, type: 'new' } }
    const options: object = { position: { ...position({ newLine: 6 }), lineRange } }
    const { notes } = await asBot().MergeRequestDiscussions.create(project, 1, 'Both', options)
    expect(notes).toMatchObject([{ position: { line_range: { start: { new_line: '5' }, end: { type: 'new' } } } }])
  })
  test('do not stand on commits that are not there', async () => {
    const made = asBot().MergeRequestDiscussions.create(project, 1, 'x', {
      position: { ...position({ newLine: 6 }), headSha: 'f'.repeat(40) },
    })
    expect(await refusal(made)).toEqual([400, noLineCode])
  })
  test('are answered, edited, resolved and opened again', async () => {
    const api = asBot()
    const { id, notes } = await discuss({ newLine: 6 })
    const answer = await api.MergeRequestDiscussions.addNote(project, 1, id, 'Still')
    expect(answer).toMatchObject({ type: 'DiffNote' })
    const edited = await api.MergeRequestDiscussions.editNote(project, 1, id, notes![0]!.id, { body: 'Wrong still' })
    expect(edited).toMatchObject({ body: 'Wrong still' })
    const resolved = await api.MergeRequestDiscussions.resolve(project, 1, id, true)
    const byBot = { resolved: true, resolved_by: { username: 'arkindex_bot' } }
    expect(resolved.notes).toMatchObject([byBot, byBot])
    const opened = await api.MergeRequestDiscussions.resolve(project, 1, id, false)
    expect(opened.notes?.[0]).toMatchObject({ resolved: false })
    const all = await api.MergeRequestDiscussions.all(project, 1)
    expect(all.find((one) => one.id === id)?.notes).toHaveLength(2)
    const plain = all.find((one) => one.individual_note && one.notes?.[0]?.body === '/arkindex help')
    expect(await refusal(api.MergeRequestDiscussions.resolve(project, 1, plain!.id, true))).toEqual([
      403,
      '403 Forbidden',
    ])
  })
})

describe('statuses, pipelines and deployments', () => {
  test('a status is moved on, and not twice to the same', async () => {
    const api = asBot()
    const { sha } = await api.MergeRequests.show(project, 1)
    const set = (state: 'pending' | 'running' | 'success') =>
      api.Commits.editStatus(project, sha, state, { name: 'arkindex/plan', ref: 'topic', description: 'A plan' })
    const made = await set('pending')
    expect(made).toMatchObject({ status: 'pending', name: 'arkindex/plan', ref: 'topic' })
    expect((await refusal(set('pending')))[1]).toBe(
      'Cannot transition status via :enqueue from :pending (Reason(s): Status cannot transition via "enqueue")',
    )
    await set('running')
    expect((await refusal(set('running')))[1]).toMatch(/^Cannot transition status via :run from :running/)
    await set('success')
    expect(await api.Commits.allStatuses(project, sha, { name: 'arkindex/plan' })).toMatchObject([
      { status: 'success' },
    ])
    const pipelines = await api.Pipelines.all(project, { sha })
    expect(pipelines, 'it has a pipeline of its own').toMatchObject([{ source: 'external', status: 'success' }])
  })
  test('a status of a commit that no branch has wants to be told which', async () => {
    const { sha } = await asBot().MergeRequests.show(project, 3)
    expect(await refusal(asBot().Commits.editStatus(project, sha, 'pending'))).toEqual([
      404,
      '404 References for commit Not Found',
    ])
  })
  test('pipelines are found by their commit, with their jobs', async () => {
    const pipeline = gitlab.startPipeline(project, { ref: 'v1.0.0', tag: true, jobs: ['build', 'test'] })
    gitlab.finishPipeline(project, pipeline.id)
    const api = asBot()
    expect(await api.Pipelines.all(project, { ref: 'v1.0.0', status: 'success' })).toMatchObject([{ id: pipeline.id }])
    expect(await api.Pipelines.show(project, pipeline.id)).toMatchObject({ tag: true, sha: first })
    expect((await api.Jobs.all(project, { pipelineId: pipeline.id })).map(({ name }) => name)).toEqual([
      'build',
      'test',
    ])
  })
  test('environments and deployments are made and moved on to their end only', async () => {
    const api = asBot()
    await api.Environments.create(project, 'arkindex/demo', { externalUrl: 'https://arkindex.example.org' })
    expect((await refusal(api.Environments.create(project, 'arkindex/demo')))[0]).toBe(400)
    expect(await api.Environments.all(project, { name: 'arkindex/demo' })).toMatchObject([{ state: 'available' }])
    const deployment = await api.Deployments.create(project, 'arkindex/demo', first, 'v1.0.0', true, {
      status: 'running',
    })
    expect(deployment).toMatchObject({ status: 'running', environment: { name: 'arkindex/demo' }, deployable: null })
    expect(await api.Deployments.edit(project, deployment.id, 'success')).toMatchObject({ status: 'success' })
    expect((await refusal(api.Deployments.edit(project, deployment.id, 'running')))[0]).toBe(400)
    const listed = await api.Deployments.all(project, { environment: 'arkindex/demo', status: 'success' })
    expect(listed.map(({ id }) => id)).toEqual([deployment.id])
  })
  test('a release is made for a tag and edited', async () => {
    const api = asBot()
    await api.ProjectReleases.create(project, { tagName: 'v1.0.0', description: 'First' })
    await api.ProjectReleases.edit(project, 'v1.0.0', { description: 'First, and deployed' })
    expect(await api.ProjectReleases.show(project, 'v1.0.0')).toMatchObject({ description: 'First, and deployed' })
  })
  test('the registry tells the digest of a tag', async () => {
    const digest = `sha256:${'a'.repeat(64)}`
    gitlab.project(project).addImage('recognizer', { 'v1.0.0': digest })
    const api = asBot()
    const [image] = await api.ContainerRegistry.allRepositories({ projectId: project, tags: true })
    expect(image).toMatchObject({ path: 'acme/letters/recognizer', tags: [{ name: 'v1.0.0' }] })
    expect(await api.ContainerRegistry.showTag(project, image!.id, 'v1.0.0')).toMatchObject({ digest })
    expect((await refusal(api.ContainerRegistry.showTag(project, image!.id, 'v2.0.0')))[0]).toBe(404)
  })
})

describe('groups and hooks', () => {
  test('a group lists its projects, page by page or by keys', async () => {
    for (let at = 0; at < 25; at++) gitlab.addProject({ path: `acme/many/p${at}` })
    const api = asBot()
    const all = (options: object) => api.Groups.allProjects('acme', { includeSubgroups: true, ...options })
    expect(await api.Groups.allProjects('acme')).toHaveLength(1)
    expect(await all({})).toHaveLength(27)
    expect(await all({ pagination: 'keyset', perPage: 10, orderBy: 'id' })).toHaveLength(27)
  })
  test('only maintainers keep hooks, whose secrets are never told', async () => {
    expect((await refusal(asBot().ProjectHooks.all(project)))[0]).toBe(403)
    const api = client(maintainer.token)
    const signingToken = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
    const secrets = { token: 'hook-secret-1234', signingToken }
    const hook = await api.ProjectHooks.add(project, 'http://127.0.0.1:9/hook', {
      mergeRequestsEvents: true,
      enableSslVerification: false,
      ...secrets,
    })
    expect(hook).toMatchObject({
      merge_requests_events: true,
      push_events: true,
      note_events: false,
      alert_status: 'executable',
      disabled_until: null,
      signing_token_present: true,
    })
    expect(JSON.stringify(await api.ProjectHooks.all(project))).not.toMatch(/hook-secret-1234|whsec_/)
    expect(await refusal(api.ProjectHooks.add(project, 'ftp://x'))).toEqual([422, 'Invalid url given'])
    await api.ProjectHooks.edit(project, hook.id, 'http://127.0.0.1:9/hook', { noteEvents: true })
    expect(await api.ProjectHooks.show(project, hook.id)).toMatchObject({ note_events: true })
    await api.ProjectHooks.remove(project, hook.id)
    expect(await api.ProjectHooks.all(project)).toEqual([])
  })
})

describe('the budget of calls', () => {
  test('is told with each answer and ends with 429', async () => {
    gitlab.setRateLimit({ limit: 2, style: 'application' })
    const ask = () => fetch(`${gitlab.apiUrl}/user`, { headers: { 'private-token': bot.token } })
    expect((await ask()).headers.get('ratelimit-remaining')).toBe('1')
    await ask()
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toEqual({
      message: { error: 'This endpoint has been requested too many times. Try again later.' },
    })
    const other = await fetch(`${gitlab.apiUrl}/user`, { headers: { 'private-token': maintainer.token } })
    expect(other.status, 'each user has one').toBe(200)
    gitlab.setRateLimit(undefined)
  })
})
