import { afterAll, beforeAll, expect, it } from 'vitest'
import { webhookEvents } from '../../../bot/forge/forge.ts'
import { type RunningBot, startBot } from '../../../bot/start-bot.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { startEngine, type TestEngine } from '../../postgresql/test-engine.ts'
import { waitFor } from '../bot-stage.ts'
import { digest, openReactionStage, place, type ReactionStage } from '../reactions/reaction-stage.ts'

let engine: TestEngine
let stage: ReactionStage
let location: string
const bots: RunningBot[] = []

async function start(port = 0): Promise<RunningBot> {
  const bot = await startBot(
    { ...stage.config, database: location },
    {
      port,
      env: { XDG_CACHE_HOME: stage.folder },
      logger: createLogger({ level: 'warn', destination: { write: (line) => stage.lines.push(line) } }),
      queueTimes: { poll: 50, firstRetry: 20, heartbeat: 100 },
    },
  )
  bots.push(bot)
  return bot
}

beforeAll(async () => {
  engine = startEngine()
  location = await engine.makeLocation()
  stage = await openReactionStage()
  const { url } = await start()
  // On PostgreSQL two replicas share the work.
  if (location.startsWith('postgresql')) await start()
  await stage.forge.createWebhook({ project: stage.id }, { url: `${url}/gitlab/webhook`, events: webhookEvents })
})
afterAll(async () => {
  for (const bot of bots) await bot.stop().catch(() => {})
  await stage.close()
  await engine.close()
})

it('a note with a command is answered, and one of a stranger is not', async () => {
  const number = stage.open('side', { 'README.md': 'New' })
  const strange = stage.gitlab.writeNote(place, number, '/arkindex plan', 'stranger')
  const { id } = stage.gitlab.writeNote(place, number, '/arkindex plan demo', 'ada')
  await waitFor(() => stage.emojis(number, id).includes('white_check_mark'), 'the answer')
  expect(stage.notes(number).filter((text) => text.startsWith('<!-- arkindex-ci command'))).toHaveLength(1)
  expect(stage.emojis(number, strange.id)).toEqual([])
})

it('a tag is applied once, by the events of its pipeline, its release and its deployment, through a stop of the bot in the middle', async () => {
  const sha = stage.gitlab.pushTag(place, 'v1.0.0', 'main')
  stage.project.addImage('', { 'v1.0.0': digest })
  let stopped: Promise<void> | undefined
  stage.proxy.after = ({ method }) => {
    // The first write is done; its answer comes when the bot is already on its way out.
    if (method !== 'GET') stopped ??= Promise.all(bots.splice(0).map((bot) => bot.stop())).then(() => {})
    return 'pass'
  }
  const pipeline = stage.gitlab.startPipeline(place, { ref: 'v1.0.0', tag: true })
  stage.gitlab.release(place, 'v1.0.0')
  stage.gitlab.deploy(place, { environment: 'production', ref: 'v1.0.0', tag: true, status: 'success' })
  stage.gitlab.finishPipeline(place, pipeline.id)
  await waitFor(() => stopped !== undefined, 'the first write')
  await stopped
  stage.proxy.after = () => 'pass'
  expect(Object.values(stage.statuses(sha))).not.toContain('running')
  await start()
  await waitFor(() => stage.statuses(sha)['arkindex-ci/deploy/demo'] === 'success', 'the deployment')
  await waitFor(() => stage.project.commitNotes.some(({ note }) => note.includes('training')), 'the training')
  expect(await stage.api.list('/process/')).toHaveLength(1)
  const comments = stage.project.commitNotes.filter(({ note }) => note.startsWith('<!-- arkindex-ci deploy demo'))
  expect(comments).toHaveLength(1)
  expect(comments[0]?.note).toContain('is released**')
  const own = stage.project.deployments.filter(({ environment }) => environment === 'arkindex/demo')
  expect(own.filter(({ status }) => status === 'success')).toHaveLength(1)
  expect(own.filter(({ status }) => status === 'running')).toEqual([])
})
