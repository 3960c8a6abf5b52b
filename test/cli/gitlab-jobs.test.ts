import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apply } from '../../cli/commands/apply.ts'
import { approve } from '../../cli/commands/approve.ts'
import { notes } from '../../cli/commands/notes.ts'
import { plan } from '../../cli/commands/plan.ts'
import { letters, openStage, repositoryUrl, type Stage } from '../core/release/stage.ts'
import { type Gitlab, startGitlab } from '../gitlab/start-gitlab.ts'

const jobToken = 'glcbt-approval-12345'
const noteToken = 'glpat-of-the-notes-12345'
const strangerToken = 'glpat-of-a-stranger-12345'
const environment = 'arkindex-approval'

let folder: string
let stage: Stage
let gitlab: Gitlab

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gitlab-jobs-'))
  stage = await openStage()
  gitlab = await startGitlab({
    folder,
    projects: [{ path: 'group/letters' }],
    users: [
      { username: 'project_1_bot', token: noteToken },
      { username: 'mallory', token: strangerToken },
    ],
    jobs: [{ token: jobToken, project: 'group/letters' }],
  })
})

afterEach(async () => {
  await gitlab.close()
  await stage.close()
  rmSync(folder, { recursive: true })
})

const sha = () => stage.repository.git('rev-parse', 'HEAD')
const job = (more: Record<string, string> = {}) => ({
  CI: 'true',
  CI_COMMIT_SHA: sha(),
  CI_PROJECT_URL: repositoryUrl,
  CI_DEFAULT_BRANCH: 'main',
  CI_API_V4_URL: gitlab.apiUrl,
  CI_PROJECT_ID: String(gitlab.project('group/letters').id),
  CI_JOB_TOKEN: jobToken,
  ...more,
})
const onBranch = () => job({ CI_COMMIT_BRANCH: 'main', GITLAB_USER_LOGIN: 'ada' })
const onTag = (more: Record<string, string> = {}) =>
  job({ CI_COMMIT_TAG: 'v1.0.0', ARKINDEX_CI_APPROVAL: 'true', ...more })
const read = (file: string) => readFileSync(path.join(stage.repository.folder, file), 'utf8')

/** What the pipeline of the default branch does: plans, and somebody approves. */
async function approveCommit(deployment: { sha?: string; ref?: string; status?: 'failed'; job?: string } = {}) {
  const planned = await stage.run(plan, ['--out', 'arkindex-plan.json'], onBranch())
  expect(planned.exit, planned.stderr).toBe(0)
  const approved = await stage.run(approve, ['arkindex-plan.json'], onBranch())
  expect(approved.exit, approved.stderr).toBe(0)
  gitlab.project('group/letters').addDeployment({
    sha: sha(),
    environment,
    job: 'release-approve',
    artifacts: { 'arkindex-approval.json': read('arkindex-approval.json') },
    ...deployment,
  })
}

describe('a release that has to be approved', () => {
  it('applies what was approved before the tag, and says who approved it', async () => {
    await approveCommit()
    const { intentDigest } = JSON.parse(read('arkindex-approval.json'))
    const done = await stage.run(apply, ['--report', 'report.json'], onTag())
    expect(done.exit, done.stderr).toBe(0)
    expect(done.stderr).toContain('Approved by ada: intent sha256:')
    expect(JSON.parse(read('report.json')).intentDigest).toBe(intentDigest)
    const again = await stage.run(apply, ['--format', 'json'], onTag())
    expect(again.exit, again.stderr).toBe(0)
    const outcomes: { outcome: string }[] = JSON.parse(again.stdout).steps
    expect(outcomes.every(({ outcome }) => outcome === 'unchanged')).toBe(true)
  })

  it('stops with 4 and what moved, where an instance changed since, and changes nothing', async () => {
    await approveCommit()
    const model = await stage.api.first('/models/')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Other' })
    const done = await stage.run(apply, [], onTag())
    expect(done).toMatchObject({ exit: 4, codes: expect.arrayContaining(['approval-stale']) })
    expect(done.stderr).toContain('model "Letters language model" on demo')
    expect(done.stderr).toContain('What ada approved is stale')
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('is not applied without an approval of its own commit, by that job, on the default branch', async () => {
    const refused = { exit: 1, codes: ['approval-missing'] }
    expect(await stage.run(apply, [], onTag())).toMatchObject(refused)
    await approveCommit({ sha: 'f'.repeat(40) })
    const other = await stage.run(apply, [], onTag())
    expect(other).toMatchObject(refused)
    expect(other.stderr).toContain(`the last approval is of commit ${'f'.repeat(12)}`)
    await approveCommit({ ref: 'feature' })
    await approveCommit({ status: 'failed' })
    await approveCommit({ job: 'something-else' })
    expect(await stage.run(apply, [], onTag())).toMatchObject(refused)
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('asks with the token of the job, and for nothing that it may not read', async () => {
    await approveCommit()
    await stage.run(apply, [], onTag())
    const asked = gitlab.requests.map(({ method, path: place, actor, status }) => [
      method,
      place.split('/').at(5),
      actor,
      status,
    ])
    expect(asked).toEqual([
      ['GET', 'deployments', 'job', 200],
      ['GET', 'jobs', 'job', 200],
    ])
  })

  it('tells a token that GitLab does not take, an artifact that is gone, and one that was edited', async () => {
    await approveCommit()
    const wrong = await stage.run(apply, [], onTag({ CI_JOB_TOKEN: 'glcbt-expired-12345' }))
    expect(wrong).toMatchObject({ exit: 2, codes: ['gitlab-refused'] })
    expect(wrong.stderr).not.toContain('glcbt-expired-12345')
    const artifacts = gitlab.project('group/letters').deployments[0]!.job!.artifacts
    const text = read('arkindex-approval.json')
    artifacts.set('arkindex-approval.json', Buffer.from(text.replace('"manifest": "sha256:', '"manifest": "sha256:0')))
    expect((await stage.run(apply, [], onTag())).exit).toBe(2)
    artifacts.clear()
    expect(await stage.run(apply, [], onTag())).toMatchObject({ exit: 1, codes: ['approval-missing'] })
  })

  it('refuses to approve a plan that cannot be done', async () => {
    stage.repository.commit({
      '.arkindex-ci.yml': letters['.arkindex-ci.yml']?.replace('order: 4', 'order: many') ?? '',
    })
    await stage.run(plan, ['--out', 'arkindex-plan.json'], onBranch())
    expect(await stage.run(approve, ['arkindex-plan.json'], onBranch())).toMatchObject({
      exit: 1,
      codes: ['approval-refused'],
    })
  })
})

describe('the note of a plan on a merge request', () => {
  const onRequest = (more: Record<string, string> = {}) =>
    job({ CI_MERGE_REQUEST_IID: '1', CI_JOB_NAME: 'release-plan', ARKINDEX_CI_NOTE: 'true', ...more })
  const withToken = { ARKINDEX_CI_NOTE_TOKEN: noteToken }
  const listNotes = () => gitlab.project('group/letters').mergeRequests[0]?.notes ?? []
  const countWrites = () => gitlab.requests.filter(({ method }) => method !== 'GET').length

  beforeEach(() => {
    gitlab.project('group/letters').addMergeRequest({ sourceBranch: 'feature' })
  })

  it('is one, made once, left alone where the plan is the same and edited where it is another', async () => {
    const first = await stage.run(plan, [], onRequest(withToken))
    expect(first.exit, first.stderr).toBe(0)
    expect(first.stderr).toContain('The note on the merge request is created')
    expect(listNotes()).toHaveLength(1)
    expect(listNotes()[0]?.body).toContain('create worker recognizer')
    await stage.run(plan, [], onRequest({ ...withToken, CI_JOB_URL: 'https://gitlab.example.org/jobs/2' }))
    expect(countWrites()).toBe(1)
    await stage.apply(['--tag', 'v1.0.0'])
    const third = await stage.run(plan, [], onRequest(withToken))
    expect(third.stderr).toContain('is updated')
    expect(listNotes()).toHaveLength(1)
    expect(listNotes()[0]?.body).not.toContain('create worker recognizer')
  })

  it('is not looked for among the notes of others', async () => {
    await stage.run(plan, [], onRequest({ ARKINDEX_CI_NOTE_TOKEN: strangerToken }))
    await stage.run(plan, [], onRequest(withToken))
    expect(listNotes().map(({ author }) => author)).toEqual(['mallory', 'project_1_bot'])
  })

  it('is none without a token, on a dry run, and never by the token of the job', async () => {
    const without = await stage.run(plan, [], onRequest())
    expect(without).toMatchObject({ exit: 0 })
    expect(without.stderr).toContain('ARKINDEX_CI_NOTE_TOKEN is not set')
    await stage.run(plan, ['--dry-run'], onRequest(withToken))
    expect(gitlab.requests).toEqual([])
    const wrong = await stage.run(plan, [], onRequest({ ARKINDEX_CI_NOTE_TOKEN: jobToken }))
    expect(wrong.exit).toBe(0)
    expect(wrong.stderr).toContain('[gitlab-refused]')
    expect(wrong.stderr).not.toContain(jobToken)
    expect(listNotes()).toEqual([])
  })
})

describe('plan --check', () => {
  it('ends with 1 where an instance differs, with 0 after the release, and changes nothing', async () => {
    const args = ['--check', '--only', 'compatibility', '--tag', 'v1.0.0']
    const before = await stage.run(plan, args)
    expect(before).toMatchObject({ exit: 1, codes: ['instances-differ'] })
    expect(before.stdout).toContain('Letters language model + recognizer')
    expect(before.stdout).not.toContain('create worker ')
    expect(await stage.api.list('/workers/')).toEqual([])
    await stage.apply(['--tag', 'v1.0.0'])
    expect(await stage.run(plan, args)).toMatchObject({ exit: 0 })
    expect(await stage.run(plan, ['--check', '--only', 'compatibility'])).toMatchObject({ exit: 0 })
  })
})

describe('apply --plan', () => {
  it('applies that plan where it is there, and plans by itself where it is not', async () => {
    const args = ['--tag', 'v1.0.0', '--plan', 'arkindex-plan.json', '--only', 'worker']
    expect(await stage.run(apply, args)).toMatchObject({ exit: 0 })
    await stage.run(plan, ['--tag', 'v1.0.0', '--out', 'arkindex-plan.json'])
    stage.repository.write({ 'recognizer.md': 'Reads more.\n' })
    expect(await stage.run(apply, args)).toMatchObject({ exit: 4 })
  })
})

describe('notes', () => {
  it('are written of every report that lies there, and refuse what is none', async () => {
    await stage.apply([
      '--tag',
      'v1.0.0',
      '--report',
      'arkindex-outcomes.json',
      '--only',
      'worker-version',
      '--only',
      'worker',
    ])
    const done = await stage.run(notes, ['--out', 'arkindex-release.md'])
    expect(done.exit, done.stderr).toBe(0)
    expect(read('arkindex-release.md')).toBe(done.stdout)
    expect(done.stdout).toContain('| Version of the worker | <code>recognizer</code> | created |')
    writeFileSync(path.join(stage.repository.folder, 'arkindex-training.json'), '{}')
    expect(await stage.run(notes)).toMatchObject({ exit: 2, codes: ['file-unreadable'] })
  })
})
