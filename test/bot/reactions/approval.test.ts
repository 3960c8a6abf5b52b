import { afterEach, describe, expect, it } from 'vitest'
import { botLetters, digest, openReactionStage, place, type ReactionStage } from './reaction-stage.ts'

let stage: ReactionStage
afterEach(() => stage?.close())

const worker = {
  '.arkindex.yml': botLetters['.arkindex.yml']?.replace('name: Text recognizer', 'name: Better recognizer') ?? '',
}

/** A merge request whose plan is kept and shown. */
async function openPlanned(files: Readonly<Record<string, string>> = worker): Promise<number> {
  const number = stage.open('side', files)
  await tellOf(number, 'changed')
  return number
}

async function tellOf(number: number, change: 'changed' | 'approved' | 'unapproved' | 'ended', user = 'ada') {
  const userId = String(stage.gitlab.user(user).id)
  await stage.tell({ kind: 'merge-request', project: stage.id, number, change, headSha: '0'.repeat(40), userId })
  return stage.work()
}

async function act(number: number, change: 'approve' | 'unapprove', user = 'ada') {
  stage.gitlab.actOnMergeRequest(place, number, change, user)
  return tellOf(number, change === 'approve' ? 'approved' : 'unapproved', user)
}

const listHeld = async () =>
  (await stage.db.selectFrom('intent_approval').selectAll().where('withdrawn', 'is', null).execute()).map(
    ({ username, sha }) => ({ username, sha }),
  )

const merge = (number: number): string => {
  stage.gitlab.actOnMergeRequest(place, number, 'merge', 'ada')
  return stage.request(number).mergeCommit ?? ''
}

const deployed = async () => {
  const jobs = await stage.work()
  return jobs.find(({ kind }) => kind === 'deploy')
}

describe('an approval of a merge request', () => {
  it('by somebody with the right binds the plan of its head, and is withdrawn with it', async () => {
    stage = await openReactionStage()
    const number = await openPlanned()
    const sha = stage.project.git('rev-parse', 'side').trim()
    expect(await act(number, 'approve')).toMatchObject([{ state: 'done' }])
    expect(await listHeld()).toEqual([{ username: 'ada', sha }])
    expect(await tellOf(number, 'approved')).toMatchObject([
      { state: 'ignored', text: expect.stringContaining('already') },
    ])
    // A late event of an approval that is given says nothing about it.
    expect(await tellOf(number, 'unapproved')).toMatchObject([{ state: 'ignored' }])
    await act(number, 'unapprove')
    expect(await listHeld()).toEqual([])
    await act(number, 'approve')
    expect(await listHeld()).toEqual([{ username: 'ada', sha }])
  })

  it('by somebody without the right, or that the forge does not know of, binds nothing and is not commented', async () => {
    stage = await openReactionStage({ instance: { requiresApproval: true } })
    const number = await openPlanned()
    const count = stage.notes(number).length
    stage.config.access = { ...stage.config.access, approve: 'maintainer' }
    await act(number, 'approve', 'dev')
    // The payload tells of an approval that nobody gave.
    await tellOf(number, 'approved', 'ada')
    expect(await listHeld()).toEqual([])
    expect(stage.notes(number)).toHaveLength(count)
  })

  it('before its plan was shown binds nothing, which is said only where approvals count', async () => {
    stage = await openReactionStage({ instance: { requiresApproval: true } })
    const number = stage.open('side', worker)
    expect(await act(number, 'approve')).toMatchObject([{ state: 'ignored' }])
    expect(stage.notes(number)).toEqual([
      expect.stringContaining('does not approve a release: its plan was not there yet'),
    ])
    await tellOf(number, 'changed')
    await tellOf(number, 'approved')
    expect(await listHeld()).toEqual([])
    // Taken back and given again, now that the plan is there.
    await act(number, 'unapprove')
    await act(number, 'approve')
    expect(await listHeld()).toHaveLength(1)
  })
})

describe('an instance that wants approvals', () => {
  it('gets a tag whose commit the merge of the approved merge request made', async () => {
    stage = await openReactionStage({ instance: { requiresApproval: true } })
    const number = await openPlanned()
    await act(number, 'approve')
    merge(number)
    const sha = await stage.release('v1.0.0')
    expect(await deployed()).toMatchObject({ state: 'done' })
    expect(stage.project.commitNotes.find((one) => one.sha === sha)?.note).toContain('Approved by <code>ada</code>.')
  })

  it('does not get a tag without approval, and is told what is missing', async () => {
    stage = await openReactionStage({ instance: { requiresApproval: true } })
    const number = await openPlanned()
    merge(number)
    const sha = await stage.release('v1.0.0')
    expect(await deployed()).toMatchObject({ state: 'dead', text: expect.stringContaining('is not approved') })
    expect(stage.statuses(sha)).toMatchObject({ 'arkindex-ci/deploy/demo': 'failed' })
    expect(stage.proxy.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('does not get a commit that was pushed after the approval', async () => {
    stage = await openReactionStage({ instance: { requiresApproval: true } })
    const number = await openPlanned()
    await act(number, 'approve')
    stage.gitlab.commitFiles(place, 'side', { 'README.md': 'Later' }, 'Later')
    merge(number)
    await stage.release('v1.0.0')
    expect(await deployed()).toMatchObject({ state: 'dead', text: expect.stringContaining('is not approved') })
  })

  it('does not get an approval that was taken back while the bot was down', async () => {
    stage = await openReactionStage({ instance: { requiresApproval: true } })
    const number = await openPlanned()
    await act(number, 'approve')
    stage.gitlab.actOnMergeRequest(place, number, 'unapprove', 'ada')
    merge(number)
    await stage.release('v1.0.0')
    expect(await deployed()).toMatchObject({ state: 'dead', text: expect.stringContaining('is not approved') })
  })
})

describe('an approval that holds', () => {
  it('is stale once an object of the instance moved, which is named, and nothing is applied', async () => {
    stage = await openReactionStage()
    const number = await openPlanned()
    await act(number, 'approve')
    const sha = merge(number)
    const model = await stage.api.first('/models/')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Renamed by somebody' })
    await stage.release('v1.0.0')
    const { state, text } = (await deployed()) ?? {}
    expect([state, text]).toEqual(['dead', expect.stringContaining('What ada approved in merge request')])
    expect(text).toContain('Letters language model')
    expect(stage.project.commitNotes.find((one) => one.sha === sha)?.note).toContain('is stale')
    expect(stage.proxy.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('is asked for the branch too, where somebody deploys the merge request itself', async () => {
    const manifest = botLetters['.arkindex-ci.yml']?.replace('branches: [main]', 'branches: [main, side]') ?? ''
    stage = await openReactionStage({
      files: { ...botLetters, '.arkindex-ci.yml': manifest },
      instance: { requiresApproval: true },
    })
    const number = await openPlanned()
    const sha = stage.project.git('rev-parse', 'side').trim()
    stage.project.addImage('', { [`commit-${sha.slice(0, 8)}`]: digest })
    expect((await stage.command(number, '/arkindex deploy demo')).answer).toContain('is not approved')
    await act(number, 'approve')
    expect((await stage.command(number, '/arkindex deploy demo')).answer).toContain(
      'is released** on <code>demo</code>',
    )
  })
})

describe('the end of a merge request', () => {
  it('ends its checks, leaves no status running, and keeps its approval', async () => {
    stage = await openReactionStage()
    const number = await openPlanned()
    const sha = stage.project.git('rev-parse', 'side').trim()
    await act(number, 'approve')
    const before = stage.notes(number)
    await stage.add([
      {
        kind: 'merge-request',
        forge: 'gitlab',
        project: stage.id,
        lane: 'x',
        subject: `mr:gitlab:${stage.id}:${number}`,
        payload: { number },
        runAt: Date.now() + 3_600_000,
      },
    ])
    merge(number)
    expect(await tellOf(number, 'ended')).toMatchObject([{ state: 'done', text: '1 jobs of it end' }])
    expect(Object.values(stage.statuses(sha))).not.toContain('running')
    expect(await tellOf(number, 'ended')).toMatchObject([{ state: 'done', text: 'nothing of it was under way' }])
    expect(stage.notes(number)).toEqual(before)
    expect(await listHeld()).toHaveLength(1)
  })
})
