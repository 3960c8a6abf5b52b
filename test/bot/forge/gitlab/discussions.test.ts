import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MergeRequest } from '../../../../bot/forge/forge.ts'
import { type GitlabStage, startGitlabStage } from './gitlab-stage.ts'

const lines = (count: number, change: (at: number) => string = (at) => `line ${at}`) =>
  Array.from({ length: count }, (_, at) => `${change(at + 1)}\n`).join('')

let stage: GitlabStage
beforeEach(async () => {
  stage = await startGitlabStage()
})
afterEach(() => stage.close())

async function open(before: Record<string, string>, after: Record<string, string>): Promise<MergeRequest> {
  await stage.acts.commitFiles('main', before)
  await stage.acts.commitFiles('topic', after)
  const number = await stage.acts.openMergeRequest({ sourceBranch: 'topic' })
  const request = await stage.forge.readMergeRequest(stage.project, number)
  if (!request) throw new Error('the merge request is not there')
  return request
}

const write = (path: string, line: number, endLine = line) => ({ body: 'x', path, line, endLine })
const posts = () =>
  stage.gitlab.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/discussions'))

describe('discussions on GitLab', () => {
  it('name both lines of one that stayed, the new one alone of one that is new, and no older path of a new file', async () => {
    const request = await open(
      { 'a.yml': lines(10) },
      { 'a.yml': lines(10, (at) => (at === 4 ? 'added\nline 4' : `line ${at}`)), 'b.yml': lines(3) },
    )
    await stage.forge.openDiscussion(request, write('a.yml', 6))
    await stage.forge.openDiscussion(request, write('a.yml', 4))
    await stage.forge.openDiscussion(request, write('b.yml', 2))
    const shas = { base_sha: request.baseSha, start_sha: request.baseSha, head_sha: request.headSha }
    expect(posts().map(({ body }) => body)).toEqual([
      {
        body: 'x',
        position: { position_type: 'text', ...shas, old_path: 'a.yml', new_path: 'a.yml', old_line: 5, new_line: 6 },
      },
      { body: 'x', position: { position_type: 'text', ...shas, old_path: 'a.yml', new_path: 'a.yml', new_line: 4 } },
      { body: 'x', position: { position_type: 'text', ...shas, new_path: 'b.yml', new_line: 2 } },
    ])
    expect(posts().every(({ status }) => status === 201)).toBe(true)
  })

  it('name the older path of a renamed file', async () => {
    const request = await open(
      { 'old.yml': lines(30) },
      { 'new.yml': lines(30, (at) => (at === 3 ? 'new' : `line ${at}`)) },
    )
    stage.gitlab.project('acme/demo')
    const made = await stage.forge.openDiscussion(request, write('new.yml', 3))
    expect(made).toMatchObject({ path: 'new.yml', line: 3 })
  })

  it('ask for the difference once, however many are opened', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => `new ${at}`) })
    for (let line = 1; line <= 9; line++) await stage.forge.openDiscussion(request, write('a.yml', line))
    const diffs = stage.gitlab.requests.filter(({ path }) => path.endsWith('/diffs'))
    expect(diffs).toHaveLength(1)
    expect(posts()).toHaveLength(9)
  })

  it('go by the older answer where GitLab has no list of differences, without a warning on standard error', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => (at === 2 ? 'new' : `line ${at}`)) })
    stage.addFault({ path: /\/diffs$/, status: 404, body: { error: '404 Not Found' } })
    const warnings: unknown[] = []
    const listen = (warning: Error) => warnings.push(warning)
    process.on('warning', listen)
    expect(await stage.forge.openDiscussion(request, write('a.yml', 2))).toMatchObject({ line: 2 })
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })

  it('are not opened at a commit that is not the head any more, nor tried', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => `new ${at}`) })
    await stage.acts.commitFiles('topic', { 'a.yml': lines(3) })
    expect(await stage.forge.openDiscussion(request, write('a.yml', 2))).toBeUndefined()
    expect(posts()).toEqual([])
  })

  it('are opened once GitLab knows the newest version, though it did not at first', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => `new ${at}`) })
    stage.addFault({ path: /\/versions$/, status: 200, body: [], times: 1 })
    expect(await stage.forge.openDiscussion(request, write('a.yml', 2))).toBeUndefined()
    expect(await stage.forge.openDiscussion(request, write('a.yml', 2))).toMatchObject({ line: 2 })
  })

  it('fall back where GitLab refuses the place, and throw where it refuses something else', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => `new ${at}`) })
    const refuse = (message: unknown) =>
      stage.addFault({ method: 'POST', path: /\/discussions$/, status: 400, body: { message }, times: 1 })
    refuse('400 Bad request - Note {:line_code=>["can\'t be blank"]}')
    expect(await stage.forge.openDiscussion(request, write('a.yml', 2))).toBeUndefined()
    refuse({ line_code: ['must be a valid line code'] })
    expect(await stage.forge.openDiscussion(request, write('a.yml', 2))).toBeUndefined()
    refuse('400 Bad request - Note {:note=>["is too long"]}')
    await expect(stage.forge.openDiscussion(request, write('a.yml', 2))).rejects.toMatchObject({
      code: 'forge-declined',
    })
  })

  it('have no place any more where the commit they were written at is not the head', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => `new ${at}`) })
    const made = await stage.forge.openDiscussion(request, write('a.yml', 2))
    await stage.acts.commitFiles('topic', { 'a.yml': lines(3) })
    const listed = []
    for await (const one of stage.forge.listDiscussions(stage.project, request.number)) listed.push(one)
    expect(listed).toEqual([{ ...made, path: null, line: null }])
  })

  it('of several lines name where they begin and end', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => (at === 3 ? 'new' : `line ${at}`)) })
    await stage.forge.openDiscussion(request, {
      ...write('a.yml', 2, 3),
      body: '~~~suggestion\nx\n~~~\n```suggestion:-0+0\n```',
    })
    expect(posts()[0]?.body).toMatchObject({
      body: '~~~suggestion:-1+0\nx\n~~~\n```suggestion:-0+0\n```',
      position: {
        new_line: 3,
        line_range: { start: { type: null, old_line: 2, new_line: 2 }, end: { type: 'new', new_line: 3 } },
      },
    })
  })

  it('that are gone are resolved', async () => {
    const request = await open({ 'a.yml': lines(9) }, { 'a.yml': lines(9, (at) => `new ${at}`) })
    const made = await stage.forge.openDiscussion(request, write('a.yml', 2))
    if (!made) throw new Error('it was not opened')
    stage.gitlab.project('acme/demo').mergeRequests[0]?.notes.splice(0)
    await stage.forge.resolveDiscussion(stage.project, request.number, made, true)
  })
})
