import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { GitlabSettings } from '../../../bot/config/bot-config.ts'
import { createGitlabDoor } from '../../../bot/deliveries/verify-gitlab.ts'
import { makeGitlab, webhookToken } from '../bot-stage.ts'

const now = 1_795_000_000_000
const body = Buffer.from('{"project":{"id":7}}')
const makeKey = () => `whsec_${randomBytes(32).toString('base64')}`
const [key, oldKey, foreignKey] = [makeKey(), makeKey(), makeKey()]

function sign(given: { keys?: readonly string[]; timestamp?: number; id?: string; body?: Buffer } = {}) {
  const { keys = [key], timestamp = now / 1000, id = 'msg-1' } = given
  const signatures = keys.map((one) => {
    const secret = Buffer.from(one.slice('whsec_'.length), 'base64')
    const digest = createHmac('sha256', secret)
      .update(`${id}.${timestamp}.`)
      .update(given.body ?? body)
    return `v1,${digest.digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

/** Names of the forges that a call is of; `refused` where its headers alone are enough to refuse it. */
async function ask(forges: readonly GitlabSettings[], headers: Record<string, string>, sent = body) {
  const check = createGitlabDoor(
    () => forges,
    () => now,
  ).checkHeaders(headers)
  return check ? (await check(sent)).map(({ name }) => name) : 'refused'
}

describe('a webhook token', () => {
  const forge = makeGitlab({ webhookTokens: ['a'.repeat(40), webhookToken] })

  it('is any of those that are set, and nothing else', async () => {
    expect(await ask([forge], { 'x-gitlab-token': webhookToken })).toEqual(['gitlab'])
    expect(await ask([forge], { 'x-gitlab-token': 'a'.repeat(40) })).toEqual(['gitlab'])
    for (const token of ['', 'a', 'a'.repeat(41), `${webhookToken} `, 'é'.repeat(20)]) {
      expect(await ask([forge], { 'x-gitlab-token': token })).toBe('refused')
    }
    expect(await ask([forge], {})).toBe('refused')
  })

  it('is not asked for where none is set, and then opens nothing', async () => {
    const closed = makeGitlab({ webhookTokens: [], signingKeys: [key] })
    expect(await ask([closed], { 'x-gitlab-token': '' })).toBe('refused')
    expect(await ask([closed], { 'x-gitlab-token': webhookToken })).toBe('refused')
  })

  it('says of which forge the call is', async () => {
    const forges = [makeGitlab({ name: 'one', webhookTokens: ['1'.repeat(32)] }), makeGitlab({ name: 'two' })]
    expect(await ask(forges, { 'x-gitlab-token': webhookToken })).toEqual(['two'])
  })
})

describe('a signed webhook', () => {
  const forge = makeGitlab({ webhookTokens: [], signingKeys: [key, oldKey] })

  it('is taken with any of the keys, and any of its signatures, so that keys can be changed', async () => {
    expect(await ask([forge], sign())).toEqual(['gitlab'])
    expect(await ask([forge], sign({ keys: [oldKey] }))).toEqual(['gitlab'])
    expect(await ask([forge], sign({ keys: [foreignKey, oldKey] }))).toEqual(['gitlab'])
  })

  it('is refused with another key, another body, another id', async () => {
    expect(await ask([forge], sign({ keys: [foreignKey] }))).toEqual([])
    expect(await ask([forge], sign(), Buffer.from('{}'))).toEqual([])
    expect(await ask([forge], { ...sign(), 'webhook-id': 'msg-2' })).toEqual([])
  })

  it.each([
    ['five minutes ago', -300, ['gitlab']],
    ['longer ago', -301, 'refused'],
    ['in five minutes', 300, ['gitlab']],
    ['later than that', 301, 'refused'],
  ])('that was made %s', async (_when, seconds, expected) => {
    expect(await ask([forge], sign({ timestamp: now / 1000 + seconds }))).toEqual(expected)
  })

  it.each([
    ['no id', { 'webhook-id': '' }],
    ['no time', { 'webhook-timestamp': '' }],
    ['no signature', { 'webhook-signature': '' }],
    ['a time that is none', { 'webhook-timestamp': '1e9' }],
    ['signatures of other versions', { 'webhook-signature': 'v2,abc v1a,abc' }],
  ])('is refused with %s', async (_what, headers) => {
    expect(await ask([forge], { ...sign(), ...headers })).toBe('refused')
  })

  it('is refused with a signature of another length', async () => {
    expect(await ask([forge], { ...sign(), 'webhook-signature': 'v1,AAAA' })).toEqual([])
  })
})

describe('a forge with a token and a key', () => {
  const forge = makeGitlab({ signingKeys: [key] })
  const right = { 'x-gitlab-token': webhookToken }
  const wrong = { 'x-gitlab-token': 'x'.repeat(40) }

  it('takes either', async () => {
    expect(await ask([forge], right)).toEqual(['gitlab'])
    expect(await ask([forge], sign())).toEqual(['gitlab'])
    expect(await ask([forge], { ...right, ...sign() })).toEqual(['gitlab'])
  })

  it('takes nothing of which a part is wrong', async () => {
    expect(await ask([forge], { ...wrong, ...sign() })).toBe('refused')
    expect(await ask([forge], { ...right, ...sign({ keys: [foreignKey] }) })).toEqual([])
    expect(await ask([forge], { ...right, ...sign({ timestamp: 1 }) })).toBe('refused')
    expect(await ask([forge], { ...right, 'webhook-signature': 'v1,x' })).toBe('refused')
  })

  it('takes the id alone for what it is: the key of a call that is not signed', async () => {
    expect(await ask([forge], { ...right, 'webhook-id': 'msg-1' })).toEqual(['gitlab'])
  })
})

describe('what a payload says of its project', () => {
  const { readProject } = createGitlabDoor(() => [])

  it.each([
    [{ project: { id: 7, path_with_namespace: 'group/workers' } }, { id: '7', path: 'group/workers' }],
    [{ project_id: 9 }, { id: '9', path: null }],
    [
      { project: null, project_id: '9' },
      { id: null, path: null },
    ],
    [{ project: { id: -1, path_with_namespace: 3 } }, { id: null, path: null }],
    [{ project: { id: 1e300 } }, { id: null, path: null }],
    [null, { id: null, path: null }],
    [[], { id: null, path: null }],
    ['text', { id: null, path: null }],
    [JSON.parse('{"__proto__":{"project_id":3}}'), { id: null, path: null }],
  ])('of %j', (payload, expected) => {
    expect(readProject(payload)).toEqual(expected)
  })
})
