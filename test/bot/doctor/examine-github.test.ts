import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GithubSettings } from '../../../bot/config/bot-config.ts'
import type { Check } from '../../../bot/doctor/check.ts'
import { examineBot } from '../../../bot/doctor/examine-bot.ts'
import { createForgeOpener } from '../../../bot/forge/open-forge.ts'
import { openTransport, type Transport } from '../../../core/arkindex/transport.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { type Github, startGithub } from '../../github/start-github.ts'
import { makeConfig } from '../bot-stage.ts'

const secret = 'a-secret-of-the-webhook-of-32-bytes-or-more'

describe('the doctor of a bot on GitHub', () => {
  let folder: string
  let github: Github
  let transport: Transport
  let settings: GithubSettings

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-doctor-github-'))
    github = await startGithub({ folder })
    github.world.app.permissions.issues = 'read'
    github.addRepository({ fullName: 'acme/letters' }).commitFiles('main', { 'README.md': 'Letters\n' })
    transport = openTransport({ env: {} })
    settings = {
      ...{ kind: 'github', name: 'github', url: github.url, apiUrl: github.apiUrl, appId: github.appId },
      ...{ privateKey: github.privateKey, webhookSecrets: [secret], projects: ['acme/letters'], groups: [] },
    }
  })
  afterEach(async () => {
    await transport.close()
    await github.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  const examine = (isFixing: boolean, changed: Partial<GithubSettings> = {}): Promise<Check[]> =>
    examineBot(makeConfig('', { forges: [{ ...settings, ...changed }], publicUrl: github.url }), {
      transport,
      openForge: createForgeOpener({ transport, logger: createLogger({ level: 'silent' }) }),
      isFixing,
      now: Date.now(),
      signal: AbortSignal.timeout(600_000),
    })
  const pick = (checks: readonly Check[], subject: Check['subject']) =>
    checks.filter((check) => check.subject === subject).map(({ name, state, message }) => [name, state, message])

  it('writes the webhook of the App, and tells what no API sets', async () => {
    const url = `${github.url}/github/webhook`
    expect(pick(await examine(false), 'webhook')).toEqual([['the App', 'problem', `No webhook leads to ${url}.`]])
    const made = await examine(true)
    expect(github.world.hook).toMatchObject({ url, secret })
    expect(pick(made, 'webhook')[0]?.[2]).toContain(
      'It does not send merge-request, note, pipeline, release, deployment.',
    )
    expect(made.find(({ subject }) => subject === 'webhook')?.remedy).toContain('on the page of the App')
    github.world.app.events = [
      ...['pull_request', 'pull_request_review', 'issue_comment', 'workflow_run', 'release', 'deployment_status'],
    ]
    expect(pick(await examine(false), 'webhook')).toEqual([
      ['the App', 'good', 'It is there once, works, and sends what the bot needs.'],
    ])
    expect(pick(await examine(false), 'project')).toEqual([['acme/letters', 'good', 'The App is installed on it.']])
  })

  it('tells of permissions that the App lacks, of repositories that it is not installed on, and of a key of another App', async () => {
    expect(pick(await examine(false), 'token')[0]?.[1]).toBe('good')
    const { permissions } = github.world.app
    permissions.checks = 'read'
    delete permissions.deployments
    expect(pick(await examine(false), 'token')).toEqual([
      [github.url, 'problem', expect.stringContaining('lacks the permissions checks:write, deployments:write.')],
    ])
    expect(pick(await examine(false, { projects: ['acme/nothing'] }), 'project')).toEqual([
      ['acme/nothing', 'problem', 'It is not there, or the token may not see it.'],
    ])
    expect(pick(await examine(false, { appId: '1' }), 'token')[0]?.[1]).toBe('problem')
  })
})
