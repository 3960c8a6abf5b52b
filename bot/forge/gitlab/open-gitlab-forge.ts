import { type Clock, systemClock } from '../../../core/arkindex/clock.ts'
import type { Transport } from '../../../core/arkindex/transport.ts'
import { registerSecret } from '../../../core/log/secrets.ts'
import type { GitlabSettings } from '../../config/bot-config.ts'
import type { Forge } from '../forge.ts'
import type { HostBudgets } from '../requester/host-budgets.ts'
import { openRequester } from '../requester/open-requester.ts'
import { describeDeployments } from './deployments.ts'
import { describeDiscussions } from './discussions.ts'
import { openGitlabApi } from './gitlab-api.ts'
import { describeMergeRequests } from './merge-requests.ts'
import { describeNotes } from './notes.ts'
import { describeProjects } from './projects.ts'
import { describeRegistry } from './registry.ts'
import { describeReleases } from './releases.ts'
import { describeRepository } from './repository.ts'
import { describeStatuses } from './statuses.ts'
import { askSelf, describeUsers } from './users.ts'
import { describeWebhooks } from './webhooks.ts'

export interface GitlabForgeOptions {
  transport: Transport
  /** One for all forges of the bot: those of one host share its rate limit. */
  budgets: HostBudgets
  clock?: Clock
}

/** A GitLab as the bot's forge, by its REST API with the token of the configuration. Nothing is asked before the first call. */
export function openGitlabForge(
  settings: GitlabSettings,
  { transport, budgets, clock = systemClock }: GitlabForgeOptions,
): Forge {
  registerSecret(settings.token)
  const controller = new AbortController()
  const { origin, host } = new URL(settings.url)
  const budget = budgets.of(host)
  const requester = openRequester({
    apiUrl: `${settings.url.replace(/\/+$/, '')}/api/v4`,
    peer: `GitLab (${origin})`,
    headers: () => ({ 'private-token': settings.token }),
    transport,
    budget,
    signal: controller.signal,
  })
  const api = openGitlabApi(settings, requester, clock, askSelf)
  const repository = describeRepository(api)
  return {
    name: settings.name,
    kind: 'gitlab',
    url: origin,
    readBudget: budget.read,
    ...describeUsers(api),
    ...describeProjects(api),
    ...repository,
    ...describeMergeRequests(api),
    ...describeNotes(api),
    ...describeDiscussions(api),
    ...describeStatuses(api, repository),
    ...describeReleases(api),
    ...describeRegistry(api),
    ...describeDeployments(api),
    ...describeWebhooks(api),
    close: async () => {
      controller.abort(new Error('the forge was closed'))
    },
  }
}
