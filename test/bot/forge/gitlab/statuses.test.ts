import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommitStatus } from '../../../../bot/forge/forge.ts'
import { addPipeline } from '../../../gitlab/pipelines.ts'
import { type GitlabStage, startGitlabStage } from './gitlab-stage.ts'

let stage: GitlabStage
let sha: string
beforeEach(async () => {
  stage = await startGitlabStage()
  sha = await stage.acts.commitFiles('topic', { a: 'b' })
})
afterEach(() => stage.close())

const project = () => stage.gitlab.project('acme/demo')

function set(state: CommitStatus['state'], of: Partial<CommitStatus> = {}): Promise<string> {
  return stage.forge.setStatus(stage.project, {
    sha,
    ref: 'topic',
    name: 'arkindex-ci/plan',
    state,
    description: state,
    targetUrl: null,
    ...of,
  })
}

/** Every row that GitLab keeps, oldest first. */
const rows = () => project().statuses.map((one) => `${one.pipeline_id} ${one.status}`)

describe('statuses on GitLab (R6)', () => {
  it('name the newest pipeline of the commit and ref, and the ref', async () => {
    addPipeline(project(), { sha, ref: 'topic' })
    const newest = addPipeline(project(), { sha, ref: 'topic' })
    addPipeline(project(), { sha, ref: 'another' })
    await set('success', { targetUrl: 'https://bot.example.org/plans/1' })
    const sent = stage.gitlab.requests.find(({ method }) => method === 'POST')
    expect(sent?.body).toEqual({
      state: 'success',
      ref: 'topic',
      name: 'arkindex-ci/plan',
      description: 'success',
      target_url: 'https://bot.example.org/plans/1',
      pipeline_id: newest.id,
    })
    expect(rows()).toEqual([`${newest.id} success`])
  })

  it('stand in the pipeline of the merge request where the project has no other', async () => {
    const ref = 'refs/merge-requests/1/head'
    const pipeline = addPipeline(project(), { sha, ref, mergeRequest: 1, source: 'merge_request_event' })
    expect(await set('running')).toBe('set')
    expect(await set('success')).toBe('set')
    expect(await set('success')).toBe('unchanged')
    expect(rows()).toEqual([`${pipeline.id} success`])
    expect(project().pipelines).toHaveLength(1)
  })

  it('are ended in the pipeline where they began, and shown in one that was made since', async () => {
    await set('running')
    const [first] = project().pipelines
    const second = addPipeline(project(), { sha, ref: 'topic' })
    expect(await set('running')).toBe('unchanged')
    expect(await set('success')).toBe('set')
    expect(rows()).toEqual([`${first?.id} success`, `${second.id} success`])
    expect(await set('success')).toBe('unchanged')
    expect(rows()).toHaveLength(2)
  })

  it('take a transition that GitLab refuses for done', async () => {
    await set('running')
    expect(await set('pending')).toBe('refused')
    expect(rows().map((row) => row.split(' ')[1])).toEqual(['running'])
  })

  it('that are to be skipped while they run are cancelled: none is left running', async () => {
    await set('running')
    expect(await set('skipped')).toBe('set')
    expect(rows().map((row) => row.split(' ')[1])).toEqual(['canceled'])
  })

  it('that were changed by somebody in between are no error', async () => {
    await set('running')
    stage.addFault({
      method: 'GET',
      path: /\/statuses$/,
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: [],
      times: 1,
    })
    expect(await set('running')).toBe('refused')
    expect(rows()).toHaveLength(1)
  })

  it('of the same name by somebody else are not taken for the bot’s', async () => {
    const pipeline = addPipeline(project(), { sha, ref: 'topic' })
    project().statuses.push({
      id: 1,
      sha,
      ref: 'topic',
      name: 'arkindex-ci/plan',
      status: 'success',
      description: 'success',
      target_url: null,
      pipeline_id: pipeline.id,
      author: 'ada',
      created_at: project().now(),
    })
    expect(await set('success')).toBe('set')
    expect(project().statuses.map(({ author }) => author)).toEqual(['ada', 'arkindex-ci'])
  })

  it('of a fork do not stand in the branch that has the same name here', async () => {
    const main = await stage.acts.commitFiles('main', { a: 'main' })
    const number = await stage.acts.openMergeRequest({ sourceBranch: 'main', isFork: true })
    const fork = await stage.forge.readMergeRequest(stage.project, number)
    expect(await set('success', { sha: fork?.headSha ?? '', ref: 'main' })).toBe('refused')
    expect(project().pipelines).toEqual([])
    expect(await set('success', { sha: main, ref: 'main' })).toBe('set')
    await stage.acts.commitFiles('main', { a: 'newer' })
    expect(await set('failed', { sha: main, ref: 'main' })).toBe('set')
  })

  it('of a fork whose branch is unknown here are set on the commit', async () => {
    const number = await stage.acts.openMergeRequest({ sourceBranch: 'theirs', isFork: true })
    const fork = await stage.forge.readMergeRequest(stage.project, number)
    expect(await set('success', { sha: fork?.headSha ?? '', ref: 'theirs' })).toBe('set')
  })

  it('that end say anew what changed in their words', async () => {
    await set('failed', { description: '2 errors' })
    expect(await set('failed', { description: '2 errors' })).toBe('unchanged')
    expect(await set('failed', { description: '1 error' })).toBe('set')
    expect(await stage.acts.listStatuses(sha)).toMatchObject([{ state: 'failed', description: '1 error' }])
  })
})
