import { type JsonObject, readJsonTexts } from '../../core/database/conventions.ts'
import { component, freeObject, integer, list, nullable, object, optional, text, uuid } from '../contract/shape.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'

/** All that an agent needs to run a task, but its token. */
export const taskDefinitionShape = component(
  'TaskDefinition',
  object({
    id: uuid(),
    attempt: integer({ min: 1 }),
    slug: text(),
    image: text(),
    command: nullable(text()),
    env: freeObject("Variables of the task's environment, each a text; its token comes with `start`.", {
      PONOS_DATA: '/data',
    }),
    shm_size: nullable(text({ description: 'The size of /dev/shm, as Docker takes it.' })),
    gpu: nullable(text({ description: 'The name of the GPU that is its own.' })),
    time_limit: nullable(integer({ min: 1, description: 'Seconds.' })),
    memory_limit: nullable(integer({ min: 1, description: 'Bytes.' })),
    artifacts_of: list(
      component(
        'TaskInput',
        object({
          task_id: uuid(),
          path: optional(text({ description: 'The one artifact that is needed; all where it is left out.' })),
        }),
      ),
      { max: 10_000, description: 'Tasks whose artifacts it expects below /data/<task id>/.' },
    ),
  }),
)

/** Nothing of Arkindex sets one: agents have their own. */
const memoryLimit: number | null = null

/** Where tasks find their files (reference/arkindex.md 3.13). */
const dataFolder = '/data'

/** Which artifact of an initialisation holds the elements of a task, as base-worker reads it. */
export function nameElementsFile(chunk: number | null): string {
  return chunk === null ? 'elements.json' : `elements_chunk_${chunk}.json`
}

/**
 * Describes a task to the agent that runs it.
 *
 * @param origin where the task reaches this server
 */
export async function describeDefinition(db: Database, task: Row<'task'>, origin: string) {
  const process = await db
    .selectFrom('process')
    .select(['id', 'corpus_id'])
    .where('id', '=', task.process_id)
    .executeTakeFirstOrThrow()
  const parents = readJsonTexts(task.parents)
  const initialisation =
    task.worker_run_id === null
      ? undefined
      : await db
          .selectFrom('task')
          .select('id')
          .where('process_id', '=', task.process_id)
          .where('run', '=', task.run)
          .where('worker_run_id', 'is', null)
          .executeTakeFirst()
  const elements = nameElementsFile(task.chunk)
  const env: JsonObject = {
    PONOS_TASK: task.id,
    PONOS_DATA: dataFolder,
    ARKINDEX_API_URL: origin,
    ARKINDEX_CORPUS_ID: process.corpus_id,
    ARKINDEX_PROCESS_ID: process.id,
  }
  if (task.worker_run_id !== null) env.ARKINDEX_WORKER_RUN_ID = task.worker_run_id
  if (task.chunk !== null) env.ARKINDEX_TASK_CHUNK = String(task.chunk)
  if (initialisation) env.TASK_ELEMENTS = `${dataFolder}/${initialisation.id}/${elements}`
  const inputs: { task_id: string; path?: string }[] = parents
    .filter((id) => id !== initialisation?.id)
    .map((id) => ({ task_id: id }))
  if (initialisation) inputs.unshift({ task_id: initialisation.id, path: elements })
  return {
    id: task.id,
    attempt: task.attempt,
    slug: task.slug,
    image: task.image ?? '',
    command: task.command,
    env,
    shm_size: task.shm_size,
    gpu: task.gpu,
    time_limit: task.time_limit,
    memory_limit: memoryLimit,
    artifacts_of: inputs,
  }
}
