import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { BotConfig, GitlabSettings } from '../../bot/config/bot-config.ts'
import { defaultAccess, defaultLimits } from '../../bot/config/defaults.ts'
import type { Forge } from '../../bot/forge/forge.ts'
import type { Reaction } from '../../bot/reactions/reaction.ts'
import { type BotOptions, type RunningBot, startBot } from '../../bot/start-bot.ts'
import { createLogger } from '../../core/log/create-logger.ts'

export const webhookToken = 'token-of-the-webhooks-of-tests-0123456789'

export function makeGitlab(settings: Partial<GitlabSettings> = {}): GitlabSettings {
  return {
    kind: 'gitlab',
    name: 'gitlab',
    url: 'https://gitlab.example.com',
    token: 'token-of-the-bot-of-tests',
    webhookTokens: [webhookToken],
    signingKeys: [],
    projects: ['group/workers'],
    groups: [],
    ...settings,
  }
}

export function makeConfig(database: string, settings: Partial<BotConfig> = {}): BotConfig {
  return {
    forges: [makeGitlab()],
    instances: [],
    publicUrl: null,
    database,
    access: defaultAccess,
    limits: defaultLimits,
    isDryRun: false,
    pageToken: null,
    ...settings,
  }
}

/** A forge that nothing is asked of but what `methods` has. */
export function makeForge(settings: { name: string; url: string }, methods: Partial<Forge> = {}): Forge {
  const known: Partial<Forge> = {
    name: settings.name,
    kind: 'gitlab',
    url: settings.url,
    readBudget: () => undefined,
    readProject: async (id) => ({
      ...{ id, path: 'group/workers', webUrl: `${settings.url}/group/workers` },
      ...{ defaultBranch: 'main', isArchived: false },
    }),
    close: async () => {},
    ...methods,
  }
  return new Proxy(known as Forge, {
    get: (target, key) => {
      if (key === 'then') return undefined
      if (!(key in target)) throw new Error(`the test's forge has no ${String(key)}`)
      return Reflect.get(target, key)
    },
  })
}

/** Reactions by kind, without a module of their own. */
export function listReactions(given: Readonly<Record<string, Reaction>>): ReadonlyMap<string, () => Promise<Reaction>> {
  return new Map(Object.entries(given).map(([kind, reaction]) => [kind, async () => reaction]))
}

/** What sweeps: nothing. */
export const sweepNothing: Reaction = async () => ({ state: 'done', summary: 'nothing to sweep' })

export interface TestBot extends RunningBot {
  readonly lines: string[]
  /** Sends a webhook call of GitLab. */
  send(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>
}

export async function startTestBot(config: BotConfig, options: Partial<BotOptions> = {}): Promise<TestBot> {
  const lines: string[] = []
  const bot = await startBot(config, {
    env: {},
    logger: createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
    openForge: (settings) => makeForge(settings),
    ...options,
    reactions: new Map([...listReactions({ sweep: sweepNothing }), ...(options.reactions ?? [])]),
    queueTimes: { poll: 50, firstRetry: 20, heartbeat: 200, ...options.queueTimes },
  })
  return {
    ...bot,
    lines,
    send: async (body, headers = {}) => {
      const response = await fetch(`${bot.url}/gitlab/webhook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-gitlab-event': 'Merge Request Hook',
          'x-gitlab-token': webhookToken,
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      const answer: unknown = await response.json()
      return { status: response.status, body: answer as Record<string, unknown> }
    },
  }
}

/** A payload of GitLab that no other is like. */
export function makePayload(project = 7): Record<string, unknown> {
  return { project: { id: project, path_with_namespace: 'group/workers' }, nonce: randomBytes(8).toString('hex') }
}

/** Waits until a condition holds; fails after a time that no machine needs. */
export async function waitFor<Value>(
  read: () => Value | undefined | false | Promise<Value | undefined | false>,
  what = 'a condition',
): Promise<Value> {
  for (const deadline = Date.now() + 45_000; ; await wait(10)) {
    const value = await read()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
  }
}
