import { openInstance } from '../../core/arkindex/open-instance.ts'
import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import type { Transport } from '../../core/arkindex/transport.ts'
import { publicationOperations } from '../../core/release/plan.ts'
import type { InstanceSettings } from '../config/bot-config.ts'
import { type Check, describeFailure } from './check.ts'

/** Checks that an instance answers, takes the token, and offers a way to publish. */
export async function checkInstance(
  { slug, url, token }: InstanceSettings,
  { transport, signal }: { transport: Transport; signal: AbortSignal },
): Promise<Check> {
  const at = { subject: 'instance', of: slug, name: url } as const
  try {
    const instance = await openInstance({ slug, url, token, transport, signal })
    const user = instance.describe('RetrieveUser') ? await instance.call('RetrieveUser') : undefined
    const name = isJsonObject(user) && typeof user.display_name === 'string' ? ` as ${user.display_name}` : ''
    const ways = publicationOperations.filter((operation) => instance.describe(operation) !== undefined)
    if (ways.length === 0) {
      const message = `It answers${name}, and offers no operation by which workers are published.`
      const remedy = 'Check that the address is that of an Arkindex, 1.5 or newer.'
      return { ...at, state: 'problem', message, remedy }
    }
    if (instance.describe('ListWorkers')) await instance.call('ListWorkers', { page_size: 1 })
    const message = `It answers, takes the token${name}, and publishes by ${ways[0]}.`
    return { ...at, state: 'good', message, remedy: null }
  } catch (error) {
    return describeFailure(at, error)
  }
}
