import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from './clock.ts'
import { type Gitlab, startGitlab } from './start-gitlab.ts'

const project = 'acme/letters'
const token = 'glpat-ada-1234567'
let folder = ''
let clock: ManualClock
let gitlab: Gitlab

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'merge-requests-'))
  clock = createManualClock()
  gitlab = await startGitlab({
    folder,
    clock,
    users: [
      { username: 'ada', token },
      { username: 'bob', token: 'glpat-bob-1234567' },
    ],
    projects: [{ path: project }],
  })
})
afterEach(async () => {
  await gitlab.close()
  rmSync(folder, { recursive: true })
})

async function ask(place: string, method = 'GET', body?: unknown) {
  const answer = await fetch(`${gitlab.apiUrl}/projects/acme%2Fletters/${place}`, {
    method,
    headers: { 'private-token': token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}

const read = async (place = '') => (await ask(`merge_requests/1${place}`)).body

describe('a merge request over its life', () => {
  let main = ''
  let head = ''
  beforeEach(() => {
    main = gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    head = gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 2\n' })
    gitlab.openMergeRequest(project, { sourceBranch: 'topic' })
  })

  test('has a version for each push, a forced one too, and for another target', async () => {
    const next = gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 3\n' })
    gitlab.forcePush(project, 'topic', head)
    const other = gitlab.commitFiles(project, 'other', { 'b.yml': 'b: 1\n' })
    gitlab.changeMergeRequest(project, 1, { targetBranch: 'other' })
    const versions = await read('/versions')
    expect(versions.map((one: Record<string, string>) => [one.head_commit_sha, one.start_commit_sha])).toEqual([
      [head, other],
      [head, main],
      [next, main],
      [head, main],
    ])
    expect((await read()).diff_refs).toEqual({ base_sha: main, start_sha: other, head_sha: head })
  })
  test('keeps its head when the branch is deleted, and its notes when their author is', async () => {
    gitlab.writeNote(project, 1, 'Hello', 'bob')
    gitlab.deleteBranch(project, 'topic')
    gitlab.deleteUser('bob')
    expect(await read()).toMatchObject({ sha: head, state: 'opened' })
    expect((await read('/notes'))[0]).toMatchObject({ body: 'Hello', author: { username: 'ghost' } })
    expect((await ask('repository/branches/topic')).status).toBe(404)
    for (const ref of [head, 'refs/merge-requests/1/head']) {
      expect((await ask(`repository/files/a.yml?ref=${ref}`)).body, ref).toMatchObject({ commit_id: head })
    }
  })
  test('is merged by a commit of both, and changes no more', async () => {
    gitlab.actOnMergeRequest(project, 1, 'merge')
    const merged = await read()
    expect(merged).toMatchObject({ state: 'merged', sha: head })
    const commit = await ask(`repository/commits/${merged.merge_commit_sha}`)
    expect(commit.body.parent_ids).toEqual([main, head])
    gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 9\n' })
    expect((await read()).sha).toBe(head)
  })
  test('is found by when it changed', async () => {
    gitlab.openMergeRequest(project, { sourceBranch: 'later', title: 'Later' })
    clock.advance(60_000)
    const since = new Date(clock.now()).toISOString()
    clock.advance(60_000)
    gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 3\n' })
    const found = await ask(`merge_requests?state=opened&updated_after=${since}`)
    expect(found.body.map(({ iid }: { iid: number }) => iid)).toEqual([1])
  })
  test('may come from a branch of any name', async () => {
    const name = 'ä/#1 & co'.replaceAll(' ', '')
    const odd = gitlab.commitFiles(project, name, { 'a.yml': 'a: 5\n' })
    gitlab.openMergeRequest(project, { sourceBranch: name })
    expect((await ask('merge_requests/2')).body).toMatchObject({ source_branch: name, sha: odd })
    const file = await ask(`repository/files/a.yml?ref=${encodeURIComponent(name)}`)
    expect(file.body).toMatchObject({ commit_id: odd })
  })
  test('in an archived project is read, and nothing is written', async () => {
    gitlab.project(project).isArchived = true
    expect((await ask('merge_requests/1/notes', 'POST', { body: 'x' })).status).toBe(403)
    expect((await read()).iid).toBe(1)
    expect((await ask('')).body.archived).toBe(true)
  })
})

describe('a diff', () => {
  test('has renames, binary files, links and files too large to show', async () => {
    const long = 'the same line\n'.repeat(40)
    gitlab.commitFiles(project, 'main', { 'old name.yml': long, 'b.bin': Buffer.from([0, 1, 2]), 'l.txt': 'x\n' })
    gitlab.commitFiles(project, 'topic', {
      'old name.yml': null,
      'ünique name.yml': `${long}more\n`,
      'b.bin': Buffer.from([0, 3, 4]),
      'large.txt': 'y\n'.repeat(200_000),
      'link.yml': { link: '/etc/passwd' },
      'no newline.txt': 'z',
    })
    gitlab.openMergeRequest(project, { sourceBranch: 'topic' })
    const files = await read('/diffs')
    const of = (name: string) => files.find((file: { new_path: string }) => file.new_path === name)
    expect(of('ünique name.yml')).toMatchObject({ old_path: 'old name.yml', renamed_file: true, new_file: false })
    expect(of('ünique name.yml').diff).toMatch(
      /^@@ -38,3 \+38,4 @@ .*\n the same line\n the same line\n the same line\n\+more\n$/,
    )
    expect(of('b.bin').diff).toBe('Binary files a/b.bin and b/b.bin differ\n')
    expect(of('large.txt')).toMatchObject({ too_large: true, collapsed: true, diff: '' })
    expect(of('link.yml')).toMatchObject({ b_mode: '120000' })
    expect(of('no newline.txt').diff).toContain('+z\n\\ No newline at end of file')
    const { diff_refs } = await read()
    const place = { ...diff_refs, position_type: 'text', old_path: 'old name.yml', new_path: 'ünique name.yml' }
    const discuss = (position: object) => ask('merge_requests/1/discussions', 'POST', { body: 'x', position })
    expect((await discuss({ ...place, new_line: 41 })).status, 'a renamed file has both names').toBe(201)
    expect((await discuss({ ...place, old_path: place.new_path, new_line: 41 })).status).toBe(400)
    const onLarge = { ...place, old_path: 'large.txt', new_path: 'large.txt', new_line: 1 }
    expect((await discuss(onLarge)).status, 'nothing stands on what is not shown').toBe(400)
    expect((await discuss({ ...place, base_sha: undefined })).body).toEqual({ error: 'position[base_sha] is missing' })
  })
})
