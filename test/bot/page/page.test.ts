import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSession } from '../../../bot/page/page-session.ts'
import { waitFor } from '../bot-stage.ts'
import { hostile, openPageStage, type PageStage, pageToken } from './page-stage.ts'

describe('the page of the bot', () => {
  let stage: PageStage
  let cookie: string

  beforeAll(async () => {
    stage = await openPageStage({ publicUrl: 'https://bot.example.com/arkindex' })
  })
  afterAll(() => stage?.close())

  const get = (path: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${stage.bot.url}${path}`, { headers, redirect: 'manual' })
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = { cookie }) =>
    fetch(`${stage.bot.url}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' })
  const logIn = (token: string, next = '/') => post('/login', { token, next }, {})
  const readFormToken = (page: string) => /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? ''

  it('asks for its token before anything else', async () => {
    for (const path of ['/', '/?list=dead', '/plans/some-plan']) {
      const answer = await get(path, {})
      expect(answer.status).toBe(401)
      const text = await answer.text()
      expect(text).toContain('Token of the page')
      expect(text).not.toContain('Dead letters')
    }
    expect((await post('/replay', { id: 'x' }, {})).status).toBe(401)
  })

  it('refuses another token, without a session', async () => {
    for (const token of ['', 'wrong', pageToken.slice(0, -1), `${pageToken} `]) {
      const answer = await logIn(token)
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null])
      expect(await answer.text()).toContain('That is not the token of this page.')
    }
  })

  it('gives the right token a session that no script and no other site can use', async () => {
    const answer = await logIn(pageToken, '/?list=jobs')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/arkindex/?list=jobs'])
    const set = answer.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/; Path=\/arkindex; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/)
    expect(set).not.toContain(pageToken)
    cookie = set.split(';')[0] ?? ''
    const page = await get('/')
    expect(page.status).toBe(200)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|script/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const text = await page.text()
    expect(text).not.toMatch(/<script|\son\w+=|javascript:/i)
    expect(text).toContain('href="/arkindex/?list=dead"')
  })

  it.each(['//evil.example.com', 'https://evil.example.com', '/\\evil.example.com', '/login', '/?x=\r\nset-cookie:a'])(
    'goes on to none but its own pages after a log-in, not to %j',
    async (next) => {
      expect((await logIn(pageToken, next)).headers.get('location')).toBe('/arkindex/')
    },
  )

  it('takes no session that it did not make, that has ended, or that another token made', async () => {
    const value = cookie.split('=')[1] ?? ''
    const [ends = '', nonce = '', signature = ''] = value.split('.')
    const later = (Number.parseInt(ends, 36) + 1000).toString(36)
    for (const forged of [
      '',
      'x',
      `${later}.${nonce}.${signature}`,
      `${ends}.${nonce}.`,
      `${value}.x`,
      createSession(pageToken, Date.now() - 24 * 3_600_000),
      createSession('another-token-of-the-page-0123456789', Date.now()),
    ]) {
      expect((await get('/', { cookie: `arkindex-bot-session=${forged}` })).status).toBe(401)
    }
    expect((await get('/', { cookie: `other=1; arkindex-bot-session=${value}` })).status).toBe(200)
  })

  it('lists deliveries and jobs with everything escaped, by state, page by page', async () => {
    for (let number = 0; number < 60; number += 1) await stage.addDelivery({ event: `Event ${number}` })
    const ignored = await stage.addDelivery({ event: hostile, state: 'ignored', result: hostile })
    await stage.addDeadJob({ lastError: hostile, delivery: ignored })
    const first = await (await get('/?list=deliveries')).text()
    expect(first).toContain('Event 59')
    expect(first).not.toContain('Event 3<')
    const next = /rel="next" href="\/arkindex([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await get(next)).text()
    expect(second).toContain('Event 3<')
    expect(second).not.toContain('rel="next"')
    const seen = [...`${first}${second}`.matchAll(/Event (\d+)</g)].map(([, number]) => Number(number))
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => 59 - index))
    const one = await (await get('/?list=deliveries&state=ignored')).text()
    expect(one).toContain(ignored)
    expect(one).not.toContain('Event 59')
    const jobs = await (await get(`/?list=jobs&delivery=${ignored}`)).text()
    expect(jobs).toContain('&lt;img src=x onerror=alert(1)&gt;')
    for (const page of [first, one, jobs]) {
      expect(page).not.toMatch(/<img|<script|\u202e/)
    }
  })

  it('takes any query for what it is', async () => {
    for (const query of [
      'list=x',
      'state=%27',
      'list=jobs&state=dead%00',
      'after=1',
      'after=9.9',
      'list=jobs&delivery=%25',
      'replayed=%3Cb%3E',
      '%E0%A4%A',
    ]) {
      expect((await get(`/?${query}`)).status).toBe(200)
    }
  })

  it('replays a dead letter, and a delivery, by its own form only', async () => {
    const job = await stage.addDeadJob()
    const form = readFormToken(await (await get('/?list=dead')).text())
    for (const [fields, headers] of [
      [{ id: job }, { cookie }],
      [{ id: job, form_token: 'wrong' }, { cookie }],
      [
        { id: job, form_token: form },
        { cookie, 'sec-fetch-site': 'cross-site' },
      ],
      [
        { id: job, form_token: form },
        { cookie, 'sec-fetch-site': 'same-site' },
      ],
    ] as const) {
      expect((await post('/replay', fields, headers)).status).toBe(403)
    }
    expect(stage.worked).toEqual([])
    const answer = await post('/replay', { id: job, form_token: form, list: 'dead' })
    expect(answer.status).toBe(303)
    const location = answer.headers.get('location') ?? ''
    expect(location).toMatch(/^\/arkindex\/\?list=dead&replayed=/)
    await waitFor(() => stage.worked.length > 0, 'the work of the replayed job')
    expect(await (await get(location.slice('/arkindex'.length))).text()).toContain('It is worked on again')

    const again = await post('/replay', { id: job, form_token: form })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('not a dead letter')
    const delivery = await stage.addDelivery()
    expect((await post('/replay', { id: delivery, form_token: form })).status).toBe(303)
    await waitFor(
      () =>
        stage.db
          .selectFrom('delivery')
          .select('id')
          .where('origin', '=', 'replay')
          .where('state', '=', 'ignored')
          .executeTakeFirst(),
      'the replayed delivery',
    )
  })

  it('shows the whole plan of a merge request, escaped', async () => {
    const id = await stage.addPlan(['recognizer', hostile])
    const answer = await get(`/plans/${id}`)
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(page).toContain('+ create worker recognizer')
    expect(page).toContain('does not take it')
    expect(page).toContain('2026-01-02 03:04:05 UTC')
    expect(page).not.toMatch(/<img|<script|\u202e/)
    await stage.db.updateTable('kept_plan').set({ plan: '{"format":0}' }).where('id', '=', id).execute()
    const unreadable = await get(`/plans/${id}`)
    expect([unreadable.status, await unreadable.text()]).toEqual([410, expect.stringContaining('cannot be shown')])
    for (const other of ['nothing', '..%2f..', "'", 'a'.repeat(90)])
      expect((await get(`/plans/${other}`)).status).toBe(404)
  })

  it('refuses forms that are too large or of another kind', async () => {
    expect((await post('/login', { token: 'x'.repeat(20_000) }, {})).status).toBe(413)
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${stage.bot.url}/login`, { method: 'POST', headers, body: '{"token":"x"}' })
    expect([401, 415]).toContain(answer.status)
  })

  it('leads who comes by a link of another site here once more, as only then the browser sends the session', async () => {
    const id = await stage.addPlan(['recognizer'])
    const first = await get(`/plans/${id}`, { 'sec-fetch-site': 'cross-site' })
    expect(first.status).toBe(200)
    expect(await first.text()).toContain(`href="/arkindex/plans/${id}"`)
    expect((await get(`/plans/${id}`, { 'sec-fetch-site': 'same-origin' })).status).toBe(401)
  })

  it('ends a session on this browser, and all of them when the token changes', async () => {
    const form = readFormToken(await (await get('/')).text())
    const strange = await post('/logout', { form_token: 'x' })
    expect(strange.headers.get('set-cookie')).toBeNull()
    const answer = await post('/logout', { form_token: form })
    expect(answer.headers.get('set-cookie')).toMatch(/^arkindex-bot-session=; .*Max-Age=0/)
  })

  it('lets one address try ten times a minute', async () => {
    // Twice as many, as a minute may end in between.
    const codes: number[] = []
    while (codes.length < 24 && codes.at(-1) !== 429) codes.push((await logIn('wrong')).status)
    expect(codes.at(-1)).toBe(429)
    const refused = await logIn(pageToken)
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  })

  it('has told its token to no log', () => {
    const log = stage.bot.lines.join('')
    expect(log).toContain('replayed by the page')
    expect(log).not.toContain(pageToken)
    expect(log).not.toContain(cookie.split('=')[1])
  })
})

describe('a bot without a token of the page', () => {
  it('has no page', async () => {
    const stage = await openPageStage({ pageToken: null })
    try {
      for (const path of ['/', '/plans/x']) expect((await fetch(`${stage.bot.url}${path}`)).status).toBe(404)
      const form = { method: 'POST', body: new URLSearchParams({ token: '' }) }
      for (const path of ['/login', '/logout', '/replay']) {
        expect((await fetch(`${stage.bot.url}${path}`, form)).status).toBe(404)
      }
    } finally {
      await stage.close()
    }
  })
})
