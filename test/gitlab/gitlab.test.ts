import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gitEnvironment } from './git.ts'
import { type Gitlab, startGitlab } from './start-gitlab.ts'

const run = promisify(execFile)
const user = { username: 'ada', token: 'glpat-ada-123456' }
const other = { username: 'bob', token: 'glpat-bob-123456', projects: ['acme/other'] }
const job = { token: 'glcbt-demo-123456', project: 'acme/demo' }
const foreignJob = { token: 'glcbt-other-123456', project: 'acme/other' }

let folder = ''
let gitlab: Gitlab
let sha = ''
/** A commit that no branch and no tag names. */
let buried = ''

/** Runs git without holding up the server, which lives in this process. */
async function git(cwd: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
  return (await run('git', [...identity, ...args], { cwd, env: gitEnvironment })).stdout.trim()
}

const address = (name: string, password: string, project = 'acme/demo') =>
  `${gitlab.url.replace('//', `//${name}:${password}@`)}/${project}.git`

async function call(method: string, place: string, headers: Record<string, string> = {}, body?: unknown) {
  const answer = await fetch(`${gitlab.apiUrl}/${place}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const isJson = answer.headers.get('content-type') === 'application/json' && bytes.length > 0
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    body: isJson ? JSON.parse(bytes.toString()) : undefined,
  }
}

const asUser = { 'private-token': user.token }
const asJob = { 'job-token': job.token }
const demo = `projects/${encodeURIComponent('acme/demo')}`

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gitlab-'))
  gitlab = await startGitlab({
    folder: path.join(folder, 'repositories'),
    users: [user, other],
    jobs: [job, foreignJob],
    projects: [{ path: 'acme/demo' }, { path: 'acme/other' }, { path: 'arkindex/arkindex-ci', visibility: 'public' }],
  })
  const work = path.join(folder, 'work')
  await git(folder, 'init', '--quiet', '--initial-branch', 'main', work)
  writeFileSync(path.join(work, 'a file.txt'), 'content\n')
  await git(work, 'add', '.')
  await git(work, 'commit', '--quiet', '--message', 'First\n\nWith a body')
  await git(work, 'tag', '--annotate', 'v1.0.0', '--message', 'The first release')
  await git(work, 'push', '--quiet', address('ada', user.token), 'main', 'main:topic', 'v1.0.0')
  await git(work, 'push', '--quiet', address('ada', user.token, 'arkindex/arkindex-ci'), 'main')
  sha = await git(work, 'rev-parse', 'HEAD')
  await git(work, 'commit', '--quiet', '--allow-empty', '--message', 'Buried')
  buried = await git(work, 'rev-parse', 'HEAD')
  await git(work, 'push', '--quiet', address('ada', user.token), 'HEAD:refs/heads/short-lived')
  await git(work, 'push', '--quiet', address('ada', user.token), ':refs/heads/short-lived')
  gitlab.project('acme/demo').addMergeRequest({ sourceBranch: 'topic' })
})
afterAll(async () => {
  await gitlab.close()
  rmSync(folder, { recursive: true })
})

describe('Git over HTTP', () => {
  const clone = (from: string, ...args: string[]) => {
    const to = mkdtempSync(path.join(folder, 'clone-'))
    return git(folder, 'clone', '--quiet', ...args, from, to).then(() => to)
  }
  test('a public project is read by anyone, and only its members write', async () => {
    const to = await clone(`${gitlab.url}/arkindex/arkindex-ci.git`)
    expect(existsSync(path.join(to, 'a file.txt'))).toBe(true)
    await expect(git(to, 'push', 'origin', 'HEAD:refs/heads/evil')).rejects.toThrow(/could not read Username/)
    await expect(
      git(to, 'push', address('bob', other.token, 'arkindex/arkindex-ci'), 'HEAD:refs/heads/evil'),
    ).rejects.toThrow(/403/)
  })
  test('a private project asks a stranger for a name, even where there is none', async () => {
    for (const project of ['acme/demo', 'acme/missing']) {
      await expect(clone(`${gitlab.url}/${project}.git`)).rejects.toThrow(/could not read Username/)
    }
    await expect(clone(address('ada', 'wrong'))).rejects.toThrow(/Authentication failed/)
    await expect(clone(address('bob', other.token))).rejects.toThrow(/not found/)
  })
  test('a job token reads its own project and does not push (gitlab-ci.md 3.3)', async () => {
    const to = await clone(address('gitlab-ci-token', job.token))
    expect(await git(to, 'rev-parse', 'HEAD')).toBe(sha)
    await expect(git(to, 'push', 'origin', 'HEAD:refs/heads/evil')).rejects.toThrow(/403/)
  })
  test('a job token of another project needs to be allowed (gitlab-ci.md 3.3, cross-project needs an allowlist)', async () => {
    await expect(clone(address('gitlab-ci-token', foreignJob.token))).rejects.toThrow(/not found/)
    gitlab.addProject({ path: 'acme/shared', allowsJobsOf: ['acme/other'] })
    expect(await clone(address('gitlab-ci-token', foreignJob.token, 'acme/shared'))).toBeTruthy()
  })
  test('partial clones and any commit by its SHA are served (gitlab-ci.md 1b)', async () => {
    const to = await clone(address('gitlab-ci-token', job.token), '--no-checkout', '--depth=1', '--filter=tree:0')
    const listed = await git(to, 'rev-list', '--objects', '--all', '--missing=print')
    expect(listed, 'the tree was left out').toMatch(/^\?[0-9a-f]{40}$/m)
    const bare = path.join(folder, 'by-sha')
    await git(folder, 'init', '--quiet', bare)
    // The older protocol gives only what a reference names, unless it is told to give more.
    await git(
      bare,
      '-c',
      'protocol.version=0',
      'fetch',
      '--quiet',
      '--depth=1',
      address('gitlab-ci-token', job.token),
      buried,
    )
    expect(await git(bare, 'rev-parse', 'FETCH_HEAD')).toBe(buried)
  })
  test('the default branch is HEAD, and an address without .git leads to the one with it', async () => {
    const listed = await git(folder, 'ls-remote', '--symref', `${gitlab.url}/arkindex/arkindex-ci`, 'HEAD')
    expect(listed).toContain('ref: refs/heads/main')
  })
  test('no path leads out of the repositories', async () => {
    for (const place of [
      '/../../etc/passwd/info/refs',
      '/acme/demo.git/config',
      '/acme/demo.git/objects/info/packs',
      '/1.git/info/refs',
    ]) {
      const answer = await fetch(gitlab.url + place, {
        headers: { authorization: `Basic ${Buffer.from(`ada:${user.token}`).toString('base64')}` },
      })
      expect(answer.status, place).toBe(404)
    }
  })
})

describe('secure files (gitlab-ci.md 3.3)', () => {
  test('a job reads the list, 20 a page, one entry with its sha256, and the content', async () => {
    const project = gitlab.project('acme/demo')
    for (let at = 0; at < 25; at++) project.addSecureFile(`file-${at}`, `content ${at}`)
    const first = await call('GET', `${demo}/secure_files`, asJob)
    expect(first.body).toHaveLength(20)
    expect([first.headers.get('x-total'), first.headers.get('x-next-page')]).toEqual(['25', '2'])
    const second = await call('GET', `${demo}/secure_files?page=2`, asJob)
    expect(second.body).toHaveLength(5)
    expect(second.headers.get('x-next-page')).toBe('')
    const [{ id }] = second.body
    const one = await call('GET', `${demo}/secure_files/${id}`, asJob)
    expect(one.body).toMatchObject({
      name: 'file-20',
      checksum: createHash('sha256').update('content 20').digest('hex'),
      checksum_algorithm: 'sha256',
    })
    expect((await call('GET', `${demo}/secure_files/${id}/download`, asJob)).bytes.toString()).toBe('content 20')
  })
  test('nobody else does', async () => {
    expect((await call('GET', `${demo}/secure_files`)).status).toBe(401)
    expect((await call('GET', `${demo}/secure_files`, { 'job-token': 'wrong' })).status).toBe(401)
    expect((await call('GET', `${demo}/secure_files`, { 'job-token': foreignJob.token })).status).toBe(404)
    expect((await call('GET', `${demo}/secure_files/99`, asJob)).status).toBe(404)
  })
})

describe('what a job token may not do (gitlab-ci.md 3.3)', () => {
  test('write a note, set a status, lint: GitLab takes it for a stranger', async () => {
    expect((await call('POST', `${demo}/merge_requests/1/notes`, asJob, { body: 'x' })).status).toBe(401)
    expect((await call('POST', `${demo}/statuses/${sha}`, asJob, { state: 'running' })).status).toBe(401)
    expect((await call('POST', `${demo}/ci/lint`, asJob, { content: 'x' })).status).toBe(401)
    expect(gitlab.project('acme/demo').mergeRequests[0]?.notes).toEqual([])
  })
  test('but it reads merge requests with their notes, commits and releases, and makes releases', async () => {
    expect((await call('GET', `${demo}/merge_requests/1`, asJob)).body).toMatchObject({
      iid: 1,
      source_branch: 'topic',
      sha,
    })
    expect((await call('GET', `${demo}/merge_requests/1/notes`, asJob)).body).toEqual([])
    expect((await call('GET', `${demo}/repository/commits/${sha}`, asJob)).body).toMatchObject({
      id: sha,
      title: 'First',
    })
    expect((await call('POST', `${demo}/releases`, asJob, { tag_name: 'v1.0.0' })).status).toBe(201)
    expect((await call('POST', `${demo}/releases`, asJob, { tag_name: 'v1.0.0' })).status).toBe(409)
    expect((await call('GET', `${demo}/releases/v1.0.0`, asJob)).body.tag_name).toBe('v1.0.0')
  })
})

describe('the repository by REST', () => {
  test('projects by id and by encoded path, branches, tags and files', async () => {
    expect((await call('GET', 'projects/1', asUser)).body).toMatchObject({
      path_with_namespace: 'acme/demo',
      default_branch: 'main',
    })
    expect((await call('GET', demo, asUser)).body.id).toBe(1)
    expect((await call('GET', demo)).status, 'a private project does not exist for a stranger').toBe(404)
    expect(
      (await call('GET', `${demo}/repository/branches`, asUser)).body.map(({ name }: { name: string }) => name),
    ).toEqual(['main', 'topic'])
    expect((await call('GET', `${demo}/repository/tags/v1.0.0`, asUser)).body).toMatchObject({
      message: 'The first release',
      commit: { id: sha },
    })
    expect((await call('GET', `${demo}/repository/files/a%20file.txt/raw?ref=main`, asUser)).bytes.toString()).toBe(
      'content\n',
    )
    expect((await call('GET', `${demo}/repository/files/no.txt?ref=main`, asUser)).status).toBe(404)
    expect((await call('GET', `${demo}/repository/commits/${encodeURIComponent('--output=x')}`, asUser)).status).toBe(
      404,
    )
  })
})

describe('notes', () => {
  test('a user writes, edits and lists them; another’s are left alone', async () => {
    const made = await call('POST', `${demo}/merge_requests/1/notes`, asUser, { body: 'A plan' })
    expect(made).toMatchObject({ status: 201, body: { body: 'A plan', author: { username: 'ada' } } })
    const place = `${demo}/merge_requests/1/notes/${made.body.id}`
    expect((await call('PUT', place, asUser, { body: 'Another plan' })).body.body).toBe('Another plan')
    expect((await call('POST', `${demo}/merge_requests/1/notes`, asUser, { body: '' })).status).toBe(400)
    expect((await call('POST', `${demo}/merge_requests/9/notes`, asUser, { body: 'x' })).status).toBe(404)
    expect((await call('PUT', place, { 'private-token': other.token }, { body: 'x' })).status).toBe(404)
    expect((await call('GET', `${demo}/merge_requests/1/notes?sort=asc`, asUser)).body).toHaveLength(1)
  })
})

describe('commit statuses (gitlab-ci.md 3.3, requirements R6)', () => {
  const set = (state: string, name = 'arkindex') =>
    call('POST', `${demo}/statuses/${sha}`, asUser, { state, name, ref: 'main' })
  test('move on, and refuse the same state again as older versions did', async () => {
    expect((await set('pending')).status).toBe(201)
    expect((await set('pending')).body.message).toMatch(/^Cannot transition status via :enqueue from :pending/)
    expect((await set('running')).status).toBe(201)
    const refused = await set('running')
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'Cannot transition status via :run from :running (Reason(s): Status cannot transition via "run")',
    ])
    expect((await set('pending')).status).toBe(400)
    expect((await set('skipped')).body.message).toMatch(/^Cannot transition status via :skip from :running/)
    expect((await set('success')).status).toBe(201)
    expect((await set('running')).status, 'after its end it begins anew').toBe(201)
    expect((await set('finished')).status).toBe(400)
    const list = async (more = '') => {
      const listed = await call('GET', `${demo}/repository/commits/${sha}/statuses?name=arkindex${more}`, asUser)
      return listed.body.map(({ status }: { status: string }) => status)
    }
    expect(await list(), 'the last of its name').toEqual(['running'])
    expect(await list('&all=true')).toEqual(['success', 'running'])
    const unknown = await call('POST', `${demo}/statuses/${sha}`, asUser, { state: 'running', pipeline_id: 7 })
    expect([unknown.status, unknown.body.message]).toEqual([404, '404 Pipeline for pipeline_id, sha and ref Not Found'])
  })
  test('take a form as well, and want a commit that exists', async () => {
    const form = await fetch(`${gitlab.apiUrl}/${demo}/statuses/${sha}`, {
      method: 'POST',
      headers: asUser,
      body: new URLSearchParams({ state: 'pending', name: 'form' }),
    })
    expect(form.status).toBe(201)
    expect((await call('POST', `${demo}/statuses/${'0'.repeat(40)}`, asUser, { state: 'pending' })).status).toBe(404)
  })
})

describe('what the stand-in offers a test', () => {
  test('a log of requests that names who asked and holds no token', async () => {
    gitlab.requests.length = 0
    await call('POST', `${demo}/merge_requests/1/notes`, asUser, { body: 'logged' })
    await call('GET', demo, { 'private-token': 'wrong' })
    expect(gitlab.requests).toMatchObject([
      { method: 'POST', actor: 'ada', status: 201, body: { body: 'logged' } },
      { method: 'GET', actor: 'unknown', status: 401 },
    ])
    expect(JSON.stringify(gitlab.requests)).not.toContain(user.token)
  })
  test('faults: a status, a number of times, and connections cut before or after the work', async () => {
    gitlab.addFault({
      method: 'GET',
      path: /^\/api\/v4\/user$/,
      status: 429,
      headers: { 'retry-after': '3' },
      times: 1,
    })
    const limited = await call('GET', 'user', asUser)
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
    expect((await call('GET', 'user', asUser)).body.username).toBe('ada')
    const notes = gitlab.project('acme/demo').mergeRequests[0]?.notes ?? []
    const before = notes.length
    gitlab.addFault({ path: /notes$/, cut: 'before', times: 1 })
    await expect(call('POST', `${demo}/merge_requests/1/notes`, asUser, { body: 'x' })).rejects.toThrow()
    expect(notes).toHaveLength(before)
    gitlab.addFault({ path: /notes$/, cut: 'after', times: 1 })
    await expect(call('POST', `${demo}/merge_requests/1/notes`, asUser, { body: 'x' })).rejects.toThrow()
    expect(notes, 'done, but not told').toHaveLength(before + 1)
  })
  test('bodies above 10 MB and bodies that are no JSON are refused', async () => {
    expect(
      (
        await call(
          'POST',
          `${demo}/merge_requests/1/notes`,
          asUser,
          JSON.stringify({ body: 'x'.repeat(11 * 1024 * 1024) }),
        )
      ).status,
    ).toBe(413)
    expect((await call('POST', `${demo}/merge_requests/1/notes`, asUser, '{')).status).toBe(400)
  })
})
