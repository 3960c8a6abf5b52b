import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { GithubSettings } from '../../bot/config/bot-config.ts'
import { openGithubForge } from '../../bot/forge/github/open-github-forge.ts'
import { openHostBudgets } from '../../bot/forge/requester/host-budgets.ts'
import { reactions } from '../../bot/reactions/list.ts'
import { openTransport, type Transport } from '../../core/arkindex/transport.ts'
import { createLogger } from '../../core/log/create-logger.ts'
import { startServer } from '../../server/start-server.ts'
import { type Api, letters, openApi, prepareLetters } from '../core/release/stage.ts'
import type { GithubRepository, GithubUser, Pull } from '../github/repositories.ts'
import { type Github, startGithub } from '../github/start-github.ts'
import { makeConfig, startTestBot, type TestBot, waitFor } from './bot-stage.ts'

const instanceToken = 'a'.repeat(40)
const webhookSecret = 'secret of the webhooks of these tests, long'
const digest = `sha256:${'1'.repeat(64)}`

/** Letters that the bot releases, with an option whose type is mistaken. */
const manifest = letters['.arkindex-ci.yml']?.replace('demo: {', 'demo: { applied_by: bot,') ?? ''
const worker = letters['.arkindex.yml'] ?? ''
const mistaken = worker.replace('type: int,', 'type: integer,')

let folder: string
let github: Github
let repository: GithubRepository
let bot: TestBot
let api: Api
let ada: GithubUser
let transport: Transport
const closers: (() => Promise<void>)[] = []

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bot-github-'))
  github = await startGithub({ folder: path.join(folder, 'github') })
  repository = github.addRepository({ fullName: 'acme/letters' })
  repository.protectedTags.push('refs/tags/v*')
  ada = github.addUser('ada')
  repository.collaborators.set('ada', 'maintain')
  repository.commitFiles('main', { ...letters, '.arkindex-ci.yml': manifest })
  const server = await startServer({ adminToken: instanceToken })
  api = openApi(server.url, instanceToken)
  await prepareLetters(api)
  const settings: GithubSettings = {
    ...{ kind: 'github', name: 'github', url: github.url, apiUrl: github.apiUrl, appId: github.appId },
    ...{ privateKey: github.privateKey, webhookSecrets: [webhookSecret], projects: ['acme/letters'], groups: [] },
  }
  transport = openTransport({ env: {} })
  const instance = { slug: 'demo', url: server.url, token: instanceToken, requiresApproval: false }
  const config = makeConfig(path.join(folder, 'bot.sqlite'), { forges: [settings], instances: [instance] })
  const logger = createLogger({ level: 'silent' })
  bot = await startTestBot(config, {
    reactions,
    openForge: () => openGithubForge(settings, { transport, budgets: openHostBudgets(), logger, isPaced: false }),
  })
  github.world.hook = { url: `${bot.url}/github/webhook`, secret: webhookSecret, insecureTls: false }
  closers.push(async () => {
    await bot.stop()
    await transport.close()
    await server.close()
    await github.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const named = { full_name: 'acme/letters' }

async function tell(event: string, payload: object, id?: string): Promise<number> {
  const answer = await github.deliver(event, { repository: named, ...payload }, id === undefined ? {} : { id })
  return answer.status
}

function openPull(branch: string, files: Record<string, string>): Pull {
  repository.commitFiles(branch, files)
  const pull: Pull = {
    ...{ number: repository.pulls.length + 1, title: branch, state: 'open', isMerged: false, isDraft: false },
    ...{ mergeSha: null, headRef: branch, baseRef: 'main', headRepository: 'acme/letters', user: ada },
    ...{ updated: Date.now(), comments: [], reviewComments: [], reviews: [] },
  }
  repository.pulls.push(pull)
  return pull
}

const head = (pull: Pull) => repository.git('rev-parse', pull.headRef).trim()
const pullPayload = (pull: Pull, action: string) => ({
  action,
  number: pull.number,
  pull_request: { number: pull.number, head: { sha: head(pull) } },
  sender: { id: ada.id },
})

/** What is shown of the newest check of each name: `arkindex-ci/plan success`. */
function checks(sha: string): string[] {
  const newest = new Map(repository.checkRuns.filter((run) => run.sha === sha).map((run) => [run.name, run]))
  return [...newest.values()].map(({ name, status, conclusion }) => `${name} ${conclusion ?? status}`).sort()
}

const ended = ['arkindex-ci/plan success', 'arkindex-ci/validate success']

it('a pull request with a mistake gets a note, a comment with the line and red checks; mended, all of it follows', async () => {
  const pull = openPull('topic', { '.arkindex.yml': mistaken })
  expect(await tell('pull_request', pullPayload(pull, 'opened'))).toBe(202)
  await waitFor(() => checks(head(pull)).includes('arkindex-ci/validate failure') && pull.reviewComments.length > 0)
  await waitFor(() => pull.comments.length > 0)
  const line = mistaken.split('\n').findIndex((text) => text.includes('type: integer')) + 1
  expect(pull.reviewComments).toMatchObject([{ path: '.arkindex.yml', line, user: { login: 'arkindex-ci[bot]' } }])

  repository.commitFiles('topic', { '.arkindex.yml': worker.replace('default: 3', 'default: 5') })
  expect(await tell('pull_request', pullPayload(pull, 'synchronize'), 'once')).toBe(202)
  await waitFor(() => checks(head(pull)).join() === ended.join())
  expect(pull.comments).toHaveLength(1)
  expect(pull.comments[0]?.body).toContain(head(pull).slice(0, 12))
  expect(pull.reviewComments.map(({ body }) => body).at(-1)).toContain('This is mended.')

  const writes = () =>
    github.requests.filter(({ method, path: to }) => method !== 'GET' && !to.includes('/app/')).length
  const before = writes()
  expect(await tell('pull_request', pullPayload(pull, 'synchronize'), 'once'), 'the same delivery again').toBe(200)
  expect(await tell('pull_request', pullPayload(pull, 'labeled'))).toBe(202)
  expect(await tell('pull_request', pullPayload(pull, 'synchronize'), 'a second one of the same push')).toBe(202)
  await waitFor(() => bot.lines.filter((text) => text.includes('"kind":"merge-request"')).length >= 3)
  expect(writes()).toBe(before)
})

it('a command of a maintainer is answered, that of a stranger is not', async () => {
  const pull = openPull('topic', { 'README.md': 'Letters.\n' })
  const eve = github.addUser('eve')
  const say = (user: GithubUser) => {
    const id = github.world.nextId()
    pull.comments.push({ id, body: '/arkindex validate', user, reactions: [] })
    const comment = { id, body: '/arkindex validate', user }
    return tell('issue_comment', { action: 'created', comment, issue: { number: pull.number, pull_request: {} } })
  }
  await say(eve)
  await say(ada)
  const answer = await waitFor(() => pull.comments.find(({ user }) => user.type === 'Bot'))
  expect(answer.body).not.toContain('eve')
  await waitFor(() => pull.comments[1]?.reactions.some(({ content }) => content === '+1'))
  expect(pull.comments[0]?.reactions).toEqual([])
  expect(pull.comments.filter(({ user }) => user.type === 'Bot')).toHaveLength(1)
})

it('a protected tag whose workflows succeeded is released, with its image by digest, and told on release and commit', async () => {
  const sha = repository.git('rev-parse', 'main').trim()
  repository.git('tag', 'v1.0.0', sha)
  repository.packageVersions.push({ digest, tags: ['v1.0.0'] })
  repository.releases.push({ id: 5, tag: 'v1.0.0', body: 'Written by hand.' })
  repository.workflowRuns.push({ id: 6, sha, branch: 'v1.0.0', status: 'completed', conclusion: 'success' })
  const run = { id: 6, head_branch: 'v1.0.0', head_sha: sha, event: 'push', status: 'completed', conclusion: 'success' }
  expect(await tell('workflow_run', { action: 'completed', workflow_run: run })).toBe(202)
  await waitFor(() => checks(sha).includes('arkindex-ci/deploy/demo success'))
  await waitFor(() => repository.deployments[0]?.statuses.at(-1)?.state === 'success')
  await waitFor(() => repository.releases[0]?.body.includes('recognizer'))
  expect(repository.releases[0]?.body).toContain('Written by hand.')
  expect(repository.deployments).toMatchObject([{ environment: 'arkindex/demo', sha }])
  expect(JSON.stringify(await api.list('/workers/'))).toContain('recognizer')
  const host = `containers.${new URL(github.url).host}`
  expect(
    repository.releases[0]?.body.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number))),
  ).toContain(`${host}/acme/letters@${digest}`)
})
