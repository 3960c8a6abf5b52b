import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithTools } from '../required-tools.ts'
import { ownerPassword, startTestServer, type TestServer, tokens } from '../server/start-test-server.ts'
import { openBrowser } from './open-browser.ts'

interface Request {
  path: string
  method?: string
  headers?: Record<string, string>
  body?: unknown
  credentials?: 'omit' | 'same-origin' | 'include'
}

/** Lets a page send a request; gives what its script sees of the answer, or that the browser kept it away. */
function ask(page: Page, base: string, { path, method = 'GET', headers = {}, body, credentials }: Request) {
  return page.evaluate(
    async (request) => {
      try {
        const response = await fetch(request.url, {
          method: request.method,
          headers: request.headers,
          ...(request.body === undefined ? {} : { body: request.body }),
          ...(request.credentials === undefined ? {} : { credentials: request.credentials }),
        })
        return { status: response.status, body: await response.text(), id: response.headers.get('x-request-id') }
      } catch (error) {
        return { status: 0, body: String(error), id: null }
      }
    },
    {
      url: `${base}${path}`,
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials,
    },
  )
}

describeWithTools(['chromium'], 'pages in Chromium', () => {
  let server: TestServer
  let pages: Server
  let browser: { context: BrowserContext; close: () => Promise<void> }
  let base: string
  let allowed: string
  let other: string

  beforeAll(async () => {
    pages = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>A page'))
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    const { port } = pages.address() as AddressInfo
    allowed = `http://allowed.test:${port}`
    other = `http://other.test:${port}`
    server = await startTestServer({ corsOrigins: [allowed] })
    base = `http://api.test:${new URL(server.url).port}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    pages?.close()
  })

  const open = async (url: string) => {
    const page = await browser.context.newPage()
    await page.goto(url)
    return page
  }
  const authorization = `Token ${tokens.owner}`

  it('of a listed origin call the API with a token', async () => {
    const page = await open(allowed)
    const got = await ask(page, base, { path: '/api/v1/user/', headers: { authorization } })
    expect(got.status).toBe(200)
    expect(got.id).toMatch(/^[0-9a-f-]{20,}$/)
    const body = { name: 'From a page' }
    const made = await ask(page, base, { path: '/api/v1/models/', method: 'POST', headers: { authorization }, body })
    expect(made.status).toBe(201)
    const { id } = JSON.parse(made.body)
    const change = {
      path: `/api/v1/model/${id}/`,
      method: 'PATCH',
      headers: { authorization },
      body: { name: 'Renamed' },
    }
    expect((await ask(page, base, change)).status).toBe(200)
    // A refusal is seen by the page as well, or nobody could tell why.
    expect((await ask(page, base, { path: '/api/v1/user/' })).status).toBe(401)
  })

  it('of other origins see nothing and change nothing', async () => {
    const page = await open(other)
    expect((await ask(page, base, { path: '/api/v1/user/', headers: { authorization } })).status).toBe(0)
    const body = { name: 'From elsewhere' }
    const made = await ask(page, base, { path: '/api/v1/models/', method: 'POST', headers: { authorization }, body })
    expect(made.status).toBe(0)
    const list = await server.call('ListModels', { query: { name: 'From elsewhere' } })
    expect(list.body.count).toBe(0)
  })

  it('of the server have a session after the log-in, and change with X-CSRFToken alone', async () => {
    const page = await open(`${base}/api-docs/`)
    const post = (name: string, headers: Record<string, string> = {}) =>
      ask(page, base, { path: '/api/v1/models/', method: 'POST', headers, body: { name } })
    expect((await ask(page, base, { path: '/api/v1/user/' })).status).toBe(401)
    const login = { email: 'owner@example.com', password: ownerPassword }
    const answer = await ask(page, base, { path: '/api/v1/user/login/', method: 'POST', body: login })
    expect(answer.status).toBe(200)
    const user = await ask(page, base, { path: '/api/v1/user/' })
    expect(JSON.parse(user.body)).toMatchObject({ email: login.email, auth_token: JSON.parse(answer.body).auth_token })

    const { 'x-csrf-cookie': cookieName } = server.document.servers[0]
    const seen = await page.evaluate<string>('document.cookie')
    expect(seen).not.toContain('arkindex.auth')
    const csrf = new Map(seen.split('; ').map((pair) => pair.split('=') as [string, string])).get(cookieName) ?? ''
    const missing = await post('Without')
    expect([missing.status, missing.body]).toEqual([403, '{"detail":"CSRF Failed: CSRF token missing."}'])
    expect((await post('Wrong', { 'x-csrftoken': 'f'.repeat(64) })).status).toBe(403)
    expect((await post('Right', { 'x-csrftoken': csrf })).status).toBe(201)
    const { body } = await server.call('ListModels', {})
    const names = body.results.map(({ name }: { name: string }) => name)
    expect(names).toContain('Right')
    for (const name of ['Without', 'Wrong']) expect(names).not.toContain(name)
    await page.close()
  })

  it('of elsewhere cannot use the session of the user who looks at them', async () => {
    // The log-in of the test before stands in this browser.
    const own = await open(`${base}/api-docs/`)
    expect((await ask(own, base, { path: '/api/v1/user/' })).status).toBe(200)
    for (const origin of [other, allowed]) {
      const page = await open(origin)
      const got = await ask(page, base, { path: '/api/v1/user/', credentials: 'include' })
      expect(got.body).not.toContain('owner@example.com')
      // A form needs no leave of the server: only its cookies could do harm, and they are not sent.
      const form = `<form method="post" enctype="text/plain" action="${base}/api/v1/models/"><input name='{"name":"Forged","x":"' value='"}'></form>`
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(form)}; document.forms[0].submit()`)
      await page.waitForURL(`${base}/**`)
      expect(await page.evaluate('document.body.innerText')).toMatch(/credentials|CSRF/)
    }
    expect((await server.call('ListModels', { query: { name: 'Forged' } })).body.count).toBe(0)
  })
})
