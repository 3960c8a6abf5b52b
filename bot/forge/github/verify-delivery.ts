import { Probot } from 'probot'
import { createLogger } from '../../../core/log/create-logger.ts'
import type { GithubSettings } from '../../config/bot-config.ts'
import type { SignedDelivery } from '../../deliveries/verify-github.ts'

const silent = createLogger({ level: 'silent' })
const receivers = new WeakMap<GithubSettings, readonly Probot[]>()

/** One Probot for each secret, so that secrets can be changed without a gap. */
function openReceivers(forge: GithubSettings): readonly Probot[] {
  let opened = receivers.get(forge)
  if (!opened) {
    const { appId, privateKey } = forge
    opened = forge.webhookSecrets.map((secret) => {
      // Without a secret Probot takes one that everybody knows.
      if (Buffer.byteLength(secret) < 32) throw new Error('a webhook secret is shorter than 32 bytes')
      return new Probot({ appId, privateKey, secret, log: silent })
    })
    receivers.set(forge, opened)
  }
  return opened
}

/**
 * Hands a call to Probot, which checks its signature before anything else. No handler hangs on it: what it receives is stored by
 * who calls this, then worked on from the queue.
 */
export async function verifyGithubDelivery(forge: GithubSettings, delivery: SignedDelivery): Promise<boolean> {
  for (const probot of openReceivers(forge)) {
    await probot.ready()
    try {
      await probot.webhooks.verifyAndReceive({ ...delivery })
      return true
    } catch {
      // Another secret may fit; that none does is told by the answer.
    }
  }
  return false
}
