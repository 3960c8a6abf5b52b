import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BotConfig, GitlabSettings } from '../../../bot/config/bot-config.ts'
import type { Check } from '../../../bot/doctor/check.ts'
import { examineBot } from '../../../bot/doctor/examine-bot.ts'
import { createForgeOpener } from '../../../bot/forge/open-forge.ts'
import { openTransport } from '../../../core/arkindex/transport.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { type Gitlab, startGitlab } from '../../gitlab/start-gitlab.ts'
import { startTestServer, type TestServer, tokens } from '../../server/start-test-server.ts'
import { listReactions, makeConfig, makeGitlab, startTestBot, type TestBot } from '../bot-stage.ts'

export const botToken = 'glpat-bot-of-the-doctor-1234567'

export interface DoctorStage {
  gitlab: Gitlab
  server: TestServer
  bot: TestBot
  config: BotConfig
  /** Checks everything, with another configuration where one is given. */
  examine(options?: {
    isFixing?: boolean
    config?: Partial<BotConfig>
    gitlab?: Partial<GitlabSettings>
  }): Promise<Check[]>
  /** Ends of everything. */
  close(): Promise<void>
}

/** A GitLab, an instance and a running bot, with nothing set up between them. */
export async function openDoctorStage(
  user: { level?: 20 | 30 | 40 | 50; scopes?: string[]; expiresAt?: string } = {},
): Promise<DoctorStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-doctor-'))
  const { level = 40, ...rest } = user
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    users: [
      { username: 'ada', token: 'glpat-ada-of-the-doctor-1234' },
      { username: 'arkindex', token: botToken, bot: true, access: { acme: level }, ...rest },
    ],
    projects: [{ path: 'acme/letters' }, { path: 'acme/maps' }, { path: 'elsewhere/secret' }],
  })
  const server = await startTestServer()
  const settings = makeGitlab({ url: gitlab.url, token: botToken, projects: ['acme/letters'] })
  const first = makeConfig(path.join(folder, 'bot.sqlite'), { forges: [settings] })
  const reactions = listReactions({ deliver: async () => ({ state: 'ignored', summary: 'of no interest' }) })
  const bot = await startTestBot(first, { reactions })
  const config: BotConfig = {
    ...first,
    publicUrl: bot.url,
    instances: [{ slug: 'demo', url: server.url, token: tokens.owner, requiresApproval: false }],
  }
  const transport = openTransport({ env: {} })
  const logger = createLogger({ level: 'silent' })
  return {
    gitlab,
    server,
    bot,
    config,
    examine: ({ isFixing = false, config: other = {}, gitlab: changed } = {}) =>
      examineBot(
        { ...config, ...(changed ? { forges: [{ ...settings, ...changed }] } : {}), ...other },
        {
          transport,
          openForge: createForgeOpener({ transport, logger }),
          isFixing,
          now: Date.now(),
          signal: AbortSignal.timeout(600_000),
        },
      ),
    close: async () => {
      await transport.close()
      await bot.stop()
      await server.close()
      await gitlab.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
