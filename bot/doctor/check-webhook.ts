import { CodedError } from '../../core/errors/coded-error.ts'
import type { Forge, HookPlace, Webhook, WebhookEvent } from '../forge/forge.ts'
import { type Check, describeFailure } from './check.ts'

/** What a webhook must send: of other events the bot does nothing. */
export const wantedEvents = [
  'merge-request',
  'note',
  'pipeline',
  'release',
  'deployment',
] as const satisfies readonly WebhookEvent[]

export interface WebhookTask {
  forge: Forge
  place: HookPlace
  /** Path of the project or group, for people. */
  name: string
  /** Where the hook is to lead. */
  url: string
  /** Whether what is wrong is mended. */
  isFixing: boolean
}

/** An address without what makes no difference to a server: letters of the host and a closing slash. */
function normalise(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : url
}

/** Of the bot's host and of a path of webhooks: perhaps one that was made with an address before. */
function looksAlike(url: string, wanted: string): boolean {
  if (!URL.canParse(url)) return false
  const [one, other] = [new URL(url), new URL(wanted)]
  return one.hostname === other.hostname && one.pathname.replace(/\/+$/, '').endsWith('/webhook')
}

function listFaults(hook: Webhook): string[] {
  const missing = wantedEvents.filter((event) => !hook.events.includes(event))
  return [
    ...(missing.length > 0 ? [`it does not send ${missing.join(', ')}`] : []),
    ...(hook.state === 'disabled' ? ['it is disabled'] : []),
    ...(hook.state === 'disabled-for-a-time' ? ['it is disabled for a time, after deliveries that failed'] : []),
  ]
}

function begin(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

const fixRemedy = 'Run this command with --fix, or do it by hand.'

function checkEncryption(at: Pick<Check, 'subject' | 'of' | 'name'>, hook: Webhook): Check[] {
  if (hook.verifiesTls || !hook.url.startsWith('https:')) return []
  const remedy =
    'Switch on SSL verification on the page of the webhook: without it anyone between could read its secret.'
  return [{ ...at, state: 'problem', message: 'It does not verify the certificate of the bot.', remedy }]
}

async function mend(task: WebhookTask, hook: Webhook, faults: readonly string[]): Promise<Check> {
  const { forge, place } = task
  const at = { subject: 'webhook', of: forge.name, name: task.name } as const
  // What somebody switched on besides stays.
  const events = [...new Set([...hook.events, ...wantedEvents])]
  await forge.mendWebhook(place, hook, events)
  const left = listFaults((await forge.listWebhooks(place)).find(({ id }) => id === hook.id) ?? hook)
  if (left.length > 0) {
    const remedy =
      forge.kind === 'github'
        ? 'Choose the events on the page of the App: no API sets them.'
        : 'Look at the page of the webhook: what the forge says there stands in the way.'
    return { ...at, state: 'problem', message: `${begin(left.join('; '))}, also after it was written again.`, remedy }
  }
  if (faults.length === 0)
    return { ...at, state: 'good', message: 'It is as it should be; its secret was written again.', remedy: null }
  return { ...at, state: 'mended', message: `${begin(faults.join('; '))}: mended.`, remedy: null }
}

/** The webhooks of a place that lead to the bot, and those that look as if they were to. */
export async function findWebhooks({
  forge,
  place,
  url,
}: Pick<WebhookTask, 'forge' | 'place' | 'url'>): Promise<{ own: Webhook[]; alike: Webhook[] }> {
  const hooks = await forge.listWebhooks(place)
  const own = hooks.filter((hook) => normalise(hook.url) === normalise(url))
  return { own, alike: hooks.filter((hook) => !own.includes(hook) && looksAlike(hook.url, url)) }
}

/**
 * Checks that a place has one webhook that leads to the bot, with the right events. With `isFixing` a missing one is made, and
 * the one that is there is written again with events and secret; never is there a second one. Several are told and left.
 */
export async function checkWebhook(task: WebhookTask): Promise<Check[]> {
  const { forge, place, url, isFixing } = task
  const at = { subject: 'webhook', of: forge.name, name: task.name } as const
  try {
    const { own, alike } = await findWebhooks(task)
    const strays = alike.map(({ id, url: other }): Check => {
      const remedy = 'Delete it if it is an old one of this bot.'
      return { ...at, state: 'warning', message: `The webhook ${id} leads to ${other}, not to ${url}.`, remedy }
    })
    const [hook, ...others] = own
    if (others.length > 0) {
      const ids = own.map(({ id }) => id).join(', ')
      const message = `${own.length} webhooks lead to ${url}: ${ids}. Everything arrives ${own.length} times.`
      return [{ ...at, state: 'problem', message, remedy: 'Delete all but one of them by hand.' }, ...strays]
    }
    if (!hook) {
      if (!isFixing) {
        return [{ ...at, state: 'problem', message: `No webhook leads to ${url}.`, remedy: fixRemedy }, ...strays]
      }
      const made = await forge.createWebhook(place, { url, events: wantedEvents })
      const left = listFaults(made)
      const message = `A webhook that leads to ${url} was made.`
      if (left.length === 0) return [{ ...at, state: 'mended', message, remedy: null }, ...strays]
      const remedy = 'Choose the events on the page of the App: no API sets them.'
      return [{ ...at, state: 'problem', message: `${message} ${begin(left.join('; '))}.`, remedy }, ...strays]
    }
    const faults = listFaults(hook)
    const encryption = checkEncryption(at, hook)
    if (isFixing) return [await mend(task, hook, faults), ...encryption, ...strays]
    if (faults.length > 0) {
      return [
        { ...at, state: 'problem', message: `${begin(faults.join('; '))}.`, remedy: fixRemedy },
        ...encryption,
        ...strays,
      ]
    }
    const message = 'It is there once, works, and sends what the bot needs.'
    return [{ ...at, state: 'good', message, remedy: null }, ...encryption, ...strays]
  } catch (error) {
    if (error instanceof CodedError && error.code === 'forge-refused') {
      const message = 'The token may not look at the webhooks, which takes the role Maintainer.'
      const remedy = `Give the token that role, or see by hand that one webhook leads to ${url}.`
      return [{ ...at, state: isFixing ? 'problem' : 'warning', message, remedy }]
    }
    return [describeFailure(at, error)]
  }
}
