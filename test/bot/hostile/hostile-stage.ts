import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BotConfig } from '../../../bot/config/bot-config.ts'
import { type BotDatabase, openBotDatabase } from '../../../bot/open-bot-database.ts'
import { type RunningBot, startBot } from '../../../bot/start-bot.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { registerSecret } from '../../../core/log/secrets.ts'
import { startServer } from '../../../server/start-server.ts'
import { letters, openApi, prepareLetters } from '../../core/release/stage.ts'
import type { MergeRequest, Note } from '../../gitlab/model.ts'
import { type Gitlab, startGitlab } from '../../gitlab/start-gitlab.ts'
import { makeConfig, makeGitlab, waitFor } from '../bot-stage.ts'

export const place = 'acme/letters'

/** Every secret of these tests; none may appear anywhere but where it is used. */
export const canaries = {
  bot: 'canary-of-the-bot-2f9d1c7e',
  webhook: 'canary-of-the-webhooks-8b3e6a5d0c4f7e2b9a1d',
  signing: `whsec_${Buffer.from('canary-of-the-signing-key-123456').toString('base64')}`,
  instance: `${'c0ffee'.repeat(6)}cafe`,
  page: 'canary-of-the-page-5d8c1b7a3f9e2d6c4b0a8e7f',
  other: 'canary-of-another-forge-1a2b3c4d5e6f7a8b9c0d',
} as const

export interface HostileStage {
  gitlab: Gitlab
  bot: RunningBot
  db: BotDatabase
  config: BotConfig
  lines: string[]
  folder: string
  projectId: string
  /** Posts what is given to the webhook of GitLab with its token. */
  send(
    body: string | Buffer,
    headers?: Record<string, string>,
    bare?: boolean,
  ): Promise<{ status: number; text: string }>
  open(branch: string, files: Readonly<Record<string, string | null>>): number
  request(number: number): MergeRequest
  /** The bot's notes on a merge request that begin with this. */
  notes(number: number, start?: string): Note[]
  /** Waits until nothing is left to do at once. */
  settle(): Promise<void>
  /** Waits for the note of the head of a merge request; gives it. */
  waitForNote(number: number): Promise<Note>
  /** Dead letters of the forge that is there; the other one is away. */
  dead(): Promise<string[]>
  /** Everything that the bot wrote anywhere: its log, its files, what it sent to GitLab, its metrics and its pages. */
  readEverything(): Promise<string>
  close(): Promise<void>
}

/** The whole bot in this process, with GitLab and the bundled server, and secrets that are looked for. */
export async function openHostileStage(settings: Partial<BotConfig> = {}): Promise<HostileStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bot-hostile-'))
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    users: [
      { username: 'ada', token: 'token-of-ada-0123456789', access: { [place]: 40 } },
      { username: 'arkindex-bot', token: canaries.bot, bot: true, access: { [place]: 40 } },
      { username: 'mallory', token: 'token-of-mallory-012345', access: { [place]: 30, 'mallory/letters': 40 } },
    ],
    projects: [{ path: place, protectedTags: ['v*'] }],
  })
  const manifest = letters['.arkindex-ci.yml']?.replace('demo: {', 'demo: { applied_by: bot,') ?? ''
  gitlab.commitFiles(place, 'main', { ...letters, '.arkindex-ci.yml': manifest }, 'Letters')
  const server = await startServer({ adminToken: canaries.instance })
  await prepareLetters(openApi(server.url, canaries.instance))
  const lines: string[] = []
  const data = path.join(folder, 'data')
  const database = `${data}.sqlite`
  for (const secret of Object.values(canaries)) registerSecret(secret)
  const config = makeConfig(database, {
    forges: [
      makeGitlab({
        ...{ url: gitlab.url, token: canaries.bot, projects: [place] },
        ...{ webhookTokens: [canaries.webhook], signingKeys: [canaries.signing] },
      }),
      makeGitlab({ name: 'other', url: 'http://127.0.0.1:9', token: canaries.bot, webhookTokens: [canaries.other] }),
    ],
    instances: [{ slug: 'demo', url: server.url, token: canaries.instance, requiresApproval: false }],
    pageToken: canaries.page,
    ...settings,
  })
  const bot = await startBot(config, {
    env: { XDG_CACHE_HOME: folder },
    logger: createLogger({ level: 'trace', destination: { write: (line) => lines.push(line) } }),
    queueTimes: { poll: 50, firstRetry: 50, heartbeat: 500 },
    httpTimes: { header: 2000, request: 4000 },
    stopTime: 5000,
  })
  const { db, close } = await openBotDatabase(database)
  const projectId = String(gitlab.project(place).id)
  const hook = await fetch(`${gitlab.apiUrl}/projects/${projectId}/hooks`, {
    method: 'POST',
    headers: { 'private-token': 'token-of-ada-0123456789', 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ url: `${bot.url}/gitlab/webhook`, token: canaries.webhook, signing_token: canaries.signing },
      ...{ push_events: false, merge_requests_events: true, note_events: true, pipeline_events: true },
      ...{ tag_push_events: true, releases_events: true, deployment_events: true },
    }),
  })
  if (!hook.ok) throw new Error(`no hook: ${hook.status} ${await hook.text()}`)

  const request = (number: number) => {
    const found = gitlab.project(place).mergeRequests.find(({ iid }) => iid === number)
    if (!found) throw new Error(`no merge request ${number}`)
    return found
  }
  const head = (number: number) => gitlab.project(place).git('rev-parse', request(number).sourceBranch).trim()
  const notes = (number: number, start = '') =>
    request(number).notes.filter(
      ({ author, system, body }) => author === 'arkindex-bot' && !system && body.startsWith(start),
    )
  const settleOnce = async () => {
    await gitlab.settled()
    await waitFor(async () => {
      const left = await db
        .selectFrom('job')
        .select('id')
        .where('ended', 'is', null)
        .where('run_at', '<', Date.now() + 60_000)
        .where('forge', '=', 'gitlab')
        .execute()
      return left.length === 0
    }, 'the jobs')
  }
  // What is worked on writes notes, and these make deliveries of their own.
  const settle = async () => {
    await settleOnce()
    await settleOnce()
    await gitlab.settled()
  }
  return {
    ...{ gitlab, bot, db, config, lines, folder, projectId, request, notes, settle },
    send: async (body, headers = {}, bare = false) => {
      const own = { 'x-gitlab-event': 'Merge Request Hook', 'x-gitlab-token': canaries.webhook }
      const response = await fetch(`${bot.url}/gitlab/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(bare ? {} : own), ...headers },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      })
      return { status: response.status, text: await response.text() }
    },
    open: (branch, files) => {
      gitlab.commitFiles(place, branch, files, 'Change')
      return gitlab.openMergeRequest(place, { sourceBranch: branch, author: 'ada' }).iid
    },
    waitForNote: async (number) => {
      const sha = head(number).slice(0, 12)
      return waitFor(
        () => notes(number, '<!-- arkindex-ci merge-request ').find(({ body }) => body.includes(sha)),
        `the note of ${number}`,
      )
    },
    dead: async () => {
      const rows = await db
        .selectFrom('job')
        .select(['kind', 'last_error'])
        .where('state', '=', 'dead')
        .where('forge', '=', 'gitlab')
        .execute()
      return rows.map(({ kind, last_error }) => `${kind} ${last_error}`)
    },
    readEverything: async () => {
      const form = new URLSearchParams({ token: canaries.page, next: '/' })
      const login = await fetch(`${bot.url}/login`, { method: 'POST', body: form, redirect: 'manual' })
      const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      const page = await (await fetch(`${bot.url}/`, { headers: { cookie } })).text()
      const metrics = await fetch(`${bot.url}/metrics`, { headers: { authorization: `Bearer ${canaries.page}` } })
      const files = readdirSync(folder).filter((name) => name.startsWith('data.sqlite'))
      return [
        ...lines,
        page,
        await metrics.text(),
        ...gitlab.requests
          .filter(({ actor }) => actor === 'arkindex-bot')
          .map(({ path: asked, query, body }) => `${asked}${query} ${JSON.stringify(body)}`),
        ...files.map((name) => readFileSync(path.join(folder, name), 'latin1')),
      ].join('\n')
    },
    close: async () => {
      await bot.stop()
      await close()
      await server.close()
      await gitlab.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
