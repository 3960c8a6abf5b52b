import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BotConfig } from '../../../bot/config/bot-config.ts'
import { type BotDatabase, openBotDatabase } from '../../../bot/open-bot-database.ts'
import { createId } from '../../../core/database/conventions.ts'
import { createOrderedIds } from '../../../core/database/ordered-ids.ts'
import { digestIntent } from '../../../core/release/intent.ts'
import type { Plan, Step } from '../../../core/release/plan.ts'
import { writePlan } from '../../../core/release/plan-file.ts'
import { listReactions, makeConfig, startTestBot, type TestBot } from '../bot-stage.ts'

export const pageToken = 'p4g3-7c1f1e5a9b3d2846f7c1a0e5d9b38247'

/** Text that would be markup, a script or a change of direction if it were not escaped. */
export const hostile = '<img src=x onerror=alert(1)>"\'&amp;\u202e</pre><script>alert(2)</script>'

export interface PageStage {
  bot: TestBot
  db: BotDatabase
  /** Kinds of the jobs that were worked on. */
  worked: string[]
  addDelivery(row?: { event?: string; state?: 'worked' | 'ignored' | 'dead'; result?: string }): Promise<string>
  addDeadJob(row?: { kind?: string; lastError?: string; delivery?: string }): Promise<string>
  addPlan(targets: readonly string[]): Promise<string>
  close(): Promise<void>
}

function makePlan(targets: readonly string[]): Plan {
  const intent = { workers: {}, models: {}, manifest: `sha256:${'0'.repeat(64)}`, objects: {} }
  const makeStep = (target: string): Step => ({
    ...{ kind: 'worker', worker: target, target, instance: 'demo', action: 'create' },
    ...{ before: null, after: { name: target }, notes: [], needs: [] },
  })
  return {
    ...{ format: 1, intentDigest: digestIntent(intent), bound: null, intent },
    instances: [
      { slug: 'demo', takes: 'stable tags' },
      { slug: 'old', takes: 'stable tags', skipped: 'it takes no branches' },
    ],
    ...{ defaults: [], steps: targets.map(makeStep), unchanged: [], skipped: [], failed: [] },
    ...{ optionChanges: [], breaking: [], bumps: [], findings: [] },
  }
}

/** A running bot with a page, and its database to put things into. */
export async function openPageStage(settings: Partial<BotConfig> = {}): Promise<PageStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-bot-page-'))
  const file = path.join(folder, 'bot.sqlite')
  const worked: string[] = []
  const reactions = listReactions({
    deliver: async () => ({ state: 'ignored', summary: 'read again' }),
    plan: async ({ kind }) => {
      worked.push(kind)
      return { state: 'done', summary: 'planned' }
    },
  })
  const bot = await startTestBot(makeConfig(file, { pageToken, ...settings }), { reactions })
  const { db, close } = await openBotDatabase(file)
  let moment = Date.now()
  const now = () => {
    moment += 1
    return moment
  }
  return {
    bot,
    db,
    worked,
    addDelivery: async ({ event = 'Merge Request Hook', state = 'worked', result } = {}) => {
      const id = createId()
      const delivery = { id, forge: 'gitlab', dedupe_key: id, event, project: '7', received: now(), body: '{}', state }
      await db
        .insertInto('delivery')
        .values({ ...delivery, result: result ?? null, origin: 'hook' })
        .execute()
      return id
    },
    addDeadJob: async ({ kind = 'plan', lastError = 'The instance hangs.', delivery } = {}) => {
      const [id = ''] = createOrderedIds(1)
      const created = now()
      await db
        .insertInto('job')
        .values({
          ...{ id, delivery_id: delivery ?? null, kind, forge: 'gitlab', project: '7', lane: `test:${id}` },
          ...{ resource: null, subject: null, payload: '{}', state: 'dead', run_at: created, attempts: 8 },
          ...{ lease_owner: null, lease_until: null, is_cancel_wanted: 0, last_error: lastError, result: null },
          ...{ created, ended: created, correlation: delivery ?? id },
        })
        .execute()
      return id
    },
    addPlan: async (targets) => {
      const plan = makePlan(targets)
      const id = createId()
      await db
        .insertInto('kept_plan')
        .values({
          ...{
            id,
            forge: 'gitlab',
            project: '7',
            number: 3,
            sha: randomBytes(20).toString('hex'),
            plan: writePlan(plan),
          },
          ...{ intent_digest: plan.intentDigest, created: Date.UTC(2026, 0, 2, 3, 4, 5) },
        })
        .execute()
      return id
    },
    close: async () => {
      await close()
      await bot.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
