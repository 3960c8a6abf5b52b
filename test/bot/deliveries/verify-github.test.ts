import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import type { GithubSettings } from '../../../bot/config/bot-config.ts'
import { createGithubDoor } from '../../../bot/deliveries/verify-github.ts'
import { verifyGithubDelivery } from '../../../bot/forge/github/verify-delivery.ts'

const [old, fresh] = ['first secret of the webhook, long enough', 'second secret of the webhook, long enough']
const settings: GithubSettings = {
  kind: 'github',
  name: 'github',
  url: 'https://github.com',
  apiUrl: 'https://api.github.com',
  appId: '77',
  privateKey: 'not used to receive',
  webhookSecrets: [fresh, old],
  projects: [],
  groups: ['acme'],
}
const door = createGithubDoor(() => [settings], verifyGithubDelivery)
const body = Buffer.from(JSON.stringify({ action: 'opened', repository: { full_name: 'acme/workers' }, sender: 'ä' }))

function sign(secret: string, signed = body): Record<string, string> {
  const signature = `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`
  return { 'x-hub-signature-256': signature, 'x-github-delivery': 'delivery-1', 'x-github-event': 'pull_request' }
}

it.each([fresh, old])(
  'a call that was signed with one of the secrets is taken, while secrets change',
  async (secret) => {
    const check = door.checkHeaders(sign(secret))
    expect(await check?.(body)).toEqual([settings])
  },
)

it('a call that was signed with another secret, or whose body is another, is refused', async () => {
  expect(await door.checkHeaders(sign('a secret that nobody set, long enough'))?.(body)).toEqual([])
  expect(await door.checkHeaders(sign(fresh, Buffer.from('{}')))?.(body)).toEqual([])
})

it('a call without a signature is refused before its body is read', () => {
  const { 'x-hub-signature-256': _, ...headers } = sign(fresh)
  expect(door.checkHeaders(headers)).toBeUndefined()
  expect(door.checkHeaders({ ...headers, 'x-hub-signature': 'sha1=abc' })).toBeUndefined()
  expect(door.checkHeaders({ ...headers, 'x-hub-signature-256': 'sha256=' })).toBeUndefined()
})

it('the secret that Probot takes when none is set opens nothing', async () => {
  expect(await door.checkHeaders(sign('development'))?.(body)).toEqual([])
  const weak = { ...settings, webhookSecrets: ['short'] }
  const weakDoor = createGithubDoor(() => [weak], verifyGithubDelivery)
  await expect(weakDoor.checkHeaders(sign('short'))?.(body)).rejects.toThrow('shorter than 32 bytes')
})

it('a call is told apart by its delivery, and names its repository', () => {
  expect(door.describeCall(sign(fresh))).toEqual({ event: 'pull_request', key: 'delivery-1', isOfInterest: true })
  expect(door.describeCall({ ...sign(fresh), 'x-github-event': 'star' }).isOfInterest).toBe(false)
  expect(door.readProject(JSON.parse(body.toString()))).toEqual({ id: 'acme/workers', path: 'acme/workers' })
  expect(door.readProject({ repository: { full_name: '../../etc' } })).toEqual({ id: null, path: null })
})
