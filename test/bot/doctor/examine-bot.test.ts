import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Check, chooseExit } from '../../../bot/doctor/check.ts'
import { webhookToken } from '../bot-stage.ts'
import { botToken, type DoctorStage, openDoctorStage } from './doctor-stage.ts'

const day = 24 * 3_600_000

describe('the doctor of the bot', () => {
  let stage: DoctorStage
  afterEach(() => stage?.close())

  const pick = (checks: readonly Check[], subject: Check['subject']) =>
    checks.filter((check) => check.subject === subject).map(({ name, state, message }) => [name, state, message])
  const hookUrl = () => `${stage.bot.url}/gitlab/webhook`

  it('tells what is missing without changing anything, makes it when asked to, and never a second time', async () => {
    stage = await openDoctorStage({ expiresAt: new Date(Date.now() + 100 * day).toISOString().slice(0, 10) })
    const before = await stage.examine()
    expect(before.map(({ subject, state }) => `${subject} ${state}`)).toEqual([
      'address good',
      'token good',
      'project good',
      'webhook problem',
      'instance good',
    ])
    expect(chooseExit(before)).toBe(1)
    expect(pick(before, 'webhook')).toEqual([['acme/letters', 'problem', `No webhook leads to ${hookUrl()}.`]])
    expect(pick(before, 'token')[0]?.[2]).toMatch(/^It is of arkindex, may do what the bot does, and it ends on \d{4}-/)
    expect(pick(before, 'instance')[0]?.[2]).toBe(
      'It answers, takes the token as Owner, and publishes by ImportWorkerVersion.',
    )
    expect(stage.gitlab.requests.filter(({ method }) => method !== 'GET')).toEqual([])

    const fixed = await stage.examine({ isFixing: true })
    expect(pick(fixed, 'webhook')).toEqual([
      ['acme/letters', 'mended', `A webhook that leads to ${hookUrl()} was made.`],
    ])
    expect(chooseExit(fixed)).toBe(0)
    const [hook] = stage.gitlab.world.hooks
    expect(hook).toMatchObject({ url: hookUrl(), token: webhookToken, path: 'acme/letters', of: 'project' })
    const sent = [...(hook?.triggers ?? [])].filter(([, isSent]) => isSent).map(([name]) => name)
    expect(sent.sort()).toEqual(
      ['deployment_events', 'merge_requests_events', 'note_events', 'pipeline_events', 'releases_events'].sort(),
    )

    const again = await stage.examine({ isFixing: true })
    expect(pick(again, 'webhook')).toEqual([
      ['acme/letters', 'good', 'It is as it should be; its secret was written again.'],
    ])
    expect(pick(await stage.examine(), 'webhook')).toEqual([
      ['acme/letters', 'good', 'It is there once, works, and sends what the bot needs.'],
    ])
    expect(stage.gitlab.world.hooks).toHaveLength(1)
  })

  it('mends a webhook with too few events, another secret, and one that GitLab has disabled', async () => {
    stage = await openDoctorStage()
    stage.gitlab.commitFiles('acme/letters', 'main', { 'README.md': 'Letters\n' })
    await stage.examine({ isFixing: true })
    const [hook] = stage.gitlab.world.hooks
    if (!hook) throw new Error('there is no hook')
    hook.token = 'another one'
    hook.triggers.set('note_events', false)
    hook.triggers.set('issues_events', true)
    hook.triggers.set('tag_push_events', true)
    hook.recentFailures = 40
    expect(pick(await stage.examine(), 'webhook')).toEqual([
      ['acme/letters', 'problem', 'It does not send note; it is disabled.'],
    ])
    expect(pick(await stage.examine({ isFixing: true }), 'webhook')).toEqual([
      ['acme/letters', 'mended', 'It does not send note; it is disabled: mended.'],
    ])
    expect(hook).toMatchObject({ token: webhookToken, recentFailures: 0 })
    expect([
      hook.triggers.get('note_events'),
      hook.triggers.get('issues_events'),
      hook.triggers.get('tag_push_events'),
    ]).toEqual([true, true, true])
    expect(stage.gitlab.world.hooks).toHaveLength(1)
  })

  it('tells of two webhooks and of strays, and touches none', async () => {
    stage = await openDoctorStage()
    await stage.examine({ isFixing: true })
    const [hook] = stage.gitlab.world.hooks
    if (!hook) throw new Error('there is no hook')
    const { port } = new URL(stage.bot.url)
    stage.gitlab.world.hooks.push({ ...hook, id: 900, url: `${hookUrl()}/`, token: 'kept' })
    stage.gitlab.world.hooks.push({ ...hook, id: 901, url: `http://127.0.0.1:${port}/old/webhook` })
    for (const isFixing of [false, true]) {
      const checks = await stage.examine({ isFixing })
      expect(pick(checks, 'webhook')).toEqual([
        ['acme/letters', 'problem', `2 webhooks lead to ${hookUrl()}: ${hook.id}, 900. Everything arrives 2 times.`],
        [
          'acme/letters',
          'warning',
          `The webhook 901 leads to http://127.0.0.1:${port}/old/webhook, not to ${hookUrl()}.`,
        ],
      ])
    }
    expect(stage.gitlab.world.hooks.map(({ token }) => token)).toEqual([webhookToken, 'kept', webhookToken])
  })

  it('tells of a webhook that does not verify certificates', async () => {
    stage = await openDoctorStage()
    const publicUrl = 'https://127.0.0.1:1'
    await stage.examine({ isFixing: true })
    for (const hook of stage.gitlab.world.hooks) {
      hook.enableSslVerification = false
      hook.url = `${publicUrl}/gitlab/webhook`
    }
    const checks = await stage.examine({ config: { publicUrl } })
    expect(pick(checks, 'webhook')).toContainEqual([
      'acme/letters',
      'problem',
      'It does not verify the certificate of the bot.',
    ])
    expect(pick(checks, 'address')).toEqual([[publicUrl, 'warning', expect.stringContaining('not reached from here')]])
  })

  it('makes one webhook for a group, and one for each project where the group takes none', async () => {
    // Hooks of groups are for owners.
    stage = await openDoctorStage({ level: 50 })
    const gitlab = { projects: [], groups: ['acme'] }
    const made = await stage.examine({ isFixing: true, gitlab })
    expect(pick(made, 'webhook')).toEqual([['acme', 'mended', expect.stringContaining('was made')]])
    await stage.examine({ isFixing: true, gitlab })
    expect(stage.gitlab.world.hooks.map(({ of, path }) => [of, path])).toEqual([['group', 'acme']])
    const [own] = stage.gitlab.world.hooks
    if (own) stage.gitlab.world.hooks.push({ ...own, id: 900, of: 'project', path: 'acme/maps' })
    expect(pick(await stage.examine({ gitlab }), 'webhook')).toContainEqual([
      'acme/maps',
      'problem',
      'Its webhook doubles that of the group acme: everything arrives twice.',
    ])

    stage.gitlab.world.hooks.splice(0)
    stage.gitlab.addFault({ path: /^\/api\/v4\/groups\/[^/]+\/hooks/, status: 404, body: { error: '404 Not Found' } })
    await stage.examine({ isFixing: true, gitlab })
    await stage.examine({ isFixing: true, gitlab })
    expect(stage.gitlab.world.hooks.map(({ of, path }) => `${of} ${path}`).sort()).toEqual([
      'project acme/letters',
      'project acme/maps',
    ])
  })

  it('tells of a token that ends soon, that has ended, that may too little, or is none', async () => {
    const soon = new Date(Date.now() + 5 * day + 1000).toISOString()
    stage = await openDoctorStage({ expiresAt: soon, scopes: ['read_api'] })
    const checks = await stage.examine()
    expect(pick(checks, 'token')).toEqual([
      [stage.gitlab.url, 'problem', 'It is of arkindex and lacks the scope api.'],
      [stage.gitlab.url, 'warning', expect.stringMatching(/^The token ends on \d{4}-\d\d-\d\d, in [345] days\.$/)],
    ])
    const [refused, ...others] = await stage.examine({ gitlab: { token: 'glpat-unknown-of-the-doctor' } })
    expect([refused?.subject, others[0]?.state, others.map(({ subject }) => subject)]).toEqual([
      'address',
      'problem',
      ['token', 'instance'],
    ])
    expect(JSON.stringify(others)).not.toContain('glpat')
  })

  it('tells of projects that are not seen, of too low a role, and of webhooks that the role does not show', async () => {
    stage = await openDoctorStage({ level: 20 })
    const checks = await stage.examine({ gitlab: { projects: ['acme/letters', 'elsewhere/secret'] } })
    expect(pick(checks, 'project')).toEqual([
      ['acme/letters', 'problem', expect.stringContaining('has the role reporter there; Developer is needed')],
      ['elsewhere/secret', 'problem', 'It is not there, or the token may not see it.'],
    ])
    expect(pick(checks, 'webhook')).toEqual([
      ['acme/letters', 'warning', expect.stringContaining('takes the role Maintainer')],
    ])
    const fixing = await stage.examine({ isFixing: true })
    expect(pick(fixing, 'webhook')[0]?.[1]).toBe('problem')
    expect(stage.gitlab.world.hooks).toEqual([])
  })

  it('tells what is not reached from what is wrong, goes on with the rest, and names no secret', async () => {
    stage = await openDoctorStage()
    const hanging = createServer(() => {})
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
    const page = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<p>Log in</p>'),
    )
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    const { port } = page.address() as AddressInfo
    const demo = stage.config.instances[0]
    try {
      const checks = await stage.examine({
        gitlab: { url: 'http://127.0.0.1:1' },
        config: {
          instances: [
            { slug: 'demo', url: stage.server.url, token: 'no-token-of-this-instance', requiresApproval: false },
            { slug: 'page', url: `http://127.0.0.1:${port}`, token: 'token-of-the-page', requiresApproval: false },
            { slug: 'gone', url: 'http://127.0.0.1:1', token: 'token-of-the-gone', requiresApproval: false },
            ...(demo ? [{ ...demo, slug: 'good' }] : []),
          ],
        },
      })
      expect(checks.filter(({ subject }) => subject === 'instance').map(({ of, state }) => [of, state])).toEqual([
        ['demo', 'problem'],
        ['page', 'problem'],
        ['gone', 'unreachable'],
        ['good', 'good'],
      ])
      expect(pick(checks, 'token')[0]?.[1]).toBe('unreachable')
      expect(chooseExit(checks)).toBe(3)
      expect(JSON.stringify(checks)).not.toMatch(new RegExp(`${botToken}|no-token-of|token-of-the`))
      for (const { state, remedy } of checks) expect(remedy === null).toBe(state === 'good' || state === 'mended')
    } finally {
      hanging.close()
      page.close()
    }
  })
})
