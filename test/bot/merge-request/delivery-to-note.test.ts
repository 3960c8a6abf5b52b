import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import { type RunningBot, startBot } from '../../../bot/start-bot.ts'
import { listReactions, sweepNothing, waitFor } from '../bot-stage.ts'
import {
  brokenWorker,
  type MergeRequestStage,
  mendedWorker,
  openMergeRequestStage,
  project,
} from './merge-request-stage.ts'

const file = 'arkindex/reader.yml'

let stage: MergeRequestStage
let bot: RunningBot
let readJobs: () => Promise<{ state: string; result: string | null; last_error: string | null }[]>
let close: () => Promise<void>

beforeAll(async () => {
  stage = await openMergeRequestStage()
  const database = path.join(stage.folder, 'deliveries.sqlite')
  const { reactions } = await import('../../../bot/reactions/list.ts')
  const config = { ...stage.config, database }
  bot = await startBot(config, {
    env: { XDG_CACHE_HOME: stage.folder },
    reactions: new Map([...reactions, ...listReactions({ sweep: sweepNothing })]),
    queueTimes: { poll: 50, firstRetry: 20 },
  })
  const other = await openBotDatabase(database)
  readJobs = () =>
    other.db.selectFrom('job').select(['state', 'result', 'last_error']).where('kind', '=', 'merge-request').execute()
  close = other.close
  await stage.forge.createWebhook(
    { project: String(stage.gitlab.project(project).id) },
    { url: `${bot.url}/gitlab/webhook`, events: ['merge-request'] },
  )
})
afterAll(async () => {
  await bot.stop()
  await close()
  await stage.close()
})

const head = (number: number) =>
  stage.gitlab.project(project).git('rev-parse', stage.request(number).sourceBranch).trim()

/** Waits until every delivery was worked. */
async function settle(): Promise<void> {
  await stage.gitlab.settled()
  await waitFor(async () => {
    const jobs = await readJobs()
    const dead = jobs.find(({ state }) => state === 'dead')
    if (dead) throw new Error(dead.last_error ?? 'dead')
    return jobs.length > 0 && jobs.every(({ state }) => state === 'done' || state === 'cancelled')
  }, 'the jobs')
}

it('a push becomes a note; two pushes at once become one note of the last, and nothing stays running', async () => {
  const number = stage.open('reader', { [file]: brokenWorker })
  await waitFor(() => stage.notes(number).length > 0, 'the note')
  const first = stage.push('reader', { [file]: `# One.\n${brokenWorker}` })
  const second = stage.push('reader', { [file]: mendedWorker })
  await waitFor(() => stage.notes(number)[0]?.body.includes(second.slice(0, 12)), 'the note of the last push')
  await settle()
  expect(stage.notes(number)).toHaveLength(1)
  expect(stage.discussions(number)).toMatchObject([{ resolvedBy: 'arkindex-bot' }])
  for (const sha of [first, second]) expect(stage.statuses(sha).join()).not.toContain('running')
  expect(stage.statuses(head(number))).toMatchObject(
    [/^plan success/, /^validate success/].map((text) => expect.stringMatching(text)),
  )
})

it('the same hook once more, and the second hook of one push, write nothing', async () => {
  const number = stage.open('again', { [file]: brokenWorker })
  await waitFor(() => stage.notes(number).length > 0, 'the note')
  await settle()
  const sha = stage.gitlab.commitFiles(project, 'again', { [file]: mendedWorker }, { secondHook: 'with oldrev' })
  await waitFor(() => stage.notes(number)[0]?.body.includes(sha.slice(0, 12)), 'the note')
  await settle()
  const before = (await readJobs()).length
  stage.takeWrites()
  const last = stage.gitlab.deliveries.at(-1)
  await stage.gitlab.resend(last!)
  // As the same event under another key: a replay of GitLab's own.
  const response = await fetch(`${bot.url}/gitlab/webhook`, {
    method: 'POST',
    headers: { ...last!.headers, 'idempotency-key': 'another', 'webhook-id': 'another' },
    body: JSON.stringify(last!.body),
  })
  expect(response.status).toBeLessThan(300)
  await waitFor(async () => (await readJobs()).length > before, 'the job of the replay')
  await settle()
  expect(stage.takeWrites()).toEqual([])
  expect(stage.notes(number)).toHaveLength(1)
})
