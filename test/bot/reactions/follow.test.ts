import { afterEach, describe, expect, it } from 'vitest'
import { choosePause } from '../../../bot/reactions/follow.ts'
import { type HandAgent, openHandAgent } from '../../core/release/hand-agent.ts'
import { farmKey, openReactionStage, place, type ReactionStage } from './reaction-stage.ts'

let stage: ReactionStage
afterEach(() => stage?.close())

/** Releases v1.0.0, whose training then waits for an agent. */
async function releaseTraining(): Promise<{ sha: string; agent: HandAgent }> {
  stage.gitlab.pushTag(place, 'v1.0.0', 'main')
  stage.gitlab.release(place, 'v1.0.0')
  const sha = await stage.release('v1.0.0')
  const worked = await stage.work()
  expect(worked.map(({ kind }) => kind)).toEqual(['release', 'deploy', 'follow'])
  return { sha, agent: await openHandAgent(stage.instanceUrl, farmKey) }
}

const lookAgain = async (milliseconds = 60_000) => {
  stage.ahead += milliseconds
  return stage.work()
}
const readRelease = () => stage.project.releases[0]?.description ?? ''
const readComment = () => stage.project.commitNotes.find(({ note }) => note.includes('training'))?.note ?? ''

describe('a training that the bot started', () => {
  it('is followed to its end and told at the release and the commit, with its metrics as a table and a plot', async () => {
    stage = await openReactionStage()
    const { agent } = await releaseTraining()
    expect(readRelease()).toMatch(
      /\*\*Training <code>language&#45;model<\/code>\*\* on <code>demo<\/code>, process \[<code>/,
    )
    expect(readRelease()).toContain(': <code>pending</code>')
    const task = await agent.take()
    await agent.log(task, 'epoch 1\n')
    expect(await lookAgain()).toMatchObject([{ kind: 'follow', text: 'the training is running' }])
    expect(readComment()).toContain(': <code>running</code>')
    const writes = stage.gitlab.requests.filter(({ method }) => method !== 'GET').length
    await lookAgain()
    // The same again is not written again.
    expect(stage.gitlab.requests.filter(({ method }) => method !== 'GET')).toHaveLength(writes)
    await agent.addArtifact(task, 'metrics.json', JSON.stringify({ loss: 0.25, 'wer|`@all`': 12.5, note: 'text' }))
    await agent.end(task, 'completed')
    expect(await lookAgain()).toMatchObject([{ kind: 'follow', state: 'done', text: 'the training ended: completed' }])
    for (const text of [readRelease(), readComment()]) {
      expect(text).toContain(': <code>completed</code>')
      expect(text).toMatch(/- Duration: \d+ /)
      expect(text).toContain('| <code>loss</code> | 0.25 |')
      expect(text).toContain('| <code>wer&#124;&#96;&#64;all&#96;</code> | 12.5 |')
      expect(text).toContain(
        '```mermaid\nxychart-beta\n  x-axis ["loss", "wer___all_"]\n  y-axis 0 --> 12.5\n  bar [0.25, 12.5]\n```',
      )
    }
    expect(await stage.db.selectFrom('followed_process').select(['state', 'training']).execute()).toEqual([
      { state: 'completed', training: 'language-model' },
    ])
    expect(await lookAgain(3_600_000)).toEqual([])
  })

  it('that failed is told with the end of its log', async () => {
    stage = await openReactionStage()
    const { agent } = await releaseTraining()
    const task = await agent.take()
    await agent.log(task, 'reading\nno such set </details> @all\n')
    await agent.end(task, 'failed')
    await lookAgain()
    expect(readRelease()).toContain(': <code>failed</code>')
    expect(readRelease()).toContain('no such set &#60;&#47;details&#62; &#64;all')
  })

  it('is told in the answer to the command that asked for it', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    stage.gitlab.actOnMergeRequest(place, number, 'merge', 'ada')
    await stage.release('v1.0.0')
    await stage.work()
    const { note } = await stage.command(number, '/arkindex train language-model')
    const agent = await openHandAgent(stage.instanceUrl, farmKey)
    await agent.end(await agent.take(), 'completed')
    await lookAgain()
    expect(stage.notes(number).join()).toMatch(
      /\*\*Training <code>language&#45;model<\/code>\*\*.*: <code>completed<\/code>/,
    )
    expect(stage.emojis(number, note)).toEqual(['eyes', 'white_check_mark'])
    expect(stage.notes(number)).toHaveLength(1)
  })

  it('is followed on when its instance was away, and ends where its process is deleted', async () => {
    stage = await openReactionStage()
    await releaseTraining()
    const { upstream } = stage.proxy
    stage.proxy.upstream = 'http://127.0.0.1:9'
    expect(await lookAgain()).toMatchObject([
      { kind: 'follow', state: 'done', text: expect.stringContaining('tried again') },
    ])
    stage.proxy.upstream = upstream
    expect(await lookAgain()).toMatchObject([{ text: 'the training is pending' }])
    const [row] = await stage.db.selectFrom('followed_process').select('id').execute()
    await stage.db.updateTable('followed_process').set({ process_id: '00000000-0000-4000-8000-000000000000' }).execute()
    expect(row).toBeDefined()
    expect(await lookAgain()).toMatchObject([{ text: 'the process is not there any more' }])
    expect(await lookAgain()).toEqual([])
  })

  it('is looked at less often as it gets older', () => {
    const hour = 3_600_000
    expect([0, 1, 12, 48].map((hours) => choosePause(hours * hour) / 1000)).toEqual([15, 60, 300, 900])
  })
})
