import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BotConfig } from '../../../bot/config/bot-config.ts'
import type { Forge } from '../../../bot/forge/forge.ts'
import { openGitlabForge } from '../../../bot/forge/gitlab/open-gitlab-forge.ts'
import { openHostBudgets } from '../../../bot/forge/requester/host-budgets.ts'
import { type BotDatabase, openBotDatabase } from '../../../bot/open-bot-database.ts'
import { reactToMergeRequest } from '../../../bot/reactions/merge-request.ts'
import type { ReactionContext, ReactionResult } from '../../../bot/reactions/reaction.ts'
import { openInstance } from '../../../core/arkindex/open-instance.ts'
import { openTransport } from '../../../core/arkindex/transport.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { startServer } from '../../../server/start-server.ts'
import { letters, openApi, prepareLetters } from '../../core/release/stage.ts'
import type { MergeRequest, Note } from '../../gitlab/model.ts'
import { type Gitlab, type GitlabOptions, startGitlab } from '../../gitlab/start-gitlab.ts'
import { makeConfig, makeGitlab } from '../bot-stage.ts'

export const project = 'acme/letters'
export const botToken = 'token-of-the-bot-of-these-tests'
const instanceToken = 'a'.repeat(40)

/** A worker file with one error that has a mend, and one that has none. */
export const brokenWorker = `slug: reader
display_name: Reader
type: recognizer
description: Reads.
configuration:
  - { key: depth, display_name: Depth, type: strnig }
`
export const mendedWorker = brokenWorker.replace('strnig', 'string')

export interface MergeRequestStage {
  gitlab: Gitlab
  instanceUrl: string
  /** What the reaction is run with. */
  config: BotConfig
  /** Where everything lies, removed in the end. */
  folder: string
  db: BotDatabase
  forge: Forge
  /** Lines of the log. */
  lines: string[]
  /** Opens a merge request of a new branch with these changes; gives its number. */
  open(branch: string, files: Readonly<Record<string, string | null>>): number
  push(branch: string, files: Readonly<Record<string, string | null>>): string
  request(number: number): MergeRequest
  /** Runs the reaction as the queue does. */
  check(
    number: number,
    more?: Partial<ReactionContext> & { limits?: Partial<BotConfig['limits']> },
  ): Promise<ReactionResult>
  /** The bot's own notes that stand for themselves. */
  notes(number: number): Note[]
  /** The bot's own discussions, each by its first note. */
  discussions(number: number): Note[]
  /** The states of a commit's statuses, newest of each name: `validate success: …`. */
  statuses(sha: string): string[]
  /** What writes to the forge since the last call of it. */
  takeWrites(): string[]
  close(): Promise<void>
}

/** GitLab with a project of letters, the bundled server, the bot's database in a file, and the reaction with all of them. */
export async function openMergeRequestStage(
  options: {
    files?: Readonly<Record<string, string>>
    gitlab?: Partial<GitlabOptions>
    config?: Partial<BotConfig>
  } = {},
): Promise<MergeRequestStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bot-merge-request-'))
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    users: [
      { username: 'ada', token: 'token-of-ada', access: { [project]: 40 } },
      { username: 'arkindex-bot', token: botToken, bot: true, access: { [project]: 40 } },
      { username: 'mallory', token: 'token-of-mallory', access: { [project]: 30, 'mallory/letters': 40 } },
    ],
    projects: [{ path: project }],
    ...options.gitlab,
  })
  gitlab.commitFiles(project, 'main', options.files ?? letters, 'Letters')
  const server = await startServer({ adminToken: instanceToken })
  await prepareLetters(openApi(server.url, instanceToken))
  const { db, close: closeDatabase } = await openBotDatabase(path.join(folder, 'bot.sqlite'))
  const transport = openTransport({ env: {} })
  const settings = makeGitlab({ url: gitlab.url, token: botToken, projects: [project] })
  const forge = openGitlabForge(settings, { transport, budgets: openHostBudgets() })
  const instance = { slug: 'demo', url: server.url, token: instanceToken, requiresApproval: false }
  const config = makeConfig('', {
    forges: [settings],
    instances: [instance],
    publicUrl: 'https://bot.example.org',
    pageToken: 'token-of-the-page-of-these-tests-0123456789',
    ...options.config,
  })
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } })
  const projectId = String(gitlab.project(project).id)
  let seen = 0

  const request = (number: number) => {
    const found = gitlab.project(project).mergeRequests.find(({ iid }) => iid === number)
    if (!found) throw new Error(`no merge request ${number}`)
    return found
  }
  const own = (number: number) =>
    request(number).notes.filter(({ author, system }) => author === 'arkindex-bot' && !system)
  return {
    gitlab,
    instanceUrl: server.url,
    config,
    folder,
    db,
    forge,
    lines,
    open: (branch, files) => {
      gitlab.commitFiles(project, branch, files, 'Change')
      return gitlab.openMergeRequest(project, { sourceBranch: branch, author: 'ada' }).iid
    },
    push: (branch, files) => gitlab.commitFiles(project, branch, files, 'More'),
    request,
    check: (number, { limits, ...more } = {}) => {
      const signal = more.signal ?? new AbortController().signal
      const used = { ...config, limits: { ...config.limits, ...limits }, ...more.config }
      const context: ReactionContext = {
        config: used,
        forge,
        db,
        openInstance: (slug) => {
          const found = used.instances.find((one) => one.slug === slug)
          if (!found) throw new Error(`nobody may open ${slug}`)
          return openInstance({ ...found, transport, signal })
        },
        enqueue: async () => {},
        cancel: async () => 0,
        logger,
        now: () => Date.now(),
        env: {},
        isDryRun: false,
        ...more,
        signal,
      }
      const job = { kind: 'merge-request', forge: forge.name, project: projectId, deliveryId: null }
      return reactToMergeRequest({ ...job, id: '1', payload: { number }, attempts: 1, created: 0 }, context)
    },
    notes: (number) => own(number).filter(({ type }) => type === null),
    discussions: (number) => own(number).filter(({ type }) => type === 'DiffNote'),
    statuses: (sha) => {
      const newest = new Map<string, string>()
      for (const status of gitlab.project(project).statuses.filter((one) => one.sha === sha)) {
        newest.set(status.name, `${status.name.replace('arkindex-ci/', '')} ${status.status}: ${status.description}`)
      }
      return [...newest.values()].sort()
    },
    takeWrites: () => {
      const fresh = gitlab.requests.slice(seen)
      seen = gitlab.requests.length
      return fresh
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path: place, status }) => `${method} ${place} ${status}`)
    },
    close: async () => {
      await forge.close()
      await transport.close()
      await closeDatabase()
      await server.close()
      await gitlab.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
