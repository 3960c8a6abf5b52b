import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import { reactToMergeRequest } from '../../../bot/reactions/merge-request.ts'
import type { ReactionResult } from '../../../bot/reactions/reaction.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { makeConfig } from '../bot-stage.ts'
import { type GithubStage, startGithubStage } from '../forge/github/github-stage.ts'
import { brokenWorker, mendedWorker } from './merge-request-stage.ts'

const file = 'arkindex/reader.yml'
const manifest = { '.arkindex-ci.yml': 'version: 1\ninstances: { demo: null }\n' }

let stage: GithubStage
let opened: Awaited<ReturnType<typeof openBotDatabase>>

beforeAll(async () => {
  stage = await startGithubStage()
  opened = await openBotDatabase(':memory:')
})
afterAll(async () => {
  await opened.close()
  await stage.close()
})

async function check(number: number): Promise<ReactionResult> {
  const { forge, project } = stage
  const job = { id: '1', kind: 'merge-request', forge: forge.name, project, deliveryId: null, attempts: 1, created: 0 }
  return reactToMergeRequest(
    { ...job, payload: { number } },
    {
      ...{ config: makeConfig(''), forge, db: opened.db, env: {}, isDryRun: false, now: () => Date.now() },
      openInstance: async () => {
        throw new Error('no instance is known here')
      },
      ...{ enqueue: async () => {}, cancel: async () => 0 },
      logger: createLogger({ level: 'silent' }),
      signal: new AbortController().signal,
    },
  )
}

it('a pull request of GitHub is checked alike: note, comment at the line with a suggestion, checks; and nothing twice', async () => {
  const { acts, forge, project } = stage
  const repository = stage.github.world.repositories.find(({ fullName }) => fullName === project)!
  const broken = await acts.commitFiles('reader', { ...manifest, [file]: brokenWorker })
  const number = await acts.openMergeRequest({ sourceBranch: 'reader' })
  const pull = repository.pulls.find((one) => one.number === number)!
  const states = async (sha: string) =>
    (await acts.listStatuses(sha)).map(({ name, state }) => `${name} ${state}`).sort()

  await check(number)
  expect(pull.comments).toHaveLength(1)
  expect(pull.comments[0]!.body).toContain(`${forge.url}/${project}/blob/${broken}/arkindex/reader.yml#L6`)
  expect(pull.reviewComments).toMatchObject([{ path: file, line: 6, body: expect.stringContaining('```suggestion\n') }])
  expect(await states(broken)).toEqual(['arkindex-ci/plan failed', 'arkindex-ci/validate failed'])
  stage.takeWrites()
  await check(number)
  expect(stage.takeWrites()).toEqual([])

  const mended = await acts.commitFiles('reader', { [file]: mendedWorker })
  await check(number)
  expect(pull.comments).toHaveLength(1)
  expect(pull.comments[0]!.body).toContain(mended.slice(0, 12))
  expect(pull.reviewComments.filter(({ inReplyTo }) => inReplyTo !== null)).toHaveLength(1)
  expect(await states(mended)).toEqual(['arkindex-ci/plan success', 'arkindex-ci/validate success'])
  stage.takeWrites()
  await check(number)
  expect(stage.takeWrites()).toEqual([])
})
