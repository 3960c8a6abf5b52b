import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { GitlabSettings } from '../../../../bot/config/bot-config.ts'
import { openGitlabForge } from '../../../../bot/forge/gitlab/open-gitlab-forge.ts'
import { type HostBudgets, openHostBudgets } from '../../../../bot/forge/requester/host-budgets.ts'
import { openTransport } from '../../../../core/arkindex/transport.ts'
import { makeClock } from '../../../core/arkindex/scripted-server.ts'
import { type Gitlab, startGitlab } from '../../../gitlab/start-gitlab.ts'
import type { ForgeStage } from '../describe-forge.ts'

export const canary = 'glpat-canary-5f3759df'

export interface GitlabStage extends ForgeStage {
  readonly gitlab: Gitlab
  readonly settings: GitlabSettings
  readonly budgets: HostBudgets
  /** Milliseconds of every pause that the bot made; none takes time. */
  readonly slept: readonly number[]
}

/** The stand-in for GitLab with a project, its people and the bot, and the adapter on it; time does not pass while it waits. */
export async function startGitlabStage(settings: Partial<GitlabSettings> = {}): Promise<GitlabStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gitlab-stage-'))
  const access = (level: 10 | 30 | 40) => ({ access: { acme: level } })
  const gitlab = await startGitlab({
    folder,
    projects: [{ path: 'acme/demo', protectedTags: ['v*'] }],
    users: [
      { username: 'ada', token: 'glpat-ada-0123456789', ...access(40) },
      { username: 'bob', token: 'glpat-bob-0123456789', ...access(30) },
      { username: 'gus', token: 'glpat-gus-0123456789', ...access(10) },
      { username: 'eve', token: 'glpat-eve-0123456789', access: {} },
      { username: 'arkindex-ci', token: canary, bot: true, ...access(40) },
    ],
  })
  const clock = makeClock()
  const budgets = openHostBudgets(clock)
  const transport = openTransport({ env: {}, clock })
  const whole: GitlabSettings = {
    kind: 'gitlab',
    name: 'here',
    url: gitlab.url,
    token: canary,
    projects: ['acme/demo'],
    groups: [],
    webhookTokens: ['a token of the webhook, of 32 bytes'],
    signingKeys: [],
    ...settings,
  }
  const forge = openGitlabForge(whole, { transport, budgets, clock })
  gitlab.commitFiles('acme/demo', 'main', { 'README.md': 'A worker.\n' })
  const project = gitlab.project('acme/demo')
  const find = (iid: number) => {
    const request = project.mergeRequests.find((one) => one.iid === iid)
    if (!request) throw new Error(`there is no merge request ${iid}`)
    return request
  }
  let [seenWrites, seenRequests] = [0, 0]
  const list = () => gitlab.requests.map(({ method, path: address }) => `${method} ${address}`)
  return {
    forge,
    gitlab,
    settings: whole,
    budgets,
    slept: clock.slept,
    canary,
    project: String(project.id),
    ways: {
      image: 'registry.example.org/acme/demo',
      guest: 'guest',
      tellsApprovedCommit: false,
      resolvesDiscussions: true,
      writeSuggestion: (linesAbove) => `\`\`\`suggestion:-${linesAbove}+0\nx\n\`\`\``,
      hasProjectWebhooks: true,
      expired: /expired/,
    },
    acts: {
      addProject: (name) => {
        gitlab.addProject({ path: name })
      },
      commitFiles: (branch, files) => gitlab.commitFiles('acme/demo', branch, files),
      pushTag: (tag, target, message) =>
        gitlab.pushTag('acme/demo', tag, target, message === undefined ? {} : { message }),
      openMergeRequest: ({ sourceBranch, isDraft = false, isFork = false, title = sourceBranch, targetBranch }) => {
        if (isFork) {
          const fork = gitlab.fork('acme/demo', { path: `gus/demo-${sourceBranch}` })
          gitlab.commitFiles(fork.path, sourceBranch, { 'theirs.txt': 'x\n' })
        }
        return gitlab.openMergeRequest('acme/demo', {
          sourceBranch,
          title: isDraft ? `Draft: ${title}` : title,
          author: 'ada',
          ...(targetBranch === undefined ? {} : { targetBranch }),
          ...(isFork ? { sourceProject: `gus/demo-${sourceBranch}` } : {}),
        }).iid
      },
      approve: (number, user) => gitlab.actOnMergeRequest('acme/demo', number, 'approve', user),
      takeApprovalBack: (number, user) => gitlab.actOnMergeRequest('acme/demo', number, 'unapprove', user),
      merge: (number) => gitlab.actOnMergeRequest('acme/demo', number, 'merge'),
      closeMergeRequest: (number) => gitlab.actOnMergeRequest('acme/demo', number, 'close'),
      writeNote: (number, body, user) => String(gitlab.writeNote('acme/demo', number, body, user).id),
      listEmojis: (number, id) =>
        find(number)
          .notes.find((note) => String(note.id) === id)
          ?.awards.map(({ name }) => name) ?? [],
      runPipeline: (ref, isTag, status) => {
        const pipeline = gitlab.startPipeline('acme/demo', { ref, tag: isTag })
        gitlab.finishPipeline('acme/demo', pipeline.id, status)
      },
      // The last of each pipeline and name is what GitLab shows.
      listStatuses: (sha) => {
        const latest = new Map(
          project.statuses
            .filter((one) => one.sha === sha)
            .map((one) => [`${one.pipeline_id} ${one.name}`, one] as const),
        )
        return [...latest.values()].map(({ name, status, description }) => ({
          name,
          state: status,
          description: description ?? '',
        }))
      },
      release: (tag, description) => {
        gitlab.release('acme/demo', tag, { description })
      },
      readRelease: (tag) => project.releases.find((one) => one.tag_name === tag)?.description ?? '',
      listCommitComments: (sha) => project.commitNotes.filter((one) => one.sha === sha).map(({ note }) => note),
      addImage: (tag, digest) => {
        project.addImage('', { [tag]: digest })
      },
      listDeployments: () => project.deployments.map(({ environment, status }) => ({ environment, state: status })),
      disableWebhook: (id) => {
        const hook = gitlab.world.hooks.find((one) => String(one.id) === id)
        if (!hook) throw new Error(`there is no hook ${id}`)
        hook.recentFailures = 40
        hook.disabledUntil = Date.parse('2999-01-01')
      },
      expireToken: () => {
        for (const token of gitlab.user('arkindex-ci').tokens) token.expiresAt = '2001-01-01'
      },
    },
    userId: (username) => String(gitlab.user(username).id),
    takeWrites: () => {
      const writes = list()
        .slice(seenWrites)
        .filter((one) => !one.startsWith('GET '))
      seenWrites = gitlab.requests.length
      return writes
    },
    takeRequests: () => {
      const all = list().slice(seenRequests)
      seenRequests = gitlab.requests.length
      return all
    },
    addFault: (fault) => gitlab.addFault(fault),
    close: async () => {
      await forge.close()
      await transport.close()
      await gitlab.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
