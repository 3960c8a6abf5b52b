import { createId, foldText, readJsonTexts } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { describeUnknownId, forbidden, invalid } from '../contract/refusal.ts'
import { object, text, uuid } from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { onProcess, readProcessLevel } from '../rights/rights.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { checkParts } from '../worker-runs/run-parts.ts'
import { findProcess, processShape } from './process-shape.ts'

// A template is a process that keeps worker runs and never runs them (reference/arkindex.md 3.12).

function readRuns(trx: Database, processId: string): Promise<Row<'worker_run'>[]> {
  return trx
    .selectFrom('worker_run')
    .selectAll()
    .where('process_id', '=', processId)
    .orderBy('created')
    .orderBy('id')
    .execute()
}

/** Copies worker runs to another process, each with the copies of its parents. To be called in a transaction. */
async function copyRuns(
  trx: Database,
  runs: readonly Row<'worker_run'>[],
  processId: string,
  now: number,
): Promise<void> {
  if (runs.length === 0) return
  const ids = new Map(runs.map(({ id }) => [id, createId()]))
  await trx
    .insertInto('worker_run')
    .values(
      runs.map((run, index) => ({
        ...run,
        id: ids.get(run.id) ?? createId(),
        process_id: processId,
        parents: JSON.stringify(readJsonTexts(run.parents).flatMap((parent) => ids.get(parent) ?? [])),
        // Lists are in the order of making, which the copies keep.
        created: now + index,
        updated: now,
      })),
    )
    .execute()
}

/** Why worker runs may not be made anew by this user, every reason of every run. */
async function findRunProblems(
  trx: Database,
  principal: Principal,
  runs: readonly Row<'worker_run'>[],
): Promise<string[]> {
  const problems: string[] = []
  for (const run of runs) {
    const checked = await checkParts(trx, principal, run, { isVersionToBeAvailable: true })
    const found = 'problems' in checked ? Object.values(checked.problems).flat() : []
    problems.push(...found.map((problem) => `${run.summary}: ${problem}`))
  }
  return problems
}

const createProcessTemplate = defineOperation({
  operationId: 'CreateProcessTemplate',
  method: 'POST',
  path: '/process/{id}/template/',
  tag: 'process',
  summary: 'Keep the worker runs of a process as a template',
  description:
    'The template is a process of the same corpus with copies of the worker runs: their versions, model versions, configurations and order.',
  parameters: { path: { id: uuid('The id of the process.') } },
  body: object({ name: text({ max: 250, example: 'Train on letters' }) }),
  answers: { statuses: { 201: 'The template was created' }, body: processShape },
  rights: onProcess('contributor', 'id'),
  handle: async ({ body, target, principal, services }) => {
    if (target.mode === 'template') throw invalid({ mode: ['This process is a template already.'] })
    if (target.mode === 'local') throw invalid({ mode: ['A local process cannot become a template.'] })
    const templateId = createId()
    const now = services.clock.now()
    await services.db.transaction().execute(async (trx) => {
      const runs = await readRuns(trx, target.id)
      if (runs.length === 0) throw invalid({ worker_runs: ['This process has no worker runs.'] })
      await trx
        .insertInto('process')
        .values({
          id: templateId,
          name: body.name,
          name_folded: foldText(body.name),
          corpus_id: target.corpus_id,
          creator_id: principal.id,
          mode: 'template',
          state: 'unscheduled',
          farm_id: null,
          selection: '{}',
          chunks: 1,
          thumbnails: 0,
          use_cache: 0,
          use_gpu: 0,
          worker_activity: 0,
          started: null,
          finished: null,
          created: now,
          updated: now,
        })
        .execute()
      await copyRuns(trx, runs, templateId, now)
    })
    return { status: 201, body: await findProcess(services.db, templateId) }
  },
})

/** The process that a template is applied to, held until the transaction ends. Refuses where this user may not change it. */
async function holdProcess(trx: Database, principal: Principal, id: string, now: number): Promise<Row<'process'>> {
  const process = await trx
    .updateTable('process')
    .set({ updated: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  const level = process ? await readProcessLevel(trx, principal, process) : 0
  if (!process || level < levels.guest) throw invalid({ process_id: [describeUnknownId(id)] })
  if (level < levels.admin) throw forbidden('You do not have admin access to this process.')
  return process
}

function findProcessProblems(process: Row<'process'>, hasRuns: boolean): string[] {
  const problems: string[] = []
  if (process.mode === 'template') problems.push('A template is not applied to a template.')
  if (process.mode === 'local') problems.push('A template is not applied to a local process.')
  if (process.started !== null) problems.push('This process has already been started.')
  if (hasRuns) problems.push('This process has worker runs already.')
  return problems
}

const applyProcessTemplate = defineOperation({
  operationId: 'ApplyProcessTemplate',
  method: 'POST',
  path: '/process/{id}/apply/',
  tag: 'process',
  summary: 'Give a process the worker runs of a template',
  description: 'Refuses with everything that keeps a worker run from being copied; then none is.',
  parameters: { path: { id: uuid('The id of the template.') } },
  body: object({ process_id: uuid('The process, which has no worker runs yet.') }),
  answers: { statuses: { 201: 'The worker runs were copied; the process' }, body: processShape },
  refusals: [403],
  rights: onProcess('guest', 'id'),
  handle: async ({ body, target, principal, services }) => {
    const now = services.clock.now()
    await services.db.transaction().execute(async (trx) => {
      const process = await holdProcess(trx, principal, body.process_id, now)
      const runs = await readRuns(trx, target.id)
      const problems: Record<string, string[]> = {}
      if (target.mode !== 'template') problems.mode = ['This process is no template.']
      const ofProcess = findProcessProblems(process, (await readRuns(trx, process.id)).length > 0)
      if (ofProcess.length > 0) problems.process_id = ofProcess
      const ofRuns = target.mode === 'template' ? await findRunProblems(trx, principal, runs) : []
      if (ofRuns.length > 0) problems.worker_runs = ofRuns
      if (Object.keys(problems).length > 0) throw invalid(problems)
      await copyRuns(trx, runs, process.id, now)
    })
    return { status: 201, body: await findProcess(services.db, body.process_id) }
  },
})

export const processTemplateOperations: readonly Operation[] = [createProcessTemplate, applyProcessTemplate]
