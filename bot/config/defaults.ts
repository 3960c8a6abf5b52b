import type { AccessLevel } from '../forge/forge.ts'
import type { BotAction, BotLimits } from './bot-config.ts'

/** The levels where the configuration names none; schemas/bot.json says the same. */
export const defaultAccess: Readonly<Record<BotAction, AccessLevel>> = {
  help: 'reporter',
  validate: 'developer',
  plan: 'developer',
  retry: 'developer',
  cancel: 'developer',
  deploy: 'maintainer',
  train: 'maintainer',
  approve: 'maintainer',
}

/** The limits where the configuration names none; schemas/bot.json says the same. */
export const defaultLimits: BotLimits = {
  body: 5 * 1024 * 1024,
  treeEntries: 20_000,
  commitBytes: 20 * 1024 * 1024,
  discussions: 30,
  note: 60_000,
  workers: 4,
  jobTime: 600_000,
  attempts: 8,
  retentionDays: 30,
  sweepMinutes: 15,
}

export const defaultDataFolder = 'arkindex-bot-data'
