import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepBegun, readBegun } from '../../../bot/merge-request/last-check.ts'
import { reactToMergeRequestEnded } from '../../../bot/reactions/merge-request-ended.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import {
  brokenWorker,
  type MergeRequestStage,
  mendedWorker,
  openMergeRequestStage,
  project,
} from '../merge-request/merge-request-stage.ts'

const file = 'arkindex/reader.yml'

let stage: MergeRequestStage
beforeAll(async () => {
  stage = await openMergeRequestStage()
})
afterAll(() => stage.close())

const place = (number: number) => ({ project: String(stage.gitlab.project(project).id), number })
const store = () => ({ db: stage.db, forge: stage.forge, now: () => 1 })

/** What a bot leaves that is killed while it checks: both statuses run. */
async function abandon(number: number): Promise<string> {
  const request = await stage.forge.readMergeRequest(place(number).project, number)
  const { headSha: sha = '', sourceBranch: ref = '' } = request ?? {}
  await keepBegun(place(number), sha, store())
  for (const name of ['validate', 'plan']) {
    const status = { sha, ref, state: 'running', description: 'is being checked', targetUrl: null } as const
    await stage.forge.setStatus(place(number).project, { ...status, name: `arkindex-ci/${name}` })
  }
  expect(stage.statuses(sha).join()).toContain('running')
  return sha
}

it('the statuses of a commit whose check was killed are ended by the check of the next commit', async () => {
  const number = stage.open('killed', { [file]: brokenWorker })
  const sha = await abandon(number)
  stage.push('killed', { [file]: mendedWorker })
  await stage.check(number)
  expect(stage.statuses(sha)).toEqual([
    'plan canceled: the check was ended before its time',
    'validate canceled: the check was ended before its time',
  ])
  expect(await readBegun(place(number), store())).toBeNull()
  expect(stage.notes(number)).toHaveLength(1)
})

async function tellEnd(number: number): Promise<void> {
  const job = { kind: 'merge-request-ended', forge: stage.forge.name, project: place(number).project, deliveryId: null }
  await reactToMergeRequestEnded(
    { ...job, id: '1', payload: { number }, attempts: 1, created: 0 },
    {
      ...store(),
      config: stage.config,
      openInstance: () => Promise.reject(new Error('nothing is planned any more')),
      enqueue: async () => {},
      cancel: async () => 0,
      logger: createLogger({ level: 'silent' }),
      signal: new AbortController().signal,
      env: {},
      isDryRun: false,
    },
  )
}

it.each([
  ['of a new job', (number: number) => stage.check(number)],
  ['that it has ended', tellEnd],
])('those of a merge request that was closed meanwhile are ended by the news %s', async (name, react) => {
  const branch = `closed-${name.replaceAll(' ', '-')}`
  const number = stage.open(branch, { [file]: brokenWorker })
  const sha = await abandon(number)
  stage.gitlab.actOnMergeRequest(project, number, 'close')
  await react(number)
  expect(stage.statuses(sha).join()).not.toContain('running')
  expect(stage.notes(number)).toEqual([])
})

it('a check that was killed and is done again on the same commit ends its statuses itself, in one note', async () => {
  const number = stage.open('again', { [file]: brokenWorker })
  const sha = await abandon(number)
  await stage.check(number)
  expect(stage.statuses(sha).join()).toMatch(/plan failed: files.*validate failed: 1 error/)
  expect(await readBegun(place(number), store())).toBeNull()
})
