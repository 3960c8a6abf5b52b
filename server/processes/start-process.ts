import { createId, type JsonValue, readJsonObject, readJsonTexts } from '../../core/database/conventions.ts'
import { listVersionOptions } from '../../core/worker-yaml/version-options.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { isUuid } from '../contract/shape.ts'
import { levels, readLevel } from '../rights/access.ts'
import type { Database, Services } from '../services.ts'
import { type NewRow, type Row, toFlag } from '../tables.ts'
import { settleProcess } from '../tasks/task-states.ts'
import type { Principal } from '../users/principal.ts'

export interface StartSettings {
  chunks: number
  thumbnails: boolean
  /** Null takes the default farm. */
  farm: string | null
  useCache: boolean
  useGpu: boolean
  workerActivity: boolean
}

interface RunPlan {
  run: Row<'worker_run'>
  version: Row<'worker_version'>
  worker: Row<'worker'>
  modelVersion: Row<'model_version'> | undefined
  model: Row<'model'> | undefined
  configuration: Row<'worker_configuration'> | undefined
}

/** Each run after its parents, else in the order in which they were made. There are no circles: none can be made. */
function sortByParents(plans: readonly RunPlan[]): RunPlan[] {
  const sorted: RunPlan[] = []
  const visit = (plan: RunPlan) => {
    if (sorted.includes(plan)) return
    const parents = readJsonTexts(plan.run.parents)
    for (const parent of plans) if (parents.includes(parent.run.id)) visit(parent)
    sorted.push(plan)
  }
  for (const plan of plans) visit(plan)
  return sorted
}

async function readRuns(trx: Database, processId: string): Promise<RunPlan[]> {
  const runs = await trx
    .selectFrom('worker_run')
    .selectAll()
    .where('process_id', '=', processId)
    .orderBy('created')
    .orderBy('id')
    .execute()
  const plans: RunPlan[] = []
  for (const run of runs) {
    const version = await trx
      .selectFrom('worker_version')
      .selectAll()
      .where('id', '=', run.worker_version_id)
      .executeTakeFirstOrThrow()
    const worker = await trx
      .selectFrom('worker')
      .selectAll()
      .where('id', '=', version.worker_id)
      .executeTakeFirstOrThrow()
    const modelVersion = run.model_version_id
      ? await trx
          .selectFrom('model_version')
          .selectAll()
          .where('id', '=', run.model_version_id)
          .executeTakeFirstOrThrow()
      : undefined
    const model = modelVersion
      ? await trx.selectFrom('model').selectAll().where('id', '=', modelVersion.model_id).executeTakeFirstOrThrow()
      : undefined
    const configuration = run.configuration_id
      ? await trx
          .selectFrom('worker_configuration')
          .selectAll()
          .where('id', '=', run.configuration_id)
          .executeTakeFirstOrThrow()
      : undefined
    plans.push({ run, version, worker, modelVersion, model, configuration })
  }
  return sortByParents(plans)
}

/** What keeps one worker run from being started (reference/arkindex.md 3.12, the supplement 3.8). */
async function findRunProblems(
  trx: Database,
  principal: Principal,
  process: Row<'process'>,
  plan: RunPlan,
): Promise<string[]> {
  const { run, version, worker, modelVersion, model, configuration } = plan
  const problems: string[] = []
  if (version.state !== 'available') problems.push(`${run.summary}: the worker version is not available.`)
  if (version.docker_image_iid === null) problems.push(`${run.summary}: the worker version has no Docker image.`)
  if (worker.archived !== null) problems.push(`${run.summary}: the worker is archived.`)
  if (version.model_usage === 'required' && !modelVersion)
    problems.push(`${run.summary}: the worker version requires a model.`)
  if (modelVersion && modelVersion.state !== 'available')
    problems.push(`${run.summary}: the model version is not available.`)
  if (model && model.archived !== null) problems.push(`${run.summary}: the model is archived.`)
  if (configuration && configuration.archived !== null) problems.push(`${run.summary}: the configuration is archived.`)
  if (process.mode !== 'dataset') return problems
  // A training names the model that it makes a version of by an option of the type model; that takes admin access to it.
  const values = configuration ? readJsonObject(configuration.configuration) : {}
  for (const { key, type, fallback } of listVersionOptions(readJsonObject(version.configuration)).options) {
    if (type !== 'model') continue
    const given: JsonValue | undefined = values[key] ?? fallback
    if (!isUuid(given)) continue
    const trained = await trx.selectFrom('model').selectAll().where('id', '=', given).executeTakeFirst()
    const level = trained ? await readLevel(trx, principal, 'model', trained) : 0
    if (level < levels.guest) problems.push(`${run.summary}: ${key}: ${describeUnknownId(given)}`)
    else if (level < levels.admin)
      problems.push(`${run.summary}: ${key}: admin access to the model is needed to train it.`)
    else if (trained?.archived) problems.push(`${run.summary}: ${key}: the model is archived.`)
  }
  return problems
}

/** The farm that the tasks go to: the one that is asked for, if the user may use it, else the default one. */
async function findFarm(trx: Database, principal: Principal, wanted: string | null): Promise<Row<'farm'> | undefined> {
  const farms = trx.selectFrom('farm').selectAll()
  const farm = await (wanted === null
    ? farms.where('is_default', '=', 1).orderBy('created').executeTakeFirst()
    : farms.where('id', '=', wanted).executeTakeFirst())
  if (!farm) return undefined
  return (await readLevel(trx, principal, 'farm', farm)) >= levels.guest ? farm : undefined
}

function readDocker(version: Row<'worker_version'>): { command: string | null; shmSize: string | null } {
  const { docker } = readJsonObject(version.configuration)
  if (typeof docker !== 'object' || docker === null || Array.isArray(docker)) return { command: null, shmSize: null }
  const { command, shm_size: shmSize } = docker
  return {
    command: typeof command === 'string' ? command : null,
    shmSize: typeof shmSize === 'string' || typeof shmSize === 'number' ? String(shmSize) : null,
  }
}

/** The tasks of worker runs that stand each after all of its parents. */
function listTasks(
  process: Row<'process'>,
  plans: readonly RunPlan[],
  run: number,
  chunks: number,
  useGpu: boolean,
  now: number,
): NewRow<'task'>[] {
  const common = {
    process_id: process.id,
    run,
    state: 'unscheduled',
    command: null,
    shm_size: null,
    chunk: null,
    created: now,
    updated: now,
  } as const
  const tasks: NewRow<'task'>[] = []
  // Elements are listed by a task of their own; a dataset's archive is what a dataset process starts from.
  const first =
    process.mode === 'workers'
      ? {
          ...common,
          id: createId(),
          worker_run_id: null,
          depth: 0,
          slug: 'init_elements',
          parents: '[]',
          image: null,
          requires_gpu: 0 as const,
        }
      : undefined
  if (first) tasks.push(first)
  const byRun = new Map<string, NewRow<'task'>[]>()
  const slugs = new Set<string>()
  for (const { run: workerRun, worker, version } of plans) {
    const base = `${worker.slug}_${version.id.slice(0, 6)}`
    const slug = slugs.has(base) ? `${base}_${workerRun.id.slice(0, 6)}` : base
    slugs.add(slug)
    const before = readJsonTexts(workerRun.parents).map((parent) => byRun.get(parent) ?? [])
    const { command, shmSize } = readDocker(version)
    const own: NewRow<'task'>[] = []
    for (let chunk = 1; chunk <= chunks; chunk += 1) {
      const parents = before.flatMap((list) => list.filter((task) => task.chunk === (chunks > 1 ? chunk : null)))
      const waitsFor = parents.length > 0 ? parents : first ? [first] : []
      own.push({
        ...common,
        id: createId(),
        worker_run_id: workerRun.id,
        depth: Math.max(-1, ...waitsFor.map(({ depth }) => depth)) + 1,
        slug: chunks > 1 ? `${slug}_${chunk}` : slug,
        parents: JSON.stringify(waitsFor.map(({ id }) => id)),
        image: version.docker_image_iid,
        command,
        shm_size: shmSize,
        chunk: chunks > 1 ? chunk : null,
        requires_gpu: toFlag(useGpu && version.gpu_usage !== 'disabled'),
      })
    }
    byRun.set(workerRun.id, own)
    tasks.push(...own)
  }
  return tasks
}

/** Checks all that a start needs and makes the tasks. Refuses with every problem at once. To be called in a transaction. */
export async function startProcess(
  trx: Database,
  services: Pick<Services, 'clock'>,
  principal: Principal,
  processId: string,
  settings: StartSettings,
): Promise<void> {
  const process = await trx.selectFrom('process').selectAll().where('id', '=', processId).executeTakeFirstOrThrow()
  if (process.started !== null) throw invalid({ state: ['This process has already been started.'] })
  if (process.mode === 'local') throw invalid({ mode: ['The workers of a local process run elsewhere.'] })
  if (process.mode === 'template')
    throw invalid({ mode: ['A template is applied to a process, which is then started.'] })
  const problems: Record<string, string[]> = {}
  const plans = await readRuns(trx, processId)
  if (plans.length === 0) problems.worker_runs = ['This process has no worker runs.']
  const runProblems: string[] = []
  for (const plan of plans) runProblems.push(...(await findRunProblems(trx, principal, process, plan)))
  if (runProblems.length > 0) problems.worker_runs = runProblems
  if (!settings.useGpu && plans.some(({ version }) => version.gpu_usage === 'required')) {
    problems.use_gpu = ['A worker version of this process requires a GPU.']
  }
  if (process.mode === 'dataset') {
    const set = await trx
      .selectFrom('process_set')
      .select('id')
      .where('process_id', '=', processId)
      .limit(1)
      .executeTakeFirst()
    if (!set) problems.sets = ['This dataset process has no dataset sets.']
    if (settings.chunks !== 1) problems.chunks = ['A dataset process cannot be cut into chunks.']
    if (settings.thumbnails) problems.thumbnails = ['A dataset process makes no thumbnails.']
  }
  const farm = await findFarm(trx, principal, settings.farm)
  if (!farm)
    problems.farm = [
      settings.farm === null ? 'There is no default farm that you may use.' : describeUnknownId(settings.farm),
    ]
  if (!farm || Object.keys(problems).length > 0) throw invalid(problems)
  const now = services.clock.now()
  await trx
    .updateTable('process')
    .set({
      started: now,
      farm_id: farm.id,
      chunks: settings.chunks,
      thumbnails: toFlag(settings.thumbnails),
      use_cache: toFlag(settings.useCache),
      use_gpu: toFlag(settings.useGpu),
      worker_activity: toFlag(settings.workerActivity),
    })
    .where('id', '=', processId)
    .execute()
  await trx
    .insertInto('task')
    .values(listTasks(process, plans, 0, settings.chunks, settings.useGpu, now))
    .execute()
  await settleProcess(trx, now, processId)
}

/** Makes all the tasks anew as the next run of a process that ended without being completed. To be called in a transaction. */
export async function retryProcess(trx: Database, services: Pick<Services, 'clock'>, processId: string): Promise<void> {
  const process = await trx.selectFrom('process').selectAll().where('id', '=', processId).executeTakeFirstOrThrow()
  if (!['failed', 'error', 'stopped', 'cancelled'].includes(process.state)) {
    throw invalid({ state: [`A process that is ${process.state} cannot be retried.`] })
  }
  const last = await trx
    .selectFrom('task')
    .select((eb) => eb.fn.max('run').as('run'))
    .where('process_id', '=', processId)
    .executeTakeFirst()
  const plans = await readRuns(trx, processId)
  const now = services.clock.now()
  const tasks = listTasks(process, plans, (last?.run ?? 0) + 1, process.chunks, process.use_gpu === 1, now)
  await trx.insertInto('task').values(tasks).execute()
  await trx.updateTable('process').set({ started: now }).where('id', '=', processId).execute()
  await settleProcess(trx, now, processId)
}

/** Stops what can be stopped: nothing has taken the tasks that wait, so they end here; those that run are asked to. To be called in a transaction. */
export async function stopProcess(trx: Database, services: Pick<Services, 'clock'>, processId: string): Promise<void> {
  const now = services.clock.now()
  const set = (from: readonly ('unscheduled' | 'pending' | 'running')[], to: 'stopped' | 'stopping') =>
    trx
      .updateTable('task')
      .set({ state: to, updated: now })
      .where('process_id', '=', processId)
      .where('state', 'in', [...from])
      .execute()
  await set(['unscheduled', 'pending'], 'stopped')
  await set(['running'], 'stopping')
  await settleProcess(trx, now, processId)
}
