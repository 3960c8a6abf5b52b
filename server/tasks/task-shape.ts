import { readJsonTexts } from '../../core/database/conventions.ts'
import { boolean, choice, component, integer, list, moment, nullable, object, text, uuid } from '../contract/shape.ts'
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
    requires_gpu: boolean(),
    gpu: nullable(text({ description: 'The name of the GPU that it has, or had.' })),
    agent_id: nullable(uuid('The agent that runs it, or ran it last.')),
    attempt: integer({ min: 0, description: 'How often it was begun.' }),
    original_task_id: nullable(uuid('The task that it is a copy of, made by a restart.')),
    started: nullable(moment('When it was begun the last time.')),
    finished: nullable(moment()),
    created: moment(),
    updated: moment(),
  }),
)

function describeMoment(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

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
    requires_gpu: row.requires_gpu === 1,
    gpu: row.gpu,
    agent_id: row.agent_id,
    attempt: row.attempt,
    original_task_id: row.original_id,
    started: describeMoment(row.started),
    finished: describeMoment(row.finished),
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}
