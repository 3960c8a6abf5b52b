import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Gitlab } from '../test/gitlab/start-gitlab.ts'
import { startProgram } from './program.ts'
import { waitUntilReady } from './start-server.ts'

export interface BotProcess {
  url: string
  /** What the bot wrote to its log. */
  readLog(): string
  stop(): Promise<void>
}

export interface BotStart {
  root: string
  /** Folder of its configuration and its database; what an earlier run left there is removed. */
  folder: string
  port: number
  gitlab: Gitlab
  /** Path of the project that it works on. */
  project: string
  serverUrl: string
  /** Token of the user that plans. */
  serverToken: string
  signal: AbortSignal
}

/** What the bot reads of its work, as an operator would write it. */
function renderConfig({ gitlab, project, serverUrl }: BotStart, url: string): string {
  return `version: 1
public_url: ${url}
page_token: { env: DEMO_PAGE_TOKEN }
gitlab:
  - name: gitlab
    url: ${gitlab.url}
    token: { env: DEMO_BOT_TOKEN }
    webhook_tokens: [{ env: DEMO_WEBHOOK_TOKEN }]
    projects: [${project}]
instances:
  demo:
    url: ${serverUrl}
    token: { env: DEMO_PUBLISHER_TOKEN }
`
}

/** Makes the webhook of the project, as a maintainer would. */
async function makeWebhook(gitlab: Gitlab, project: string, token: string, hook: object): Promise<void> {
  const answer = await fetch(`${gitlab.apiUrl}/projects/${encodeURIComponent(project)}/hooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'private-token': token },
    body: JSON.stringify(hook),
  })
  if (!answer.ok) throw new Error(`the webhook could not be made: ${answer.status} ${await answer.text()}`)
}

/** Starts the bot as its own process, as an operator would, and gives the project its webhook. */
export async function startBot(start: BotStart): Promise<BotProcess> {
  const { root, folder, port, gitlab, project, serverToken, signal } = start
  const url = `http://127.0.0.1:${port}`
  const [token, webhookToken, pageToken] = Array.from({ length: 3 }, () => randomBytes(24).toString('hex'))
  gitlab.addUser({ username: 'arkindex-bot', token: token ?? '', bot: true, access: { [project]: 40 } })
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'bot.yml'), renderConfig(start, url))
  const command = [path.join(root, 'dist/arkindex-ci.cjs'), 'bot', '--config', 'bot.yml', '--port', String(port)]
  const program = startProgram(process.execPath, command, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      DEMO_BOT_TOKEN: token,
      DEMO_WEBHOOK_TOKEN: webhookToken,
      DEMO_PAGE_TOKEN: pageToken,
      DEMO_PUBLISHER_TOKEN: serverToken,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [program.child.stdout, program.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-256 * 1024)
    })
  }
  try {
    await waitUntilReady('the bot', url, program, () => log, signal)
    const hook = { url: `${url}/gitlab/webhook`, token: webhookToken, push_events: false }
    await makeWebhook(gitlab, project, token ?? '', { ...hook, merge_requests_events: true, note_events: true })
  } catch (error) {
    await program.stop()
    throw error
  }
  return { url, readLog: () => log, stop: () => program.stop() }
}
