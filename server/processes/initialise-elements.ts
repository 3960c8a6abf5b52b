import { createId } from '../../core/database/conventions.ts'
import { maximumArtifactSize, storeArtifact } from '../artifacts/artifact-archives.ts'
import { selectProcessElements } from '../elements/select-process-elements.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { nameElementsFile } from '../tasks/definition.ts'
import { endTask, giveBackTask, loseTask } from '../tasks/end-task.ts'
import { addOwnLine } from '../tasks/task-log.ts'
import { settleProcess } from '../tasks/task-states.ts'

// A server does this itself, in place of a container. It may be killed at any moment: whoever begins it again comes to the same end.

/** Elements that are read, and given activities, together. */
const pageSize = 500

/** The task is no more this server's: it was stopped, its process was deleted, or another server has it. */
class NotOurs extends Error {
  override readonly name = 'NotOurs'
}

/** The server stops. */
class Closing extends Error {
  override readonly name = 'Closing'
}

interface Work {
  services: Services
  task: Row<'task'>
  process: Row<'process'>
  isClosing: () => boolean
}

function claimInitialisation(services: Services): Promise<Row<'task'> | undefined> {
  return services.db.transaction().execute(async (trx) => {
    const waiting = await trx
      .selectFrom('task')
      .select('id')
      .where('state', '=', 'pending')
      .where('image', 'is', null)
      .where('worker_run_id', 'is', null)
      .orderBy('updated')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!waiting) return undefined
    const now = services.clock.now()
    const task = await trx
      .updateTable('task')
      .set((eb) => ({
        state: 'running',
        attempt: eb('attempt', '+', 1),
        lease_expires: now + services.agents.lease,
        started: now,
        finished: null,
        updated: now,
      }))
      .where('id', '=', waiting.id)
      .where('state', '=', 'pending')
      .returningAll()
      .executeTakeFirst()
    if (task) {
      await trx
        .updateTable('process')
        .set({ activity_state: 'pending' })
        .where('id', '=', task.process_id)
        .where('worker_activity', '=', 1)
        .execute()
      await settleProcess(trx, now, task.process_id)
    }
    return task
  })
}

/** Keeps the task. Throws where it is not ours any more, or the server stops. */
async function keepLease({ services, task, isClosing }: Work): Promise<void> {
  if (isClosing()) throw new Closing()
  const kept = await services.db
    .updateTable('task')
    .set({ lease_expires: services.clock.now() + services.agents.lease })
    .where('id', '=', task.id)
    .where('attempt', '=', task.attempt)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  if (!kept) throw new NotOurs()
}

interface ListedElement {
  id: string
  name: string
  type: string
  created: number
}

/** The elements of the process, page by page, in the order in which they were made. */
async function* readPages({ services, process }: Work): AsyncGenerator<ListedElement[]> {
  let last: ListedElement | undefined
  while (true) {
    let page = selectProcessElements(services.db, process)
      .innerJoin('element_type', 'element_type.id', 'element.type_id')
      .select(['element.name', 'element.created', 'element_type.slug as type'])
      .orderBy('element.created')
      .orderBy('element.id')
      .limit(pageSize)
    if (last) {
      const { id, created } = last
      page = page.where((eb) =>
        eb.or([
          eb('element.created', '>', created),
          eb.and([eb('element.created', '=', created), eb('element.id', '>', id)]),
        ]),
      )
    }
    const rows = await page.execute()
    if (rows.length > 0) yield rows
    last = rows.at(-1)
    if (rows.length < pageSize) return
  }
}

async function addActivities(
  { services, process }: Work,
  runIds: readonly string[],
  elements: readonly ListedElement[],
  place: { chunk: number; position: number },
): Promise<void> {
  const now = services.clock.now()
  for (const runId of runIds) {
    await services.db
      .insertInto('worker_activity')
      .values(
        elements.map(({ id }, index) => ({
          id: createId(),
          process_id: process.id,
          worker_run_id: runId,
          element_id: id,
          chunk: place.chunk,
          position: place.position + index,
          state: 'queued' as const,
          created: now,
          updated: now,
        })),
      )
      // Those of an earlier run of the process stay as they are, in the chunks of now.
      .onConflict((conflict) =>
        conflict.columns(['worker_run_id', 'element_id']).doUpdateSet((eb) => ({
          chunk: eb.ref('excluded.chunk'),
          position: eb.ref('excluded.position'),
        })),
      )
      .execute()
  }
}

async function getOrCreateArtifact({ services, task }: Work, path: string): Promise<Row<'artifact'>> {
  const { db, clock } = services
  const now = clock.now()
  await db
    .insertInto('artifact')
    .values({
      id: createId(),
      task_id: task.id,
      path,
      content_type: 'application/json',
      size: 0,
      created: now,
      updated: now,
    })
    .onConflict((conflict) => conflict.columns(['task_id', 'path']).doNothing())
    .execute()
  return db
    .selectFrom('artifact')
    .selectAll()
    .where('task_id', '=', task.id)
    .where('path', '=', path)
    .executeTakeFirstOrThrow()
}

/** Takes elements one by one out of pages, in lists of a bounded length. */
function createReader(pages: AsyncGenerator<ListedElement[]>) {
  let held: ListedElement[] = []
  return async (limit: number): Promise<ListedElement[]> => {
    if (held.length === 0) {
      const next = await pages.next()
      if (next.done) return []
      held = next.value
    }
    const taken = held.slice(0, limit)
    held = held.slice(taken.length)
    return taken
  }
}

/** Writes the elements of each chunk to an artifact, as base-worker reads them, and gives them activities. Gives how many each chunk got. */
async function writeChunks(work: Work): Promise<number[]> {
  const { services, process } = work
  const { db } = services
  const { count } = await db
    .selectFrom(selectProcessElements(db, process).as('chosen'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const size = Math.max(1, Math.ceil(count / process.chunks))
  const runs = process.worker_activity
    ? await db.selectFrom('worker_run').select('id').where('process_id', '=', process.id).execute()
    : []
  const runIds = runs.map(({ id }) => id)
  const read = createReader(readPages(work))
  const sizes: number[] = []
  let position = 0
  for (let chunk = 1; chunk <= process.chunks; chunk += 1) {
    // What was added in the meantime goes to the last chunk.
    const limit = chunk === process.chunks ? Number.POSITIVE_INFINITY : size
    let written = 0
    const lines = async function* () {
      yield Buffer.from('[')
      while (written < limit) {
        const elements = await read(limit - written)
        if (elements.length === 0) break
        await keepLease(work)
        await addActivities(work, runIds, elements, { chunk, position })
        const texts = elements.map(({ id, name, type }) => JSON.stringify({ id, type, name }))
        yield Buffer.from(`${written === 0 ? '' : ','}\n${texts.join(',\n')}`)
        written += elements.length
        position += elements.length
      }
      yield Buffer.from('\n]\n')
    }
    const artifact = await getOrCreateArtifact(work, nameElementsFile(process.chunks > 1 ? chunk : null))
    await storeArtifact(services, artifact, lines(), { size: maximumArtifactSize })
    sizes.push(written)
  }
  return sizes
}

/** Ends the initialisation, and with it the tasks of chunks that have nothing to do. */
async function finish({ services, task, process }: Work, sizes: readonly number[]): Promise<void> {
  await services.db.transaction().execute(async (trx) => {
    const held = await trx
      .selectFrom('task')
      .select('id')
      .where('id', '=', task.id)
      .where('attempt', '=', task.attempt)
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (!held) throw new NotOurs()
    const now = services.clock.now()
    const total = sizes.reduce((sum, size) => sum + size, 0)
    if (total === 0) {
      await endTask(
        trx,
        now,
        task,
        'failed',
        'no element of the corpus is chosen by the process: there is nothing to do',
      )
      return
    }
    if (process.worker_activity) {
      await trx.updateTable('process').set({ activity_state: 'ready' }).where('id', '=', process.id).execute()
    }
    const idle = await trx
      .selectFrom('task')
      .selectAll()
      .where('process_id', '=', process.id)
      .where('run', '=', task.run)
      .where('state', '=', 'unscheduled')
      .where('chunk', 'is not', null)
      .execute()
    for (const other of idle) {
      if (other.chunk === null || sizes[other.chunk - 1] !== 0) continue
      await addOwnLine(trx, other, 'there are fewer elements than chunks: nothing is left for this task')
      await trx
        .updateTable('task')
        .set({ state: 'completed', finished: now, updated: now })
        .where('id', '=', other.id)
        .execute()
    }
    const text = `${total} elements were listed${sizes.length > 1 ? ` in ${sizes.length} chunks` : ''}`
    await endTask(trx, now, task, 'completed', text)
  })
}

/** Does something with the task where it still is ours. */
function letGo(
  { services, task }: Work,
  work: (trx: Database, now: number, task: Row<'task'>) => Promise<void>,
): Promise<void> {
  return services.db.transaction().execute(async (trx) => {
    const held = await trx.selectFrom('task').selectAll().where('id', '=', task.id).executeTakeFirst()
    const isHeld = held?.attempt === task.attempt && (held.state === 'running' || held.state === 'stopping')
    if (held && isHeld) await work(trx, services.clock.now(), held)
  })
}

async function initialise(work: Work): Promise<void> {
  const { services, task } = work
  try {
    await keepLease(work)
    await finish(work, await writeChunks(work))
  } catch (error) {
    if (error instanceof NotOurs) {
      await letGo(work, (trx, now, held) => endTask(trx, now, held, 'stopped'))
      return
    }
    if (error instanceof Closing) {
      await letGo(work, (trx, now, held) => giveBackTask(trx, now, held, 'the server that did it stopped'))
      return
    }
    services.logger.error({ err: error, task: task.id }, 'the elements of a process could not be listed')
    await letGo(work, async (trx, now, held) => {
      await addOwnLine(trx, held, 'the elements could not be listed; the log of the server says why')
      await loseTask(trx, now, held, 'the server that did it')
    })
  }
}

/** Lists the elements of the workers processes that wait for it, one process after the other. */
export async function initialiseProcesses(services: Services, isClosing: () => boolean): Promise<void> {
  while (!isClosing()) {
    const task = await claimInitialisation(services)
    if (!task) return
    const process = await services.db
      .selectFrom('process')
      .selectAll()
      .where('id', '=', task.process_id)
      .executeTakeFirst()
    if (process) await initialise({ services, task, process, isClosing })
  }
}
