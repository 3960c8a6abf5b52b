import { boolean, choice, component, integer, list, moment, nullable, object, text, uuid } from '../contract/shape.ts'
import { farmShape } from '../farms/operations.ts'
import type { Database } from '../services.ts'
import { activityStates, processModes, type Row, taskStates } from '../tables.ts'
import { describeTask, taskShape } from '../tasks/task-shape.ts'
import { trainingFields } from './training-fields.ts'

export const processShape = component(
  'Process',
  object({
    id: uuid(),
    name: text({ canBeBlank: true }),
    state: choice(taskStates, 'The sum of the states of its tasks.'),
    mode: choice(processModes),
    corpus: nullable(uuid('Null for a local process.')),
    creator: text({ description: 'The email address of who made it.' }),
    farm: nullable(farmShape),
    chunks: integer({ min: 1 }),
    thumbnails: boolean(),
    use_cache: boolean(),
    use_gpu: boolean(),
    activity_state: choice(activityStates, 'Whether activities on elements can be recorded.'),
    worker_activity: boolean('Whether they are.'),
    ...trainingFields,
    tasks: list(taskShape, { max: 100_000 }),
    created: moment(),
    updated: moment(),
    started: nullable(moment()),
    finished: nullable(moment()),
  }),
)

function describeMoment(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

/** Describes processes with their tasks, farms and creators, which are read for all of them at once. */
export async function describeProcesses(db: Database, rows: readonly Row<'process'>[]) {
  if (rows.length === 0) return []
  const tasks = await db
    .selectFrom('task')
    .selectAll()
    .where(
      'process_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('run')
    .orderBy('depth')
    .orderBy('slug')
    .execute()
  const users = await db
    .selectFrom('user_account')
    .select(['id', 'email'])
    .where(
      'id',
      'in',
      rows.map((row) => row.creator_id),
    )
    .execute()
  const farms = await db.selectFrom('farm').select(['id', 'name']).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    mode: row.mode,
    corpus: row.mode === 'local' ? null : row.corpus_id,
    creator: users.find(({ id }) => id === row.creator_id)?.email ?? '',
    farm: farms.find(({ id }) => id === row.farm_id) ?? null,
    chunks: row.chunks,
    thumbnails: row.thumbnails === 1,
    use_cache: row.use_cache === 1,
    use_gpu: row.use_gpu === 1,
    activity_state: row.activity_state,
    worker_activity: row.worker_activity === 1,
    model_id: row.model_id,
    train_folder_id: row.train_folder_id,
    validation_folder_id: row.validation_folder_id,
    test_folder_id: row.test_folder_id,
    tasks: tasks.filter(({ process_id }) => process_id === row.id).map(describeTask),
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
    started: describeMoment(row.started),
    finished: describeMoment(row.finished),
  }))
}

export async function findProcess(db: Database, id: string) {
  const row = await db.selectFrom('process').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const [process] = await describeProcesses(db, [row])
  if (!process) throw new Error('a process that was read is not described')
  return process
}
