import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HookPlace } from '../../../../bot/forge/forge.ts'
import { listen } from '../../../core/arkindex/scripted-server.ts'
import { type GitlabStage, startGitlabStage } from './gitlab-stage.ts'

const signingKey = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let stage: GitlabStage
let receiver: Server
let url: string
let received: { event: string; token: string; signature: string }[]
let answer: number
beforeEach(async () => {
  stage = await startGitlabStage({ signingKeys: [signingKey] })
  received = []
  answer = 200
  receiver = createServer((request, response) => {
    const read = (name: string) => String(request.headers[name] ?? '')
    received.push({
      event: read('x-gitlab-event'),
      token: read('x-gitlab-token'),
      signature: read('webhook-signature'),
    })
    request.resume().on('end', () => response.writeHead(answer).end())
  })
  url = `http://127.0.0.1:${await listen(receiver)}/gitlab/webhook`
})
afterEach(async () => {
  await stage.close()
  await new Promise((resolve) => {
    receiver.close(resolve)
    receiver.closeAllConnections()
  })
})

describe('webhooks on GitLab', () => {
  it('are made with the events, the token and the key of the configuration, and with no other event', async () => {
    const place = { project: stage.project }
    await stage.forge.createWebhook(place, { url, events: ['merge-request', 'tag'] })
    const [hook] = stage.gitlab.world.hooks
    expect(hook).toMatchObject({ url, token: stage.settings.webhookTokens[0], signingToken: signingKey })
    const on = [...(hook?.triggers ?? [])].filter(([, isOn]) => isOn).map(([name]) => name)
    expect(on.sort()).toEqual(['merge_requests_events', 'tag_push_events'])
  })

  it.each([
    ['a project', () => ({ project: stage.project })],
    ['a group', () => ({ group: 'acme' })],
  ])('of %s that GitLab gave up are mended and sent again', async (_name, choose) => {
    stage.gitlab.setAccess('arkindex-ci', 'acme', 50)
    const place: HookPlace = choose()
    const made = await stage.forge.createWebhook(place, { url, events: ['merge-request'] })
    await stage.acts.disableWebhook(made.id)
    const [broken] = await stage.forge.listWebhooks(place)
    expect(broken?.state).toMatch(/^disabled/)
    if (!broken) throw new Error('there is no hook')
    await stage.forge.mendWebhook(place, broken, ['merge-request', 'note'])
    const [mended] = await stage.forge.listWebhooks(place)
    expect(mended).toMatchObject({ id: made.id, state: 'working', events: ['merge-request', 'note'] })
    expect(received[0]?.token).toBe(stage.settings.webhookTokens[0])
    expect(received[0]?.signature).toMatch(/^v1,/)
  })

  it('whose receiver still fails are told as what they are', async () => {
    const place = { project: stage.project }
    const made = await stage.forge.createWebhook(place, { url, events: ['merge-request'] })
    await stage.acts.disableWebhook(made.id)
    answer = 500
    const [broken] = await stage.forge.listWebhooks(place)
    if (!broken) throw new Error('there is no hook')
    await expect(stage.forge.mendWebhook(place, broken, ['merge-request'])).rejects.toMatchObject({
      code: 'forge-webhook-disabled',
    })
    expect(received).toHaveLength(1)
  })

  it('are tried with what the project has', async () => {
    const place = { project: stage.project }
    await stage.acts.commitFiles('topic', { a: 'b' })
    await stage.acts.openMergeRequest({ sourceBranch: 'topic' })
    const made = await stage.forge.createWebhook(place, { url, events: ['merge-request'] })
    await stage.acts.disableWebhook(made.id)
    const message = 'Ensure the project has at least one commit.'
    stage.addFault({ path: /\/test\/push_events$/, status: 422, body: { message } })
    await stage.forge.mendWebhook(place, { ...made, state: 'disabled' }, ['merge-request'])
    expect(received.map(({ event }) => event)).toEqual(['Merge Request Hook'])
  })

  it('that work are not tried', async () => {
    const place = { project: stage.project }
    const made = await stage.forge.createWebhook(place, { url, events: ['merge-request'] })
    await stage.forge.mendWebhook(place, made, ['note'])
    expect(received).toEqual([])
  })

  it('of a group that has none in this edition are none', async () => {
    stage.addFault({ path: /groups\/acme\/hooks$/, status: 404, body: { error: '404 Not Found' } })
    expect(await stage.forge.listWebhooks({ group: 'acme' })).toEqual([])
  })

  it('that the token may not see are refused', async () => {
    stage.gitlab.setAccess('arkindex-ci', 'acme', 30)
    await expect(stage.forge.listWebhooks({ project: stage.project })).rejects.toMatchObject({ code: 'forge-refused' })
  })
})
