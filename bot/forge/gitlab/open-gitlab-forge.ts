import { type Clock, systemClock } from '../../../core/arkindex/clock.ts'
import type { Transport } from '../../../core/arkindex/transport.ts'
import { registerSecret } from '../../../core/log/secrets.ts'
import type { GitlabSettings } from '../../config/bot-config.ts'
import type { Forge } from '../forge.ts'
import type { HostBudgets } from '../requester/host-budgets.ts'
import { openRequester } from '../requester/open-requester.ts'
import { createCommitCommentMethods } from './commit-comments.ts'
import { createDeploymentMethods } from './deployments.ts'
import { createDiscussionMethods } from './discussions.ts'
import { openGitlabApi } from './gitlab-api.ts'
import { createMergeRequestMethods } from './merge-requests.ts'
import { createNoteMethods } from './notes.ts'
import { createPipelineMethods } from './pipelines.ts'
import { createProjectMethods } from './projects.ts'
import { createRegistryMethods } from './registry.ts'
import { createReleaseMethods } from './releases.ts'
import { createRepositoryMethods } from './repository.ts'
import { createStatusMethods } from './statuses.ts'
import { askSelf, createUserMethods } from './users.ts'
import { createWebhookMethods } from './webhooks.ts'

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
  const repository = createRepositoryMethods(api)
  return {
    name: settings.name,
    kind: 'gitlab',
    url: origin,
    readBudget: budget.read,
    ...createUserMethods(api),
    ...createProjectMethods(api),
    ...repository,
    ...createMergeRequestMethods(api),
    ...createNoteMethods(api),
    ...createDiscussionMethods(api),
    ...createStatusMethods(api, repository),
    ...createCommitCommentMethods(api),
    ...createReleaseMethods(api),
    ...createPipelineMethods(api),
    ...createRegistryMethods(api),
    ...createDeploymentMethods(api),
    ...createWebhookMethods(api),
    close: async () => {
      controller.abort(new Error('the forge was closed'))
    },
  }
}
