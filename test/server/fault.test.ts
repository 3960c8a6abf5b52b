import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { createRuledFault, parseFaultRule } from '../../server/http/fault-rule.ts'
import { startTestServer, tokens } from './start-test-server.ts'

describe('--fault', () => {
  it('reads METHOD PATH: WHAT WHEN, and nothing else', () => {
    expect(parseFaultRule('POST /api/v1/workers/*: cut after once')).toMatchObject({
      method: 'POST',
      when: 'after',
      action: 'cut',
      often: { first: 1 },
    })
    expect(parseFaultRule('* /storage/*: delay 2s before')?.action).toEqual({ delay: 2000 })
    expect(parseFaultRule('GET /: fail 503 before 3 times')).toMatchObject({
      action: { status: 503 },
      often: { first: 3 },
    })
    for (const text of [
      '',
      'GET',
      'GET /x cut before',
      'get /x: cut before',
      'GET /x: cut',
      'GET /x: fail 200 before',
      'GET x: cut before',
      'GET /x: double',
      'GET /x: cut before 0 times',
      'GET /x: cut before every',
      'GET /x: cut before 101%',
    ]) {
      expect(parseFaultRule(text), text).toBeUndefined()
    }
  })

  it('counts for the requests that it names, of those that fit', () => {
    const count = (often: string, random?: () => number) => {
      const fault = createRuledFault(
        [parseFaultRule(`GET /x: cut before ${often}`)].flatMap((rule) => rule ?? []),
        random,
      )
      const ask = (path: string) => fault({ operationId: undefined, method: 'GET', path, when: 'before' })
      return Array.from({ length: 7 }, (_value, index) => {
        ask('/other')
        return ask('/x') === 'cut' ? index + 1 : 0
      }).filter(Boolean)
    }
    expect(count('')).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(count('once')).toEqual([1])
    expect(count('2 times')).toEqual([1, 2])
    expect(count('the 3rd')).toEqual([3])
    expect(count('every 2nd')).toEqual([2, 4, 6])
    const drawn = [0.1, 0.9, 0.249, 0.25, 0.5, 0.2, 0.7]
    expect(count('25%', () => drawn.shift() ?? 1)).toEqual([1, 3, 6])
  })

  it('takes a path as it stands, apart from its stars', () => {
    const ask = (path: string) =>
      createRuledFault([parseFaultRule('GET /a.b/*/c: cut before')].flatMap((rule) => rule ?? []))({
        operationId: undefined,
        method: 'GET',
        path,
        when: 'before',
      })
    expect(ask('/a.b/x/c')).toBe('cut')
    for (const other of ['/aXb/x/c', '/a.b/x/c/d', '/z/a.b/x/c']) expect(ask(other)).toBeUndefined()
  })

  it('does to a request what the rule says, as often as it says', async () => {
    const rules = ['GET /api/v1/user/: fail 503 before 2 times', 'POST /api/v1/models/: cut after once'].flatMap(
      (text) => parseFaultRule(text) ?? [],
    )
    const server = await startTestServer({ fault: createRuledFault(rules) })
    const headers = { authorization: `Token ${tokens.owner}`, 'content-type': 'application/json' }
    const statuses: number[] = []
    for (let time = 0; time < 3; time += 1)
      statuses.push((await fetch(`${server.url}/api/v1/user/`, { headers })).status)
    expect(statuses).toEqual([503, 503, 200])
    const body = JSON.stringify({ name: 'Cut' })
    await expect(fetch(`${server.url}/api/v1/models/`, { method: 'POST', headers, body })).rejects.toThrow()
    const again = await fetch(`${server.url}/api/v1/models/`, { method: 'POST', headers, body })
    expect(again.status).toBe(400)
    expect(await again.json()).toHaveProperty('id')
    await server.close()
  })
})

describe('a request that is doubled', () => {
  const start = (...texts: string[]) =>
    startTestServer({ fault: createRuledFault(texts.flatMap((text) => parseFaultRule(text) ?? [])) })

  it('is handled twice, and the client gets the answer that the rule says', async () => {
    const server = await start('POST /api/v1/models/: double before the 1st', 'POST /api/v1/models/: double after')
    const make = (name: string) => server.call('CreateModel', { body: { name } })
    const lost = await make('Answer lost')
    expect(lost).toMatchObject({ status: 400, body: { id: expect.any(String) } })
    const kept = await make('Answer kept')
    expect(kept).toMatchObject({ status: 201, body: { name: 'Answer kept' } })
    // Once more: the 400 shows that it was stored, and once only.
    const { body } = await server.call('ListModels', { query: { name: 'Answer' } })
    expect(body.count).toBe(2)
    await server.close()
  })

  it('makes a version a second time where clients send nothing that tells the two apart', async () => {
    const server = await start('POST /api/v1/model/*/versions/: double after once')
    const { body: model } = await server.call('CreateModel', { body: { name: 'Doubled' } })
    const path = { id: model.id }
    expect((await server.call('CreateModelVersion', { path, body: {} })).status).toBe(201)
    expect((await server.call('ListModelVersions', { path })).body.count).toBe(2)
    await server.close()
  })

  it('has its whole body both times, an archive too', async () => {
    const server = await start('PUT /storage/*: double before', '* /storage/*: double after')
    const { body: model } = await server.call('CreateModel', { body: { name: 'Archive' } })
    const { body: version } = await server.call('CreateModelVersion', { path: { id: model.id }, body: {} })
    const archive = randomBytes(3_000_000)
    const hash = createHash('md5').update(archive).digest('hex')
    const headers = { 'content-type': 'application/zstd' }
    const put = await fetch(version.s3_put_url, { method: 'PUT', headers, body: archive })
    expect([put.status, put.headers.get('etag')]).toEqual([200, `"${hash}"`])
    const update = { state: 'available', size: archive.length, archive_hash: hash }
    const done = await server.call('PartialUpdateModelVersion', { path: { id: version.id }, body: update })
    expect(done).toMatchObject({ status: 200, body: { state: 'available' } })
    const got = await fetch(done.body.s3_url)
    expect(
      createHash('md5')
        .update(Buffer.from(await got.arrayBuffer()))
        .digest('hex'),
    ).toBe(hash)
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`arkindex-ci-twin-${process.pid}-`))).toEqual([])
    await server.close()
  })

  it('cannot be claimed by a client', async () => {
    const server = await start('GET /api/v1/user/: fail 503 before')
    const headers = { authorization: `Token ${tokens.owner}`, 'x-arkindex-twin': 'true' }
    expect((await fetch(`${server.url}/api/v1/user/`, { headers })).status).toBe(503)
    await server.close()
  })
})
