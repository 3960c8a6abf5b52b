import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { describeWithTools } from '../required-tools.ts'
import { startTestServer, type TestServer } from '../server/start-test-server.ts'
import { openBrowser } from './open-browser.ts'

describeWithTools(['chromium'], '/api-docs/ in Chromium', () => {
  let server: TestServer
  let browser: { context: BrowserContext; close: () => Promise<void> }
  let page: Page
  let requests: string[]
  let complaints: string[]

  beforeAll(async () => {
    server = await startTestServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  beforeEach(async () => {
    await page?.close()
    page = await browser.context.newPage()
    requests = []
    complaints = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
  })

  const open = async (anchor = '') => {
    await page.goto(`${server.url}/api-docs/${anchor}`)
    await page.locator('section').first().waitFor()
  }
  const listOperations = (): { id: string; tag: string }[] =>
    Object.values<Record<string, { operationId: string; tags: string[] }>>(server.document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId, tags }) => ({ id: operationId, tag: tags[0] ?? '' })),
    )

  it('shows every operation once, by the server alone and without a complaint', async () => {
    await open()
    const ids = await page.locator('main section').evaluateAll((found) => found.map(({ id }) => id))
    const operations = listOperations()
    expect(operations.length).toBeGreaterThan(50)
    expect(ids.sort()).toEqual(operations.map(({ id }) => `operation/${id}`).sort())
    const links = await page.locator('nav li a').evaluateAll((found) => found.map((link) => link.getAttribute('href')))
    expect(links.sort()).toEqual(operations.map(({ id }) => `#operation/${id}`).sort())
    expect(requests).toEqual([`${server.url}/api-docs/`, `${server.url}/api/v1/openapi/?format=json`])
    expect(complaints).toEqual([])
  })

  it('has parameters, fields, an example and answers of an operation', async () => {
    await open()
    const section = page.locator('[id="operation/CreateWorkerVersion"]')
    const text = await section.textContent()
    for (const part of ['POST', '/api/v1/workers/{id}/versions/', 'docker_image_iid', 'required', 'curl -X POST']) {
      expect(text).toContain(part)
    }
    await section.getByText('Refusals:').click()
    await section.locator('details details summary', { hasText: '403' }).waitFor({ state: 'visible', timeout: 5000 })
  })

  it.each(['#operation/ImportWorkerVersion', '#tag/models', '#operation/CreateWorkerConfiguration'])(
    'opens at %s',
    async (anchor) => {
      await open(anchor)
      const target = page.locator(`[id="${anchor.slice(1)}"]`)
      // What runs in the page is text, so that these tests do not claim to have a document themselves.
      await page.waitForFunction(`((top) => top >= 50 && top < 200)(
        document.getElementById(${JSON.stringify(anchor.slice(1))}).getBoundingClientRect().top)`)
      expect(await target.isVisible()).toBe(true)
      expect(new URL(page.url()).hash).toBe(anchor)
    },
  )

  it('goes where links of it lead, and back', async () => {
    await open()
    await page.locator('nav a[href="#operation/CreateModel"]').click()
    await page.locator('nav a[href="#operation/CreateModel"][aria-current]').waitFor()
    await page.locator('nav a[href="#tag/workers"]').click()
    expect(new URL(page.url()).hash).toBe('#tag/workers')
    await page.goBack()
    expect(new URL(page.url()).hash).toBe('#operation/CreateModel')
  })

  it('is searched and read with the keyboard alone', async () => {
    await open()
    await page.keyboard.press('/')
    await page.keyboard.type('patch model')
    const shown = () => page.locator('nav li:visible').allInnerTexts()
    const found = (await shown()).map((text) => text.replace(/\s+/g, ' '))
    expect(found).toContain('PATCH PartialUpdateModel')
    expect(found.every((text) => text.startsWith('PATCH'))).toBe(true)
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toMatch(/^#operation\/PartialUpdateModel/)
    await page.keyboard.press('/')
    await page.keyboard.type('no such thing')
    expect(await shown()).toEqual([])
    expect(await page.getByText('No operation fits.').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect((await shown()).length).toBe(listOperations().length)
    // From the filter Tab goes on to the list, and a link shows that it has the focus.
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(`({
      isLink: document.activeElement.matches('nav a'), style: getComputedStyle(document.activeElement).outlineStyle })`)
    expect(outline).toEqual({ isLink: true, style: 'solid' })
  })

  it('says what is wrong where the document does not come', async () => {
    await page.route('**/api/v1/openapi/**', (route) => route.fulfill({ status: 503, body: '{}' }))
    await page.goto(`${server.url}/api-docs/`)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain('the server answered with 503')
  })

  it('fits a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await open('#operation/CreateWorkerVersion')
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
  })
})
