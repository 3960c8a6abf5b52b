import { createId, type JsonValue, readJsonObject, readJsonTexts } from '../../core/database/conventions.ts'
import { listVersionOptions } from '../../core/worker-yaml/version-options.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { isUuid } from '../contract/shape.ts'
import { holdDataset } from '../datasets/dataset-guards.ts'
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
  /** What the farm is called where it is refused. */
  farmField?: string
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
  if (runs.length === 0) return []
  const versions = await trx
    .selectFrom('worker_version')
    .selectAll()
    .where(
      'id',
      'in',
      runs.map((run) => run.worker_version_id),
    )
    .execute()
  const workers = await trx
    .selectFrom('worker')
    .selectAll()
    .where(
      'id',
      'in',
      versions.map((version) => version.worker_id),
    )
    .execute()
  const modelVersionIds = runs.flatMap((run) => run.model_version_id ?? [])
  const modelVersions =
    modelVersionIds.length === 0
      ? []
      : await trx.selectFrom('model_version').selectAll().where('id', 'in', modelVersionIds).execute()
  const modelIds = modelVersions.map((version) => version.model_id)
  const models =
    modelIds.length === 0 ? [] : await trx.selectFrom('model').selectAll().where('id', 'in', modelIds).execute()
  const configurationIds = runs.flatMap((run) => run.configuration_id ?? [])
  const configurations =
    configurationIds.length === 0
      ? []
      : await trx.selectFrom('worker_configuration').selectAll().where('id', 'in', configurationIds).execute()
  const plans = runs.map((run): RunPlan => {
    const version = versions.find(({ id }) => id === run.worker_version_id)
    const worker = workers.find(({ id }) => id === version?.worker_id)
    if (!version || !worker) throw new Error('a worker run has no version')
    const modelVersion = modelVersions.find(({ id }) => id === run.model_version_id)
    return {
      run,
      version,
      worker,
      modelVersion,
      model: models.find(({ id }) => id === modelVersion?.model_id),
      configuration: configurations.find(({ id }) => id === run.configuration_id),
    }
  })
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
  if (process.mode === 'training' && version.model_usage === 'disabled')
    problems.push(`${run.summary}: the worker version makes no models.`)
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
  settings: { chunks: number; useGpu: boolean; timeLimit: number | null },
  now: number,
): NewRow<'task'>[] {
  const { chunks, useGpu, timeLimit } = settings
  const common = {
    process_id: process.id,
    run,
    state: 'unscheduled',
    command: null,
    shm_size: null,
    chunk: null,
    time_limit: null,
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
        time_limit: timeLimit,
      })
    }
    byRun.set(workerRun.id, own)
    tasks.push(...own)
  }
  return tasks
}

/** How long a task of the corpus may run, in seconds. */
async function readTimeLimit(trx: Database, corpusId: string): Promise<number | null> {
  const corpus = await trx.selectFrom('corpus').select('maximum_task_ttl').where('id', '=', corpusId).executeTakeFirst()
  return corpus?.maximum_task_ttl ?? null
}

/** What keeps the sets of a dataset process from being worked on. */
async function findSetProblems(
  trx: Database,
  services: Pick<Services, 'compat'>,
  processId: string,
): Promise<string[]> {
  const chosen = await trx
    .selectFrom('process_set')
    .innerJoin('dataset_set', 'dataset_set.id', 'process_set.set_id')
    .select('dataset_set.dataset_id')
    .distinct()
    .where('process_set.process_id', '=', processId)
    .orderBy('dataset_set.dataset_id')
    .execute()
  const datasets: Row<'dataset'>[] = []
  // Held until the process is started: who changes one meanwhile waits, and then finds the process.
  for (const { dataset_id: id } of chosen) datasets.push(await holdDataset(trx, id))
  datasets.sort((one, other) => (one.name < other.name ? -1 : 1))
  if (datasets.length === 0) return ['This dataset process has no dataset sets.']
  // The workers of Arkindex 1.5 build datasets themselves, those in error too (reference/arkindex.md 3.6).
  const refused = services.compat === '1.5.2' ? ['building'] : ['building', 'error']
  return datasets
    .filter(({ state }) => refused.includes(state))
    .map(({ name, state }) => `The dataset ${name} is ${state === 'error' ? 'in error' : 'being built'}.`)
}

/** All that keeps the worker runs of a process from being run, by the fields of StartProcess. */
async function findProblems(
  trx: Database,
  services: Pick<Services, 'compat'>,
  principal: Principal,
  process: Row<'process'>,
  plans: readonly RunPlan[],
  useGpu: boolean,
): Promise<Record<string, string[]>> {
  const problems: Record<string, string[]> = {}
  if (plans.length === 0) problems.worker_runs = ['This process has no worker runs.']
  const runProblems: string[] = []
  for (const plan of plans) runProblems.push(...(await findRunProblems(trx, principal, process, plan)))
  if (runProblems.length > 0) problems.worker_runs = runProblems
  if (!useGpu && plans.some(({ version }) => version.gpu_usage === 'required')) {
    problems.use_gpu = ['A worker version of this process requires a GPU.']
  }
  if (process.mode === 'dataset') {
    const setProblems = await findSetProblems(trx, services, process.id)
    if (setProblems.length > 0) problems.sets = setProblems
  }
  return problems
}

/** Checks all that a start needs and makes the tasks. Refuses with every problem at once. To be called in a transaction. */
export async function startProcess(
  trx: Database,
  services: Pick<Services, 'clock' | 'compat'>,
  principal: Principal,
  processId: string,
  settings: StartSettings,
): Promise<void> {
  const process = await trx.selectFrom('process').selectAll().where('id', '=', processId).executeTakeFirstOrThrow()
  if (process.started !== null) throw invalid({ state: ['This process has already been started.'] })
  if (process.mode === 'local') throw invalid({ mode: ['The workers of a local process run elsewhere.'] })
  if (process.mode === 'template')
    throw invalid({ mode: ['A template is applied to a process, which is then started.'] })
  const plans = await readRuns(trx, processId)
  const problems = await findProblems(trx, services, principal, process, plans, settings.useGpu)
  if (process.mode !== 'workers') {
    if (settings.chunks !== 1) problems.chunks = ['A dataset process cannot be cut into chunks.']
    if (settings.thumbnails) problems.thumbnails = ['A dataset process makes no thumbnails.']
    if (settings.workerActivity) problems.worker_activity = ['A dataset process has no activities on elements.']
  }
  const farm = await findFarm(trx, principal, settings.farm)
  if (!farm)
    problems[settings.farmField ?? 'farm'] = [
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
      activity_state: settings.workerActivity ? 'pending' : 'disabled',
    })
    .where('id', '=', processId)
    .execute()
  const { chunks, useGpu } = settings
  const timeLimit = await readTimeLimit(trx, process.corpus_id)
  await trx
    .insertInto('task')
    .values(listTasks(process, plans, 0, { chunks, useGpu, timeLimit }, now))
    .execute()
  await settleProcess(trx, now, processId)
}

/**
 * Makes all the tasks anew as the next run of a process that ended without being completed. What keeps it from being started
 * keeps it from this, too. Elements that were processed stay so. To be called in a transaction.
 */
export async function retryProcess(
  trx: Database,
  services: Pick<Services, 'clock' | 'compat'>,
  principal: Principal,
  processId: string,
): Promise<void> {
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
  const useGpu = process.use_gpu === 1
  const problems = await findProblems(trx, services, principal, process, plans, useGpu)
  const farm = await findFarm(trx, principal, process.farm_id)
  if (!farm) problems.farm = ['You may not use the farm of this process any more.']
  if (!farm || Object.keys(problems).length > 0) throw invalid(problems)
  const now = services.clock.now()
  const timeLimit = await readTimeLimit(trx, process.corpus_id)
  const settings = { chunks: process.chunks, useGpu, timeLimit }
  await trx
    .insertInto('task')
    .values(listTasks(process, plans, (last?.run ?? 0) + 1, settings, now))
    .execute()
  await trx
    .updateTable('process')
    .set({
      started: now,
      farm_id: farm.id,
      activity_state: process.worker_activity === 1 ? 'pending' : 'disabled',
    })
    .where('id', '=', processId)
    .execute()
  await trx
    .updateTable('worker_activity')
    .set({ state: 'queued', started: null, finished: null, updated: now })
    .where('process_id', '=', processId)
    .where('state', 'in', ['started', 'error'])
    .execute()
  await settleProcess(trx, now, processId)
}

/** Stops what can be stopped: nothing has taken the tasks that wait, so they end here; those that run are asked to. To be called in a transaction. */
export async function stopProcess(trx: Database, services: Pick<Services, 'clock'>, processId: string): Promise<void> {
  const now = services.clock.now()
  await trx
    .updateTable('task')
    .set({ state: 'stopped', finished: now, updated: now })
    .where('process_id', '=', processId)
    .where('state', 'in', ['unscheduled', 'pending'])
    .execute()
  await trx
    .updateTable('task')
    .set({ state: 'stopping', updated: now })
    .where('process_id', '=', processId)
    .where('state', '=', 'running')
    .execute()
  await settleProcess(trx, now, processId)
}
