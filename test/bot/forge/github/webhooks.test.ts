import { afterEach, beforeEach, expect, it } from 'vitest'
import { openGithubForge } from '../../../../bot/forge/github/open-github-forge.ts'
import { openHostBudgets } from '../../../../bot/forge/requester/host-budgets.ts'
import { openTransport } from '../../../../core/arkindex/transport.ts'
import { createLogger } from '../../../../core/log/create-logger.ts'
import { type GithubStage, startGithubStage } from './github-stage.ts'

let stage: GithubStage
beforeEach(async () => {
  stage = await startGithubStage()
})
afterEach(() => stage.close())

const place = { project: 'acme/demo' }

it('an App has one webhook for all of its repositories, by its own address, secret and events', async () => {
  const { forge, github, settings } = stage
  expect(await forge.listWebhooks(place)).toEqual([])
  const { events } = github.world.app
  events.push('pull_request', 'pull_request_review', 'issue_comment', 'push')
  const made = await forge.createWebhook(place, { url: 'https://bot.example.com/github/webhook', events: [] })
  expect(made).toEqual({
    id: 'app',
    url: 'https://bot.example.com/github/webhook',
    events: ['merge-request', 'note', 'push', 'tag'],
    state: 'working',
    verifiesTls: true,
  })
  expect(github.world.hook.secret).toBe(settings.webhookSecrets[0])
  expect(await forge.listWebhooks({ group: 'acme' })).toEqual([made])
})

it('is given its secret and its check of certificates again when it is mended', async () => {
  const { forge, github, settings } = stage
  github.world.hook = { url: 'https://bot.example.com/github/webhook', secret: 'lost', insecureTls: true }
  const [hook] = await forge.listWebhooks(place)
  expect(hook?.verifiesTls).toBe(false)
  if (hook) await forge.mendWebhook(place, hook, [])
  expect(github.world.hook).toEqual({
    url: 'https://bot.example.com/github/webhook',
    secret: settings.webhookSecrets[0],
    insecureTls: false,
  })
})

it('the token tells the permissions of the App, and an App that may not comment is refused', async () => {
  const { forge, github, acts, project } = stage
  const token = await forge.readToken()
  expect(token?.scopes).toContain('pull_requests:write')
  expect(token?.user.username).toBe('arkindex-ci[bot]')
  await acts.commitFiles('topic', { a: 'b' })
  const number = await acts.openMergeRequest({ sourceBranch: 'topic' })
  github.world.app.permissions.pull_requests = 'read'
  await expect(forge.createNote(project, number, 'x')).rejects.toMatchObject({ code: 'forge-refused', exit: 2 })
})

it('a reader of a public repository who was not invited has no right there', async () => {
  const { forge, github, userId } = stage
  const open = github.addRepository({ fullName: 'acme/open', isPrivate: false })
  open.collaborators.set('gus', 'read')
  expect(await forge.readAccessLevel('acme/open', userId('eve'))).toBe('none')
  expect(await forge.readAccessLevel('acme/open', userId('gus'))).toBe('reporter')
})

it('knows its own user by any repository where it is installed', async () => {
  const { github, settings } = stage
  github.addRepository({ fullName: 'acme/first' }).isInstalled = false
  const projects = ['acme/first', 'acme/gone', ...settings.projects]
  const transport = openTransport({ env: {} })
  const logger = createLogger({ level: 'silent' })
  const forge = openGithubForge({ ...settings, projects }, { transport, budgets: openHostBudgets(), logger })
  expect(await forge.readSelf()).toEqual({ id: '900', username: 'arkindex-ci[bot]' })
  await forge.close()
  await transport.close()
})
