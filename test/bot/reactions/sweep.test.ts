import { afterEach, describe, expect, it } from 'vitest'
import { openReactionStage, place, type ReactionStage } from './reaction-stage.ts'

let stage: ReactionStage
afterEach(() => stage?.close())

async function sweep() {
  await stage.add([{ kind: 'sweep', forge: 'gitlab', project: null, lane: 'sweep:gitlab', payload: {} }])
  return stage.work()
}

/** A tag as `release` makes it, of which nobody tells. */
function tagInSilence(tag: string, status: 'success' | 'running' = 'success'): number {
  stage.gitlab.pushTag(place, tag, 'main')
  stage.project.addImage('', { [tag]: `sha256:${'1'.repeat(64)}` })
  const { id } = stage.gitlab.startPipeline(place, { ref: tag, tag: true })
  if (status === 'success') stage.gitlab.finishPipeline(place, id)
  return id
}

describe('a sweep', () => {
  it('of a project that is new leaves its history alone', async () => {
    stage = await openReactionStage()
    tagInSilence('v0.9.0')
    stage.open('old', { 'README.md': 'Old' })
    expect(await sweep()).toMatchObject([{ kind: 'sweep', state: 'ignored', text: 'nothing of gitlab was missed' }])
    expect(await sweep()).toMatchObject([
      { kind: 'sweep', state: 'done', text: 'found by the sweep: merge request 1' },
      { kind: 'merge-request' },
    ])
  })

  it('finds merge requests and tags of the time when nobody listened, says so, and finds them once', async () => {
    stage = await openReactionStage()
    await sweep()
    const number = stage.open('side', { 'README.md': 'New' })
    tagInSilence('v1.0.0')
    const worked = await sweep()
    expect(worked[0]).toMatchObject({ kind: 'sweep', text: `found by the sweep: merge request ${number}, tag v1.0.0` })
    expect(worked.filter(({ state }) => state === 'dead' || state === 'waiting')).toEqual([])
    expect(worked.map(({ kind }) => kind).sort()).toEqual(['deploy', 'follow', 'merge-request', 'release', 'sweep'])
    expect(stage.lines.join()).toContain('Found by the sweep: tag v1.0.0')
    expect(stage.notes(number)).toHaveLength(1)
    const [row] = await stage.db.selectFrom('deployment').select(['ref', 'state']).execute()
    expect(row).toEqual({ ref: 'v1.0.0', state: 'success' })
    expect(stage.project.commitNotes[0]?.note).toContain('Found by the sweep: no webhook told of it.')
    expect(await sweep()).toMatchObject([{ kind: 'sweep', state: 'ignored' }])
  })

  it('leaves a tag to the hook or to the next sweep while its pipeline runs', async () => {
    stage = await openReactionStage()
    await sweep()
    const pipeline = tagInSilence('v1.0.0', 'running')
    expect(await sweep()).toMatchObject([{ state: 'ignored' }])
    stage.gitlab.finishPipeline(place, pipeline)
    expect((await sweep()).map(({ kind }) => kind)).toEqual(['sweep', 'release', 'deploy', 'follow'])
  })

  it('finds an approval that was given meanwhile, where the plan was shown before', async () => {
    stage = await openReactionStage()
    await sweep()
    const number = stage.open('side', { 'README.md': 'New' })
    await sweep()
    stage.gitlab.actOnMergeRequest(place, number, 'approve', 'ada')
    stage.request(number).updated_at = new Date(Date.now() + 60_000).toISOString()
    expect(await sweep()).toMatchObject([
      { text: `found by the sweep: an approval of merge request ${number}` },
      { kind: 'approval', state: 'done' },
    ])
    expect(await stage.db.selectFrom('intent_approval').select(['username', 'withdrawn']).execute()).toEqual([
      { username: 'ada', withdrawn: null },
    ])
    expect(await sweep()).toMatchObject([{ state: 'ignored' }])
  })

  it('takes up trainings that nobody follows, and ends deployments that nobody works on', async () => {
    stage = await openReactionStage()
    await sweep()
    const sha = await stage.release('v1.0.0')
    await stage.work()
    // As a process leaves it that is killed at the last attempt.
    await stage.db.deleteFrom('job').execute()
    await stage.db.updateTable('deployment').set({ state: 'running', ended: null }).execute()
    const [deployment] = stage.project.deployments
    if (deployment) deployment.status = 'running'
    const worked = await sweep()
    expect(worked[0]?.text).toContain('training language-model on demo, the deployment of v1.0.0 to demo')
    expect(worked[1]).toMatchObject({ kind: 'follow', state: 'done' })
    expect(stage.project.deployments.map(({ status }) => status)).toEqual(['failed'])
    expect(stage.statuses(sha)).toMatchObject({ 'arkindex-ci/deploy/demo': 'failed' })
    expect(await stage.db.selectFrom('deployment').select('state').execute()).toEqual([{ state: 'failed' }])
  })

  it('goes on where one project cannot be read', async () => {
    stage = await openReactionStage()
    const [settings] = stage.config.forges
    if (!settings) throw new Error('no forge')
    stage.gitlab.addProject({ path: 'acme/other', visibility: 'public' })
    const places = { ...settings, projects: ['acme/other', place, 'acme/gone'] }
    stage.config.forges = [places]
    await sweep()
    stage.open('side', { 'README.md': 'New' })
    const other = stage.gitlab.project('acme/other').id
    stage.gitlab.addFault({
      path: new RegExp(`/projects/${other}/merge_requests`),
      status: 403,
      body: { message: '403 Forbidden' },
    })
    const worked = await sweep()
    expect(worked.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['sweep done', 'merge-request done'])
    expect(worked[0]?.text).toBe('found by the sweep: merge request 1; not swept: acme/other')
  })
})
