import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { waitFor } from '../bot/bot-stage.ts'
import { hostile, openPageStage, type PageStage, pageToken } from '../bot/page/page-stage.ts'
import { describeWithTools } from '../required-tools.ts'
import { openBrowser } from './open-browser.ts'

describeWithTools(['chromium'], 'the page of the bot in Chromium', () => {
  let stage: PageStage
  let browser: { context: BrowserContext; close: () => Promise<void> }
  let page: Page
  let base: string
  let requests: string[]
  let complaints: string[]

  beforeAll(async () => {
    stage = await openPageStage()
    // Browsers say where a request comes from to origins that they trust only: HTTPS, or this machine.
    base = `http://localhost:${new URL(stage.bot.url).port}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.close()
  })
  beforeEach(async () => {
    await page?.close()
    await browser.context.clearCookies()
    page = await browser.context.newPage()
    requests = []
    complaints = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => {
      // The log-in answers 401, which the browser reports.
      const isLogin = message.text().includes('401')
      if ((message.type() === 'error' || message.type() === 'warning') && !isLogin) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message())
      dialog.dismiss().catch(() => {})
    })
  })

  const logIn = async () => {
    await page.goto(`${base}/`)
    await page.getByLabel('Token of the page').fill(pageToken)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { name: 'Deliveries' }).waitFor()
  }
  const measureWidth = () => page.evaluate<number>('document.documentElement.scrollWidth')

  it('is logged into by its token, and says so where it is wrong', async () => {
    await page.goto(`${base}/?list=dead`)
    await page.getByLabel('Token of the page').fill('something else')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('That is not the token of this page.')
    await page.getByLabel('Token of the page').fill(pageToken)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Dead letters' }).waitFor()
    expect(new URL(page.url()).search).toBe('?list=dead')
    const cookies = await browser.context.cookies()
    expect(cookies).toMatchObject([{ name: 'arkindex-bot-session', httpOnly: true, sameSite: 'Strict', path: '/' }])
    expect(await page.evaluate('document.cookie')).toBe('')
    expect(complaints).toEqual([])
  })

  it('shows dead letters as they are written, and replays one', async () => {
    const delivery = await stage.addDelivery({ event: hostile, state: 'dead' })
    const job = await stage.addDeadJob({ lastError: hostile, delivery })
    await logIn()
    await page.getByRole('link', { name: 'Dead letters (1)' }).click()
    const row = page.getByRole('row').filter({ hasText: job })
    // The sign that turns the direction of reading is shown, not obeyed.
    expect(await row.textContent()).toContain(hostile.replace('\u202e', '\\u202e'))
    await row.getByRole('link', { name: delivery }).click()
    await page.getByText(`Of the delivery ${delivery}.`).waitFor()
    await page.getByRole('link', { name: 'Dead letters (1)' }).click()
    await page.getByRole('button', { name: `Replay job ${job}` }).click()
    expect(await page.getByRole('status').textContent()).toContain('It is worked on again')
    await waitFor(() => stage.worked.length > 0, 'the work of the replayed job')
    await page.getByRole('link', { name: 'Deliveries' }).click()
    await page.getByRole('link', { name: 'dead', exact: true }).click()
    expect(await page.getByRole('link', { name: 'dead', exact: true }).getAttribute('aria-current')).toBe('true')
    expect(complaints).toEqual([])
    expect(requests.every((url) => url.startsWith(base))).toBe(true)
  })

  it('is used with the keyboard alone', async () => {
    await stage.addDeadJob()
    await logIn()
    await page.keyboard.press('Tab')
    const focused = () =>
      page.evaluate<{ text: string; outline: string }>(`({
        text: document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent,
        outline: getComputedStyle(document.activeElement).outlineStyle })`)
    expect(await focused()).toEqual({ text: 'Go to the content', outline: 'solid' })
    await page.goto(`${base}/?list=dead`)
    let steps = 0
    for (; steps < 30 && !(await focused()).text.startsWith('Replay job'); steps += 1) await page.keyboard.press('Tab')
    expect(steps).toBeLessThan(30)
    await page.keyboard.press('Enter')
    await page.getByRole('status').waitFor()
  })

  it('gives everything that is read out a name', async () => {
    await stage.addDelivery()
    await stage.addDeadJob()
    await logIn()
    for (const list of ['deliveries', 'jobs', 'dead']) {
      await page.goto(`${base}/?list=${list}`)
      const nameless = await page.evaluate<string[]>(`[
        ...[...document.querySelectorAll('button,a')].filter((one) => !(one.getAttribute('aria-label') ?? one.textContent).trim()),
        ...[...document.querySelectorAll('input:not([type=hidden])')].filter((one) => one.labels.length === 0),
        ...[...document.querySelectorAll('table')].filter((one) => !one.caption || !one.querySelector('th[scope=col]')),
      ].map((one) => one.outerHTML)`)
      expect(nameless).toEqual([])
      expect(await page.evaluate('document.documentElement.lang')).toBe('en')
      expect(await page.locator('h1').count()).toBe(1)
    }
  })

  it('fits a phone', async () => {
    await stage.addDelivery({ event: 'x'.repeat(200), result: hostile })
    await stage.addDeadJob({ lastError: 'y'.repeat(300) })
    const plan = await stage.addPlan(['a-worker-with-quite-a-long-slug'.repeat(5)])
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(`${base}/`)
    expect(await measureWidth()).toBeLessThanOrEqual(360)
    await logIn()
    for (const path of ['/?list=deliveries', '/?list=jobs', '/?list=dead', `/plans/${plan}`]) {
      await page.goto(`${base}${path}`)
      expect([path, await measureWidth()]).toEqual([path, 360])
    }
    // The plan is wider than the screen, and moves by itself.
    expect(await page.evaluate('getComputedStyle(document.querySelector("pre")).overflowX')).toBe('auto')
    await page.goto(`${base}/?list=dead`)
    const button = page.getByRole('button', { name: /^Replay job/ }).first()
    const box = await button.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= 360 && box.height >= 30).toBe(true)
  })

  it('opens a plan by a link in a note of another site, with the session that is there', async () => {
    await logIn()
    const plan = await stage.addPlan(['recognizer'])
    const server: Server = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(
          `<a href="${base}/plans/${plan}">the whole plan</a><form method="post" action="${base}/replay"><input name="id" value="x"><button>Forged</button></form>`,
        ),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const note = `http://gitlab.test:${(server.address() as AddressInfo).port}/`
      await page.goto(note)
      await page.getByRole('link').click()
      await page.getByRole('heading', { name: 'What a release would change' }).waitFor()
      expect(await page.locator('pre').textContent()).toContain('+ create worker recognizer')
      // A form of that site is sent without the session.
      await page.goto(note)
      await page.getByRole('button').click()
      await page.getByLabel('Token of the page').waitFor()
    } finally {
      server.close()
    }
  })

  it('lets nobody in after the log-out', async () => {
    await logIn()
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByLabel('Token of the page').waitFor()
    await page.goto(`${base}/?list=jobs`)
    expect(await page.getByLabel('Token of the page').isVisible()).toBe(true)
  })
})
