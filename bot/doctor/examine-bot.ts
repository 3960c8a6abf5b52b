import type { Transport } from '../../core/arkindex/transport.ts'
import type { BotConfig } from '../config/bot-config.ts'
import type { OpenForge } from '../forge/forge-registry.ts'
import { type Check, describeFailure } from './check.ts'
import { checkInstance } from './check-instance.ts'
import { checkProjects } from './check-projects.ts'
import { checkToken } from './check-token.ts'

export interface Examination {
  transport: Transport
  openForge: OpenForge
  /** Whether webhooks are made and mended. */
  isFixing: boolean
  /** Epoch milliseconds. */
  now: number
  signal: AbortSignal
}

const hookPaths = { gitlab: '/gitlab/webhook', github: '/github/webhook' } as const

/** Looks whether the bot answers where forges are told to find it. */
async function checkAddress(publicUrl: string | null, { transport, signal }: Examination): Promise<Check> {
  const at = { subject: 'address', of: null } as const
  if (publicUrl === null) {
    const message =
      'The configuration has no public_url: webhooks are neither looked at nor made, and notes have no links.'
    return {
      ...at,
      name: 'public_url',
      state: 'warning',
      message,
      remedy: 'Write the address at which the forges reach the bot.',
    }
  }
  const remedy = 'Start the bot, and look at the proxy before it. The forges must reach this address.'
  try {
    const url = new URL(`${publicUrl}/healthz`)
    const { status } = await transport.send({ method: 'GET', url, headers: { accept: 'application/json' }, signal })
    if (status === 200)
      return { ...at, name: publicUrl, state: 'good', message: 'The bot answers there.', remedy: null }
    return {
      ...at,
      name: publicUrl,
      state: 'warning',
      message: `What answers there gives ${status} at /healthz.`,
      remedy,
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ...at, name: publicUrl, state: 'warning', message: `The bot is not reached from here: ${reason}`, remedy }
  }
}

async function checkForge(
  settings: BotConfig['forges'][number],
  publicUrl: string | null,
  { openForge, isFixing, now }: Examination,
): Promise<Check[]> {
  try {
    const forge = await openForge(settings)
    try {
      const { checks, userId, isUsable } = await checkToken(settings, forge, now)
      if (!isUsable) return checks
      const hookUrl = publicUrl === null ? undefined : `${publicUrl}${hookPaths[settings.kind]}`
      return [...checks, ...(await checkProjects({ settings, forge, userId, hookUrl, isFixing }))]
    } finally {
      await forge.close()
    }
  } catch (error) {
    return [describeFailure({ subject: 'token', of: settings.name, name: settings.url }, error)]
  }
}

/** Checks everything that the bot needs, and mends the webhooks where that is asked for. Throws only defects and the signal's reason. */
export async function examineBot(config: BotConfig, examination: Examination): Promise<Check[]> {
  const checks = [await checkAddress(config.publicUrl, examination)]
  for (const settings of config.forges) {
    examination.signal.throwIfAborted()
    checks.push(...(await checkForge(settings, config.publicUrl, examination)))
  }
  for (const instance of config.instances) {
    examination.signal.throwIfAborted()
    checks.push(await checkInstance(instance, examination))
  }
  return checks
}
