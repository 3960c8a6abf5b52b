import { readJsonTexts } from '../../core/database/conventions.ts'
import { choice, component, integer, list, moment, nullable, object, text, uuid } from '../contract/shape.ts'
import { type Row, taskStates } from '../tables.ts'

export const taskShape = component(
  'Task',
  object({
    id: uuid(),
    process_id: uuid(),
    worker_run_id: nullable(uuid()),
    run: integer({ min: 0, description: 'Counts the retries of the process, from 0.' }),
    depth: integer({ min: 0, description: 'How many tasks come before it, at most.' }),
    slug: text(),
    state: choice(taskStates),
    parents: list(uuid(), { max: 10_000, description: 'The tasks that must be completed before it.' }),
    image: nullable(text()),
    chunk: nullable(integer({ min: 1 })),
    created: moment(),
    updated: moment(),
  }),
)

export function describeTask(row: Row<'task'>) {
  return {
    id: row.id,
    process_id: row.process_id,
    worker_run_id: row.worker_run_id,
    run: row.run,
    depth: row.depth,
    slug: row.slug,
    state: row.state,
    parents: readJsonTexts(row.parents),
    image: row.image,
    chunk: row.chunk,
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}
