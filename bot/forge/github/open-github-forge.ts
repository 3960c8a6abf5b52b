import type { Transport } from '../../../core/arkindex/transport.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Logger } from '../../../core/log/create-logger.ts'
import { registerSecret } from '../../../core/log/secrets.ts'
import type { GithubSettings } from '../../config/bot-config.ts'
import type { Forge, ForgeUser, TokenState } from '../forge.ts'
import type { HostBudgets } from '../requester/host-budgets.ts'
import { openRequester } from '../requester/open-requester.ts'
import { setStatus } from './check-runs.ts'
import { GithubClient } from './github-client.ts'
import { createOctokitFetch } from './octokit-fetch.ts'
import * as pulls from './pulls.ts'
import { readPart, readRecord, readString } from './read-answer.ts'
import * as releases from './releases.ts'
import * as repository from './repository.ts'
import { listWebhooks, writeWebhook } from './webhooks.ts'

export interface GithubForgeOptions {
  transport: Transport
  budgets: HostBudgets
  logger: Logger
  /** Whether what writes is sent a second or more apart, as GitHub asks of Apps; true by default. */
  isPaced?: boolean
}

async function readAppUser(client: GithubClient): Promise<ForgeUser> {
  const what = 'read whose App it is'
  const app = readRecord(await client.askAsApp({ route: 'GET /app', what }), client.peer, what)
  const username = `${readString(app, 'slug')}[bot]`
  const call = { route: 'GET /users/{username}', parameters: { username }, what }
  const { projects, groups } = client.settings
  let user: unknown
  // Only an installation may look users up; one of any project or owner that the bot works on will do.
  for (const project of projects) user ??= await client.ask(project, call)
  for (const group of groups) user ??= await client.askAsOwner(group, call)
  if (user === undefined) throw new CodedError('forge-not-found', { peer: client.peer, what })
  return { id: readString(readRecord(user, client.peer, what), 'id'), username }
}

/** Opens GitHub by the port, as an App through Probot's Octokit. */
export function openGithubForge(settings: GithubSettings, options: GithubForgeOptions): Forge {
  for (const secret of [settings.privateKey, ...settings.webhookSecrets]) registerSecret(secret)
  const { transport, budgets, logger, isPaced = true } = options
  const controller = new AbortController()
  const budget = budgets.of(new URL(settings.apiUrl).host)
  const requester = openRequester({
    apiUrl: settings.apiUrl,
    peer: `GitHub (${settings.url})`,
    // Octokit puts the token of the App or of its installation there.
    headers: () => ({}),
    transport,
    budget,
    signal: controller.signal,
  })
  const client = new GithubClient({ settings, fetch: createOctokitFetch(requester, settings.apiUrl), logger, isPaced })
  const trees = new repository.GithubTrees(client)
  let self: Promise<ForgeUser> | undefined
  const readSelf = (): Promise<ForgeUser> => {
    self ??= readAppUser(client).catch((error: unknown) => {
      self = undefined
      throw error
    })
    return self
  }

  async function readToken(): Promise<TokenState> {
    const what = 'read what the App may'
    const app = readRecord(await client.askAsApp({ route: 'GET /app', what }), client.peer, what)
    const permissions = Object.entries(readPart(app, 'permissions'))
    const scopes = permissions.map(([name, level]) => `${name}:${String(level)}`).sort()
    // Its key does not end; the tokens that are made of it live an hour and are renewed.
    return { scopes, expiresAt: null, user: await readSelf() }
  }

  return {
    name: settings.name,
    kind: 'github',
    url: new URL(settings.url).origin,
    readSelf,
    readToken,
    readBudget: () => budget.read(),
    readProject: (project) => repository.readProject(client, project),
    listProjects: (group) => repository.listProjects(client, group),
    readAccessLevel: (project, userId) => repository.readAccessLevel(client, project, userId),
    readCommit: (project, ref) => repository.readCommit(client, project, ref),
    readTree: (project, sha, most) => trees.readTree(project, sha, most),
    readFile: (project, sha, path, largest) => trees.readFile(project, sha, path, largest),
    readTag: (project, name) => repository.readTag(client, project, name),
    readBranch: (project, name) => repository.readBranch(client, project, name),
    isInHistory: (project, sha, ofSha) => repository.isInHistory(client, project, sha, ofSha),
    listTags: (project, most) => repository.listTags(client, project, most),
    readMergeRequest: (project, number) => pulls.readMergeRequest(client, project, number),
    listMergeRequests: (project, { since }) => pulls.listMergeRequests(client, project, since),
    listApprovals: (project, number) => pulls.listApprovals(client, project, number),
    listNotes: (project, number) => pulls.listNotes(client, project, number),
    readNote: (project, _number, noteId) => pulls.readNote(client, project, noteId),
    createNote: (project, number, body) => pulls.createNote(client, project, number, body),
    editNote: (project, _number, noteId, body) => pulls.editNote(client, project, noteId, body),
    acknowledgeNote: (project, _number, noteId, emoji) => pulls.acknowledgeNote(client, project, noteId, emoji),
    listDiscussions: async function* (project, number) {
      yield* pulls.listDiscussions(client, project, number, (await readSelf()).id)
    },
    openDiscussion: (request, discussion) => pulls.openDiscussion(client, request, discussion),
    resolveDiscussion: (project, number, discussion, isResolved) =>
      pulls.resolveDiscussion(client, project, number, discussion, isResolved),
    setStatus: (project, status) => setStatus(client, project, status),
    keepCommitComment: async (project, sha, marker, body) =>
      releases.keepCommitComment(client, project, sha, marker, body, (await readSelf()).id),
    keepReleaseSection: (project, tag, marker, body) => releases.keepReleaseSection(client, project, tag, marker, body),
    readPipeline: (project, ref, sha) => releases.readPipeline(client, project, ref, sha),
    findImage: (project, tag) => releases.findImage(client, project, tag),
    startDeployment: (project, deployment) => releases.startDeployment(client, project, deployment),
    endDeployment: (project, deployment, state) => releases.endDeployment(client, project, deployment, state),
    listWebhooks: () => listWebhooks(client),
    createWebhook: (_place, { url }) => writeWebhook(client, url),
    mendWebhook: async (_place, { url }) => {
      await writeWebhook(client, url)
    },
    close: async () => {
      controller.abort(new Error('the forge was closed'))
    },
  }
}
