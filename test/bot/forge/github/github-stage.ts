import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { GithubSettings } from '../../../../bot/config/bot-config.ts'
import { openGithubForge } from '../../../../bot/forge/github/open-github-forge.ts'
import { openHostBudgets } from '../../../../bot/forge/requester/host-budgets.ts'
import { openTransport } from '../../../../core/arkindex/transport.ts'
import { createLogger } from '../../../../core/log/create-logger.ts'
import { makeClock } from '../../../core/arkindex/scripted-server.ts'
import type { Pull } from '../../../github/repositories.ts'
import { type Github, startGithub } from '../../../github/start-github.ts'
import type { ForgeStage } from '../describe-forge.ts'

export interface GithubStage extends ForgeStage {
  readonly github: Github
  readonly settings: GithubSettings
}

const states: Readonly<Record<string, string>> = {
  success: 'success',
  failure: 'failed',
  cancelled: 'canceled',
  skipped: 'skipped',
  queued: 'pending',
  in_progress: 'running',
}

/** The stand-in for GitHub with a repository, its people and the App, and the adapter on it; time does not pass while it waits. */
export async function startGithubStage(): Promise<GithubStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'github-stage-'))
  const github = await startGithub({ folder })
  const clock = makeClock()
  const transport = openTransport({ env: {}, clock })
  const settings: GithubSettings = {
    kind: 'github',
    name: 'there',
    url: github.url,
    apiUrl: github.apiUrl,
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecrets: ['a secret of the webhook, of 32 bytes'],
    projects: ['acme/demo'],
    groups: [],
  }
  const logger = createLogger({ level: 'silent' })
  const forge = openGithubForge(settings, { transport, budgets: openHostBudgets(clock), logger, isPaced: false })
  const repository = github.addRepository({ fullName: 'acme/demo' })
  repository.commitFiles('main', { 'README.md': 'A worker.\n' })
  repository.protectedTags.push('refs/tags/v*')
  const users = new Map(['ada', 'bob', 'gus', 'eve'].map((login) => [login, github.addUser(login)]))
  repository.collaborators.set('ada', 'maintain').set('bob', 'write').set('gus', 'read')
  const findUser = (login: string) => {
    const user = users.get(login)
    if (!user) throw new Error(`there is no user ${login}`)
    return user
  }
  const findPull = (number: number): Pull => {
    const pull = repository.pulls.find((one) => one.number === number)
    if (!pull) throw new Error(`there is no pull request ${number}`)
    return pull
  }
  // A token of the installation is fetched when it is needed: no write that anybody asked for.
  const isOwn = (request: string) => !request.includes('/app/installations/')
  const list = () => github.requests.map(({ method, path: address }) => `${method} ${address}`)
  let [seenWrites, seenRequests, lastPull] = [0, 0, 0]
  return {
    forge,
    github,
    settings,
    canary: 'ghs_standIn',
    project: 'acme/demo',
    ways: {
      image: `containers.${new URL(github.url).host}/acme/demo`,
      guest: 'reporter',
      tellsApprovedCommit: true,
      // What cannot be resolved there is answered, and reads as resolved by that.
      resolvesDiscussions: true,
      writeSuggestion: () => '```suggestion\nx\n```',
      hasProjectWebhooks: false,
      expired: /does not take the token/,
    },
    acts: {
      addProject: (fullName) => {
        github.addRepository({ fullName }).isInstalled = fullName.startsWith('acme/')
      },
      commitFiles: (branch, files) => repository.commitFiles(branch, files),
      pushTag: (tag, target, message) => {
        repository.git('tag', ...(message === undefined ? [] : ['--annotate', '--message', message]), tag, target)
        return repository.git('rev-parse', `${tag}^{commit}`).trim()
      },
      openMergeRequest: ({ sourceBranch, isDraft = false, isFork = false, title = sourceBranch, targetBranch }) => {
        if (isFork) repository.commitFiles(sourceBranch, { 'theirs.txt': 'x\n' })
        lastPull += 1
        repository.pulls.push({
          ...{ number: lastPull, title, state: 'open', isMerged: false, isDraft, mergeSha: null },
          ...{ headRef: sourceBranch, baseRef: targetBranch ?? 'main' },
          ...{ headRepository: isFork ? 'gus/demo' : 'acme/demo', user: findUser('ada'), updated: Date.now() },
          ...{ comments: [], reviewComments: [], reviews: [] },
        })
        return lastPull
      },
      approve: (number, login) => {
        const pull = findPull(number)
        const commit = repository.git('rev-parse', pull.headRef).trim()
        pull.reviews.push({ id: github.world.nextId(), user: findUser(login), state: 'APPROVED', commit })
      },
      takeApprovalBack: (number, login) => {
        const pull = findPull(number)
        const commit = repository.git('rev-parse', pull.headRef).trim()
        pull.reviews.push({ id: github.world.nextId(), user: findUser(login), state: 'DISMISSED', commit })
      },
      merge: (number) => {
        const pull = findPull(number)
        pull.state = 'closed'
        pull.isMerged = true
        pull.updated = Date.now()
        pull.mergeSha = repository.git('rev-parse', pull.headRef).trim()
        repository.git('update-ref', `refs/heads/${pull.baseRef}`, pull.mergeSha)
      },
      closeMergeRequest: (number) => {
        findPull(number).state = 'closed'
      },
      writeNote: (number, body, login) => {
        const id = github.world.nextId()
        findPull(number).comments.push({ id, body, user: findUser(login), reactions: [] })
        return String(id)
      },
      listEmojis: (number, id) =>
        findPull(number)
          .comments.find((comment) => String(comment.id) === id)
          ?.reactions.map(({ content }) => content) ?? [],
      runPipeline: (ref, _isTag, status) => {
        const conclusion = status === 'success' ? 'success' : 'failure'
        const sha = repository.git('rev-parse', `${ref}^{commit}`).trim()
        repository.workflowRuns.splice(0)
        repository.workflowRuns.push({ id: github.world.nextId(), sha, branch: ref, status: 'completed', conclusion })
      },
      listStatuses: (sha) => {
        const newest = new Map(repository.checkRuns.filter((run) => run.sha === sha).map((run) => [run.name, run]))
        return [...newest.values()].map(({ name, status, conclusion, title }) => ({
          name,
          state: states[conclusion ?? status] ?? status,
          description: title,
        }))
      },
      release: (tag, body) => {
        repository.releases.push({ id: github.world.nextId(), tag, body })
      },
      readRelease: (tag) => repository.releases.find((one) => one.tag === tag)?.body ?? '',
      listCommitComments: (sha) => repository.commitComments.filter((one) => one.sha === sha).map(({ body }) => body),
      addImage: (tag, digest) => {
        repository.packageVersions.push({ digest, tags: [tag] })
      },
      listDeployments: () =>
        repository.deployments.map(({ environment, statuses }) => {
          const last = statuses.at(-1)?.state ?? 'pending'
          return { environment, state: last === 'in_progress' ? 'running' : last }
        }),
      disableWebhook: () => {
        throw new Error('GitHub gives up no hook')
      },
      expireToken: () => github.expireTokens(),
    },
    userId: (login) => String(findUser(login).id),
    takeWrites: () => {
      const writes = list()
        .slice(seenWrites)
        .filter((one) => !one.startsWith('GET ') && isOwn(one))
      seenWrites = github.requests.length
      return writes
    },
    takeRequests: () => {
      const all = list().slice(seenRequests).filter(isOwn)
      seenRequests = github.requests.length
      return all
    },
    addFault: (fault) => github.addFault(fault),
    close: async () => {
      await forge.close()
      await transport.close()
      await github.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
