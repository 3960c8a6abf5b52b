import { CodedError } from '../../../core/errors/coded-error.ts'
import { type Forge, type HookPlace, type Webhook, type WebhookEvent, webhookEvents } from '../forge.ts'
import { type Fields, readFields } from '../read-fields.ts'
import { ForgeAnswerError, orUndefined } from '../requester/forge-errors.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'

/** GitLab's settings of a hook, by the bot's names of events. */
const settingNames = {
  'merge-request': 'merge_requests_events',
  note: 'note_events',
  push: 'push_events',
  tag: 'tag_push_events',
  pipeline: 'pipeline_events',
  release: 'releases_events',
  deployment: 'deployment_events',
} as const satisfies Record<WebhookEvent, string>

/** GitLab tries a hook with what the project has; commits are there first. */
const tests = ['push_events', 'merge_requests_events', 'tag_push_events', 'pipeline_events', 'note_events'] as const

const states: Readonly<Record<string, Webhook['state']>> = {
  temporarily_disabled: 'disabled-for-a-time',
  disabled: 'disabled',
}

function readWebhook(fields: Fields): Webhook {
  return {
    id: fields.id('id'),
    url: fields.text('url'),
    events: webhookEvents.filter((event) => fields.flag(settingNames[event])),
    state: states[fields.optionalText('alert_status') ?? ''] ?? 'working',
    verifiesTls: fields.flag('enable_ssl_verification'),
  }
}

export function createWebhookMethods(api: GitlabApi): Pick<Forge, 'listWebhooks' | 'createWebhook' | 'mendWebhook'> {
  const { GroupHooks, ProjectHooks } = api.rest
  const origin = api.origin('the webhooks')

  function writeSettings(events: readonly WebhookEvent[]): Record<string, boolean | string> {
    const [token] = api.settings.webhookTokens
    const [signingToken] = api.settings.signingKeys
    return {
      ...Object.fromEntries(webhookEvents.map((event) => [settingNames[event], events.includes(event)])),
      ...(token === undefined ? {} : { token }),
      ...(signingToken === undefined ? {} : { signing_token: signingToken }),
    }
  }

  async function list(place: HookPlace): Promise<Webhook[]> {
    const hooks: Webhook[] = []
    const pages = listPages(origin, (page) =>
      'project' in place ? ProjectHooks.all(place.project, page) : GroupHooks.all(place.group, page),
    )
    for await (const fields of pages) hooks.push(readWebhook(fields))
    return hooks
  }

  /** Tries a hook once; false where the project has nothing of that kind to send. */
  async function test(place: HookPlace, id: string, trigger: string): Promise<boolean> {
    const owner = 'project' in place ? ['projects', place.project] : ['groups', place.group]
    const path = [...owner, 'hooks', id, 'test', trigger].map(encodeURIComponent).join('/')
    try {
      await api.ask({ method: 'POST', path })
      return true
    } catch (error) {
      if (!(error instanceof ForgeAnswerError) || ![400, 404, 422].includes(error.status)) throw error
      // Else the receiver did not take it, or this version cannot try hooks: again is no better, and GitLab allows few tries a minute.
      return !error.says(/Ensure/)
    }
  }

  async function wake(place: HookPlace, hook: Webhook): Promise<void> {
    for (const trigger of tests) if (await test(place, hook.id, trigger)) break
    const now = (await list(place)).find(({ id }) => id === hook.id)
    if (now?.state === 'working') return
    throw new CodedError('forge-webhook-disabled', { hook: hook.id, peer: origin.peer })
  }

  return {
    // Groups have hooks only in some editions.
    listWebhooks: async (place) => (await orUndefined(list(place))) ?? [],
    createWebhook: async (place, { url, events }) => {
      const settings = writeSettings(events)
      const made =
        'project' in place
          ? await ProjectHooks.add(place.project, url, settings)
          : await GroupHooks.add(place.group, url, settings)
      return readWebhook(readFields(made, origin))
    },
    mendWebhook: async (place, hook, events) => {
      const [id, settings] = [Number(hook.id), writeSettings(events)]
      if ('project' in place) await ProjectHooks.edit(place.project, id, hook.url, settings)
      else await GroupHooks.edit(place.group, id, hook.url, settings)
      if (hook.state !== 'working') await wake(place, hook)
    },
  }
}
