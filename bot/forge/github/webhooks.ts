import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Webhook, WebhookEvent } from '../forge.ts'
import type { GithubClient } from './github-client.ts'
import { readRecord, readString } from './read-answer.ts'

/** The events of an App that each of the bot's words stands for. */
const names: Readonly<Record<WebhookEvent, readonly string[]>> = {
  'merge-request': ['pull_request', 'pull_request_review'],
  note: ['issue_comment'],
  push: ['push'],
  tag: ['push'],
  pipeline: ['workflow_run'],
  release: ['release'],
  deployment: ['deployment_status'],
}

const eventWords: readonly WebhookEvent[] = [
  'merge-request',
  'note',
  'push',
  'tag',
  'pipeline',
  'release',
  'deployment',
]

/** An App has one webhook for all that it is installed on. */
export async function listWebhooks(client: GithubClient): Promise<Webhook[]> {
  const what = "read the App's webhook"
  const answer = await client.askAsApp({ route: 'GET /app/hook/config', what })
  if (answer === undefined) return []
  const config = readRecord(answer, client.peer, what)
  const url = readString(config, 'url')
  if (url === '') return []
  const app = readRecord(await client.askAsApp({ route: 'GET /app', what }), client.peer, what)
  const { events } = app
  const subscribed = Array.isArray(events) ? events : []
  return [
    {
      id: 'app',
      url,
      events: eventWords.filter((word) => names[word].every((name) => subscribed.includes(name))),
      state: 'working',
      verifiesTls: readString(config, 'insecure_ssl') !== '1',
    },
  ]
}

/** Writes address and secret. The events of an App are chosen on its page alone. */
export async function writeWebhook(client: GithubClient, url: string): Promise<Webhook> {
  const what = "write the App's webhook"
  const config = { url, secret: client.settings.webhookSecrets[0] ?? '', content_type: 'json', insecure_ssl: '0' }
  // As `data`, since Octokit takes a parameter of the name `url` for the address that it asks.
  await client.askAsApp({ route: 'PATCH /app/hook/config', parameters: { data: config }, what })
  const [hook] = await listWebhooks(client)
  if (!hook) throw new CodedError('forge-answer-invalid', { peer: client.peer, what, problem: 'no webhook' })
  return hook
}
