import { afterEach, describe, expect, it } from 'vitest'
import { JobStop } from '../../../bot/queue/job-stop.ts'
import { describeState, letters } from '../../core/release/stage.ts'
import { botLetters, digest, openReactionStage, place, type ReactionStage } from './reaction-stage.ts'

let stage: ReactionStage
afterEach(() => stage?.close())

const listVersions = async () => {
  const [worker] = (await stage.api.list('/workers/')).filter(({ slug }) => slug === 'recognizer')
  return worker ? stage.api.list(`/workers/${worker.id}/versions/`) : []
}

describe('a protected tag whose pipeline succeeded', () => {
  it('is applied to the instance that the manifest gives to the bot, and told at the release, the commit and the environment', async () => {
    stage = await openReactionStage()
    stage.gitlab.pushTag(place, 'v1.0.0', 'main')
    stage.gitlab.release(place, 'v1.0.0', { description: 'By hand.' })
    const sha = await stage.release('v1.0.0')
    const worked = await stage.work()
    expect(worked).toMatchObject([
      { kind: 'release', state: 'done' },
      { kind: 'deploy', state: 'done' },
      { kind: 'follow' },
    ])
    const [version] = await listVersions()
    expect(version).toMatchObject({
      tag: 'v1.0.0',
      revision_url: `${stage.gitlab.url}/${place}/commit/${sha}`,
      docker_image_iid: expect.stringContaining(`@${digest}`),
    })
    expect(stage.statuses(sha)).toEqual({ 'arkindex-ci/deploy/demo': 'success' })
    expect(stage.project.deployments).toMatchObject([
      { environment: 'arkindex/demo', status: 'success', sha, tag: true },
    ])
    expect(stage.project.environments).toMatchObject([{ name: 'arkindex/demo', external_url: stage.proxy.url }])
    const [release] = stage.project.releases
    expect(release?.description).toMatch(
      /^By hand\.\n\n<!-- arkindex-ci deploy demo -->\n\*\*<code>v1&#46;0&#46;0<\/code> is released\*\* on <code>demo<\/code>/,
    )
    expect(release?.description).toContain('| Worker | <code>recognizer</code> | created |')
    const [comment] = stage.project.commitNotes.filter(({ note }) => note.includes('deploy demo'))
    expect(comment?.note).toContain('is released** on <code>demo</code>')
    expect(await stage.db.selectFrom('deployment').select(['instance', 'ref', 'sha', 'state']).execute()).toEqual([
      { instance: 'demo', ref: 'v1.0.0', sha, state: 'success' },
    ])
  })

  it('is applied once, however many events tell of it, and however often', async () => {
    stage = await openReactionStage()
    const sha = await stage.release('v1.0.0')
    const { id } = stage
    await stage.tell({ kind: 'release', project: id, tag: 'v1.0.0' })
    await stage.tell({
      kind: 'deployment',
      project: id,
      environment: 'production',
      ref: 'v1.0.0',
      sha,
      status: 'success',
    })
    const first = await stage.work()
    expect(first.filter(({ kind }) => kind === 'deploy')).toHaveLength(1)
    const state = await describeState(stage.api)
    await stage.tell({ kind: 'pipeline', project: id, ref: 'v1.0.0', isTag: true, sha, status: 'success' })
    expect(await stage.work()).toMatchObject([
      { kind: 'release', state: 'ignored', text: expect.stringContaining('already') },
    ])
    expect(await describeState(stage.api)).toEqual(state)
    expect(stage.project.deployments).toHaveLength(1)
    expect(stage.project.commitNotes.filter(({ note }) => note.includes('deploy demo'))).toHaveLength(1)
  })

  it.each([
    ['the jobs of CI apply to the instance', letters, 'v1.0.0'],
    ['the instance does not take the tag', botLetters, 'v1.0.0-rc.1'],
    ['the tag is no version', botLetters, 'vacation'],
  ])('is left alone where %s', async (_why, files, tag) => {
    stage = await openReactionStage({ files })
    const sha = await stage.release(tag)
    expect(await stage.work()).toMatchObject([{ kind: 'release', state: 'ignored' }])
    expect([stage.statuses(sha), stage.project.commitNotes, stage.project.deployments]).toEqual([{}, [], []])
  })

  it('that is not protected is not applied, and the commit says why, once', async () => {
    stage = await openReactionStage()
    stage.project.protectedTags.length = 0
    await stage.release('v1.0.0')
    await stage.release('v1.0.0')
    expect(await stage.work()).toMatchObject([{ state: 'ignored' }, { state: 'ignored' }])
    expect(stage.project.commitNotes.map(({ note }) => note)).toEqual([
      expect.stringContaining('is not released to <code>demo</code>: the tag is not protected'),
    ])
    expect(await listVersions()).toEqual([])
  })

  it('whose pipeline still runs waits for it where its image is missing, and is applied where it is there', async () => {
    stage = await openReactionStage()
    const sha = stage.gitlab.pushTag(place, 'v1.0.0', 'main')
    const pipeline = stage.gitlab.startPipeline(place, { ref: 'v1.0.0', tag: true })
    await stage.tell({ kind: 'release', project: stage.id, tag: 'v1.0.0' })
    expect(await stage.work()).toMatchObject([
      { state: 'ignored', text: expect.stringContaining('image is not there yet') },
    ])
    stage.project.addImage('', { 'v1.0.0': digest })
    await stage.tell({
      kind: 'deployment',
      project: stage.id,
      environment: 'prod',
      ref: 'v1.0.0',
      sha,
      status: 'success',
    })
    expect(await stage.work()).toMatchObject([{ state: 'done' }, { kind: 'deploy', state: 'done' }, { kind: 'follow' }])
    stage.gitlab.finishPipeline(place, pipeline.id)
  })

  it('without an image is refused in words everywhere, and leaves nothing running', async () => {
    stage = await openReactionStage()
    const sha = stage.gitlab.pushTag(place, 'v1.0.0', 'main')
    await stage.tell({ kind: 'pipeline', project: stage.id, ref: 'v1.0.0', isTag: true, sha, status: 'success' })
    expect(await stage.work()).toMatchObject([
      { state: 'done' },
      { kind: 'deploy', state: 'dead', text: expect.stringContaining('No image of v1.0.0') },
    ])
    expect(stage.statuses(sha)).toEqual({ 'arkindex-ci/deploy/demo': 'failed' })
    expect(stage.project.deployments.map(({ status }) => status)).toEqual(['failed'])
    expect(stage.project.commitNotes[0]?.note).toContain('is not released')
    // Built since: the same event again does it.
    await stage.release('v1.0.0')
    expect((await stage.work()).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(stage.project.commitNotes).toHaveLength(2)
    expect(stage.statuses(sha)).toEqual({ 'arkindex-ci/deploy/demo': 'success' })
  })

  it('of a branch, protected, is published where the manifest takes branches; another branch never', async () => {
    stage = await openReactionStage()
    const sha = stage.gitlab.commitFiles(place, 'main', { 'README.md': 'More' }, 'More')
    stage.project.addImage('', { [`commit-${sha.slice(0, 8)}`]: digest })
    await stage.tell({ kind: 'pipeline', project: stage.id, ref: 'main', isTag: false, sha, status: 'success' })
    expect(await stage.work()).toMatchObject([{ state: 'done' }, { kind: 'deploy', state: 'done' }])
    expect(await listVersions()).toMatchObject([{ branch: 'main', tag: null }])
    const other = stage.gitlab.commitFiles(place, 'side', { 'README.md': 'Side' }, 'Side')
    await stage.tell({ kind: 'pipeline', project: stage.id, ref: 'side', isTag: false, sha: other, status: 'success' })
    expect(await stage.work()).toMatchObject([{ state: 'ignored', text: 'side is not protected' }])
  })
})

describe('a deployment', () => {
  it('that is stopped after any of its writes ends, taken up again, as if it had run once', async () => {
    /** What is on the instance, whatever the addresses and commits of this run. */
    const describe = async (sha: string) =>
      JSON.stringify(await describeState(stage.api))
        .replaceAll(sha, 'SHA')
        .replaceAll(stage.gitlab.url, 'URL')
        .replace(/\([0-9a-f]{12}/g, '(MARK')
    stage = await openReactionStage()
    const first = await stage.release('v1.0.0')
    await stage.work()
    const undisturbed = await describe(first)
    const count = stage.proxy.requests.filter(({ method }) => method !== 'GET').length
    await stage.close()
    expect(count).toBeGreaterThan(5)

    stage = await openReactionStage()
    const sha = await stage.release('v1.0.0')
    let isDone = false
    for (let attempt = 0; attempt <= count && !isDone; attempt += 1) {
      const stopping = new AbortController()
      stage.more.signal = stopping.signal
      // The first write is done, its answer never arrives, and the bot stops.
      stage.proxy.after = ({ method }) => {
        if (method === 'GET') return 'pass'
        stopping.abort(new JobStop('stopping'))
        return 'cut-after'
      }
      const worked = await stage.work()
      isDone = worked.some(({ kind, state }) => kind === 'deploy' && state === 'done')
      const [record] = await stage.db.selectFrom('deployment').select('state').execute()
      expect(record?.state).toBe(isDone ? 'success' : 'canceled')
      expect(stage.statuses(sha)['arkindex-ci/deploy/demo']).toBe(isDone ? 'success' : 'canceled')
      expect(stage.project.deployments.filter(({ status }) => status === 'running')).toEqual([])
    }
    expect(isDone).toBe(true)
    expect(await describe(sha)).toBe(undisturbed)
    expect(stage.project.commitNotes.filter(({ note }) => note.includes('deploy demo'))).toHaveLength(1)
  })

  it('to an instance that is away is told as such and tried again later', async () => {
    stage = await openReactionStage()
    const sha = await stage.release('v1.0.0')
    const upstream = stage.proxy.upstream
    stage.proxy.upstream = 'http://127.0.0.1:9'
    expect(await stage.work()).toMatchObject([{ state: 'done' }, { kind: 'deploy', state: 'waiting' }])
    expect(stage.statuses(sha)).toEqual({ 'arkindex-ci/deploy/demo': 'failed' })
    expect(await stage.db.selectFrom('deployment').select('state').execute()).toEqual([{ state: 'failed' }])
    stage.proxy.upstream = upstream
    stage.ahead = 20 * 60_000
    expect(await stage.work()).toMatchObject([{ kind: 'deploy', state: 'done' }, { kind: 'follow' }])
    expect(stage.statuses(sha)).toEqual({ 'arkindex-ci/deploy/demo': 'success' })
  })

  it('in a dry run says what it would do, and writes nowhere', async () => {
    stage = await openReactionStage({ config: { isDryRun: true } })
    await stage.release('v1.0.0')
    const before = await describeState(stage.api)
    const writes = () => stage.gitlab.requests.filter(({ method }) => method !== 'GET').length
    const count = writes()
    const worked = await stage.work()
    expect(worked[1]).toMatchObject({
      kind: 'deploy',
      text: expect.stringMatching(/^dry run: v1\.0\.0 is released \(8 created/),
    })
    expect(await describeState(stage.api)).toEqual(before)
    expect([writes(), stage.proxy.requests.filter(({ method }) => method !== 'GET')]).toEqual([count, []])
    expect(stage.lines.join()).toContain('Dry run: this would be done and told')
  })

  it('whose tag was moved while it waited is refused', async () => {
    stage = await openReactionStage()
    await stage.release('v1.0.0')
    const [job] = await stage.db.selectFrom('job').selectAll().execute()
    expect(job?.kind).toBe('release')
    const sha = stage.project.git('rev-parse', 'v1.0.0').trim()
    await stage.db.deleteFrom('job').execute()
    await stage.add([
      {
        kind: 'deploy',
        forge: 'gitlab',
        project: stage.id,
        lane: 'deploy',
        payload: { ref: 'v1.0.0', isTag: true, sha, instance: 'demo' },
      },
    ])
    stage.gitlab.commitFiles(place, 'main', { 'README.md': 'Later' }, 'Later')
    stage.gitlab.pushTag(place, 'v1.0.0', 'main')
    expect(await stage.work()).toMatchObject([
      { state: 'dead', text: expect.stringContaining('does not lead to commit') },
    ])
    expect(await listVersions()).toEqual([])
  })
})
