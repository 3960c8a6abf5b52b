import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import { startTestBot, type TestBot } from '../bot-stage.ts'
import { type MergeRequestStage, openMergeRequestStage } from '../merge-request/merge-request-stage.ts'
import { pageToken } from './page-stage.ts'

let stage: MergeRequestStage
let bot: TestBot

beforeAll(async () => {
  stage = await openMergeRequestStage()
  bot = await startTestBot({ ...stage.config, database: path.join(stage.folder, 'bot.sqlite'), pageToken })
})
afterAll(async () => {
  await bot?.stop()
  await stage?.close()
})

it('the plan that a check of a merge request keeps is on the page, in the words of the note', async () => {
  const number = stage.open('page', { 'README.md': 'New\n' })
  await stage.check(number)
  const { db, close } = await openBotDatabase(path.join(stage.folder, 'bot.sqlite'))
  const [kept] = await db.selectFrom('kept_plan').select(['id', 'sha']).execute()
  await close()
  const form = new URLSearchParams({ token: pageToken, next: `/plans/${kept?.id}` })
  const login = await fetch(`${bot.url}/login`, { method: 'POST', body: form, redirect: 'manual' })
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect(new URL(login.headers.get('location') ?? '', bot.url).pathname).toBe(`/plans/${kept?.id}`)
  const page = await fetch(`${bot.url}/plans/${kept?.id}`, { headers: { cookie } })
  expect(page.status).toBe(200)
  const text = await page.text()
  expect(text).toContain(`<code>${kept?.sha}</code>`)
  expect(text).toContain('+ create worker recognizer')
  const [note] = stage.notes(number)
  for (const line of ['+ create worker recognizer', '+ create compatibility Letters language model + recognizer']) {
    expect(note?.body).toContain(line)
    expect(text).toContain(line)
  }
})
