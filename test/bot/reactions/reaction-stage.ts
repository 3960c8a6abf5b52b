import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BotConfig, InstanceSettings } from '../../../bot/config/bot-config.ts'
import type { ForgeEvent } from '../../../bot/events/forge-event.ts'
import { routeEvent } from '../../../bot/events/route-event.ts'
import type { Forge } from '../../../bot/forge/forge.ts'
import { openGitlabForge } from '../../../bot/forge/gitlab/open-gitlab-forge.ts'
import { openHostBudgets } from '../../../bot/forge/requester/host-budgets.ts'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import type { ClaimedJob } from '../../../bot/queue/claim-job.ts'
import type { JobEnd } from '../../../bot/queue/end-job.ts'
import { cancelSubject, enqueueJobs } from '../../../bot/queue/enqueue-jobs.ts'
import { JobStop } from '../../../bot/queue/job-stop.ts'
import { judgeFailure } from '../../../bot/queue/judge-failure.ts'
import { reactions } from '../../../bot/reactions/list.ts'
import type { NewJob, ReactionContext } from '../../../bot/reactions/reaction.ts'
import { openInstance } from '../../../core/arkindex/open-instance.ts'
import { openTransport } from '../../../core/arkindex/transport.ts'
import { createId, readJsonObject } from '../../../core/database/conventions.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { startServer } from '../../../server/start-server.ts'
import { type Api, letters, openApi, prepareLetters } from '../../core/release/stage.ts'
import type { GitlabProject, MergeRequest } from '../../gitlab/model.ts'
import { type Gitlab, startGitlab } from '../../gitlab/start-gitlab.ts'
import { startEngine } from '../../postgresql/test-engine.ts'
import { type CuttingProxy, startProxy } from '../../proxy/start-proxy.ts'
import { makeConfig, makeGitlab } from '../bot-stage.ts'

export const place = 'acme/letters'
export const digest = `sha256:${'1'.repeat(64)}`
const instanceToken = 'a'.repeat(40)
export const farmKey = 'key-of-the-farm-of-these-tests-0123456789'

/** The letters of the tests, released by the bot. */
export const botLetters: Readonly<Record<string, string>> = {
  ...letters,
  '.arkindex-ci.yml': letters['.arkindex-ci.yml']?.replace('demo: {', 'demo: { applied_by: bot,') ?? '',
}

/** How a job ended, as the queue would write it. */
export interface WorkedJob {
  kind: string
  state: string
  text: string
}

export interface ReactionStage {
  /** Removed at the end. */
  folder: string
  gitlab: Gitlab
  project: GitlabProject
  /** Id of the project as the forge has it. */
  id: string
  forge: Forge
  api: Api
  instanceUrl: string
  proxy: CuttingProxy
  db: ReactionContext['db']
  lines: string[]
  /** Milliseconds that the bot's clock is ahead. */
  ahead: number
  /** What the bot is configured with; tests change it. */
  config: { -readonly [Key in keyof BotConfig]: BotConfig[Key] }
  /** What every reaction gets besides; tests change it. */
  more: { signal?: AbortSignal } & Partial<Omit<ReactionContext, 'signal'>>
  /** Makes the jobs that an event asks for. */
  tell(event: ForgeEvent): Promise<void>
  add(jobs: readonly NewJob[]): Promise<void>
  /** Does all that can be done now, one after another. */
  work(): Promise<WorkedJob[]>
  /** Tags what a branch is at, with its image and its pipeline, and tells that this has succeeded. */
  release(tag: string, branch?: string): Promise<string>
  request(number: number): MergeRequest
  /** Opens a merge request of a new branch with these changes. */
  open(branch: string, files: Readonly<Record<string, string>>): number
  /** The bot's notes on a merge request. */
  notes(number: number): string[]
  /** Emojis of the bot on a note. */
  emojis(number: number, note: number): string[]
  /** Writes a note and does what it asks for; gives the answer. */
  command(
    number: number,
    body: string,
    user?: string,
  ): Promise<{ answer: string | undefined; emojis: string[]; note: number }>
  /** Statuses of the bot, newest of each name. */
  statuses(sha: string): Record<string, string>
  close(): Promise<void>
}

/** GitLab with the letters, the bundled server behind a proxy, the bot's database and every reaction, worked by hand. */
export async function openReactionStage(
  options: {
    files?: Readonly<Record<string, string>>
    config?: Partial<BotConfig>
    instance?: Partial<InstanceSettings>
  } = {},
): Promise<ReactionStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bot-reactions-'))
  const engine = startEngine()
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    users: [
      { username: 'ada', token: 'token-of-ada-0123456789', access: { [place]: 40 } },
      { username: 'dev', token: 'token-of-dev-0123456789', access: { [place]: 30 } },
      { username: 'reporter', token: 'token-of-reporter-0123456789', access: { [place]: 20 } },
      { username: 'guest', token: 'token-of-guest-0123456789', access: { [place]: 10 } },
      { username: 'stranger', token: 'token-of-stranger-0123456789', access: { 'stranger/home': 40 } },
      { username: 'arkindex-bot', token: 'token-of-the-bot-0123456789', bot: true, access: { [place]: 40 } },
    ],
    projects: [{ path: place, visibility: 'public', protectedTags: ['v*'] }],
  })
  gitlab.commitFiles(place, 'main', options.files ?? botLetters, 'Letters')
  const proxy = await startProxy()
  const server = await startServer({ adminToken: instanceToken, publicUrl: proxy.url, farmKey })
  proxy.upstream = server.url
  const api = openApi(server.url, instanceToken)
  await prepareLetters(api)
  const { db, close: closeDatabase } = await openBotDatabase(await engine.makeLocation())
  const transport = openTransport({ env: {} })
  const settings = makeGitlab({ url: gitlab.url, token: 'token-of-the-bot-0123456789', projects: [place] })
  const forge = openGitlabForge(settings, { transport, budgets: openHostBudgets() })
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } })
  const project = gitlab.project(place)
  const origin = { deliveryId: null, correlation: createId() }
  let last = 0

  const stage: ReactionStage = {
    folder,
    gitlab,
    project,
    id: String(project.id),
    forge,
    api,
    instanceUrl: server.url,
    proxy,
    db,
    lines,
    ahead: 0,
    config: makeConfig('', {
      forges: [settings],
      instances: [{ slug: 'demo', url: proxy.url, token: instanceToken, requiresApproval: false, ...options.instance }],
      ...options.config,
    }),
    more: {},
    tell: (event) => stage.add(routeEvent(event, forge.name)),
    add: async (jobs) => {
      await db.transaction().execute((trx) => enqueueJobs(trx, now, jobs, origin))
    },
    work: async () => {
      const done: WorkedJob[] = []
      for (;;) {
        const job = await take()
        if (!job) return done
        done.push(await run(job))
        // What was stopped would be taken up again at once.
        if (stage.more.signal?.aborted) return done
      }
    },
    release: async (tag, branch = 'main') => {
      const sha = gitlab.pushTag(place, tag, branch)
      project.addImage('', { [tag.replaceAll('+', '_')]: digest })
      const pipeline = gitlab.startPipeline(place, { ref: tag, tag: true })
      gitlab.finishPipeline(place, pipeline.id)
      await stage.tell({ kind: 'pipeline', project: stage.id, ref: tag, isTag: true, sha, status: 'success' })
      return sha
    },
    request: (number) => {
      const found = project.mergeRequests.find(({ iid }) => iid === number)
      if (!found) throw new Error(`no merge request ${number}`)
      return found
    },
    open: (branch, files) => {
      gitlab.commitFiles(place, branch, files, 'Change')
      return gitlab.openMergeRequest(place, { sourceBranch: branch, author: 'dev' }).iid
    },
    notes: (number) => {
      const own = stage.request(number).notes.filter(({ author, system }) => author === 'arkindex-bot' && !system)
      return own.map(({ body }) => body)
    },
    emojis: (number, id) => {
      const note = stage.request(number).notes.find((one) => one.id === id)
      return (note?.awards ?? []).filter(({ user }) => user === 'arkindex-bot').map(({ name }) => name)
    },
    command: async (number, body, user = 'ada') => {
      const note = gitlab.writeNote(place, number, body, user)
      await stage.tell({
        kind: 'note',
        project: stage.id,
        number,
        noteId: String(note.id),
        authorId: '1',
        firstLine: body.split('\n')[0] ?? '',
      })
      await stage.work()
      const answer = stage.notes(number).find((text) => text.startsWith(`<!-- arkindex-ci command ${note.id} -->`))
      return { answer, emojis: stage.emojis(number, note.id), note: note.id }
    },
    statuses: (sha) =>
      Object.fromEntries(project.statuses.filter((one) => one.sha === sha).map(({ name, status }) => [name, status])),
    close: async () => {
      await forge.close()
      await transport.close()
      await closeDatabase()
      await engine.close()
      await proxy.close()
      await server.close()
      await gitlab.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  function now(): number {
    last = Math.max(last + 1, Date.now() + stage.ahead)
    return last
  }

  /** The next job, as the queue would give it to its one worker: of each lane only the first that has not ended. */
  async function take(): Promise<ClaimedJob | undefined> {
    const left = await db
      .selectFrom('job')
      .selectAll()
      .where('ended', 'is', null)
      .orderBy('created')
      .orderBy('id')
      .execute()
    const heads = left.filter((job, at) => left.findIndex(({ lane }) => lane === job.lane) === at)
    const next = heads.find(({ run_at: at }) => at <= now())
    if (!next) return undefined
    const attempts = next.attempts + 1
    await db.updateTable('job').set({ state: 'running', attempts }).where('id', '=', next.id).execute()
    return { ...next, state: 'running', attempts, received: null }
  }

  async function finish(job: ClaimedJob, end: JobEnd): Promise<void> {
    const ended = end.state === 'waiting' ? { run_at: end.runAt } : { ended: now() }
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('job')
        .set({ state: end.state, ...ended })
        .where('id', '=', job.id)
        .execute()
      if (end.state === 'done') await enqueueJobs(trx, now, end.jobs, { ...origin, jobId: job.id })
    })
  }

  async function run(job: ClaimedJob): Promise<WorkedJob> {
    const reaction = await reactions.get(job.kind)?.()
    if (!reaction) throw new Error(`no reaction for ${job.kind}`)
    const signal = stage.more.signal ?? new AbortController().signal
    const context: ReactionContext = {
      config: stage.config,
      forge,
      db,
      openInstance: async (slug) => {
        const found = stage.config.instances.find((one) => one.slug === slug)
        if (!found) throw new Error(`nobody may open ${slug}`)
        return openInstance({ ...found, transport, signal })
      },
      enqueue: async (jobs) => {
        await db.transaction().execute((trx) => enqueueJobs(trx, now, jobs, { ...origin, jobId: job.id }))
      },
      cancel: async (name, subject) => {
        const wanted = { forge: name, subject, sparedId: job.id }
        return (await db.transaction().execute((trx) => cancelSubject(trx, now(), wanted))).count
      },
      logger,
      now,
      env: {},
      isDryRun: stage.config.isDryRun,
      ...stage.more,
      signal,
    }
    const { id, kind, project: of, delivery_id: deliveryId, attempts, created } = job
    const payload = readJsonObject(job.payload)
    try {
      const result = await reaction(
        { id, kind, forge: job.forge, project: of, deliveryId, payload, attempts, created },
        context,
      )
      await finish(job, {
        state: 'done',
        isIgnored: result.state === 'ignored',
        result: result.summary,
        jobs: result.jobs ?? [],
      })
      return { kind, state: result.state, text: result.summary }
    } catch (error) {
      const stop = signal.reason instanceof JobStop ? signal.reason : undefined
      const rules = { attempts: 5, random: () => 0, firstDelay: 60_000 }
      const end = judgeFailure(error, stop, job, now(), rules)
      if (end) await finish(job, end)
      const text = error instanceof Error ? error.message : String(error)
      // What is to be tried again is left for the test to say when.
      return { kind, state: end?.state ?? 'lost', text }
    }
  }

  return stage
}
