import type { ArkindexInstance } from '../../core/arkindex/instance.ts'
import { InstanceError } from '../../core/arkindex/instance.ts'
import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import type { ExecutorName } from './task-folder.ts'

export interface KnownTask {
  id: string
  attempt: number
}

export type AgentAction =
  | { action: 'start'; task: KnownTask; token: string }
  | { action: 'stop' | 'forget'; task: KnownTask }

/** How often the server wants to be heard, and how long a task stays the agent's without a word. Seconds. */
export interface Rhythm {
  heartbeat: number
  lease: number
}

export interface Registration {
  farm: string | null
  key: string
  name: string
  tasks: number
  gpus: readonly string[]
  executor: ExecutorName | 'none'
}

export interface Registered extends Rhythm {
  id: string
  token: string
  farm: string
}

/** What the server says of a task that is to be run. */
export interface TaskDefinition {
  slug: string
  image: string | null
  command: string | null
  env: Record<string, string>
  shmSize: string | null
  gpu: string | null
  timeLimit: number | null
  memoryLimit: number | null
  /** Tasks whose artifacts the worker expects, and of those only the named ones where some are. */
  artifactsOf: { task: string; path: string | null }[]
}

export interface Artifact {
  path: string
  size: number
  /** Where its content is put; null where that was done. */
  putUrl: string | null
}

/** The server answered something that an Arkindex of this kind does not. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

type Fields = Readonly<Record<string, unknown>>

function readFields(value: unknown, operation: string): Fields {
  if (isJsonObject(value)) return value
  throw new AnswerError(`the answer of ${operation} is no object`)
}

function openReader(fields: Fields, operation: string) {
  const wrong = (name: string) => new AnswerError(`the answer of ${operation} holds no usable "${name}"`)
  return {
    text: (name: string): string => {
      const value = fields[name]
      if (typeof value !== 'string') throw wrong(name)
      return value
    },
    textOrNull: (name: string): string | null => {
      const value = fields[name] ?? null
      if (value !== null && typeof value !== 'string') throw wrong(name)
      return value
    },
    number: (name: string): number => {
      const value = fields[name]
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(name)
      return value
    },
    numberOrNull: (name: string): number | null => {
      const value = fields[name] ?? null
      if (value !== null && typeof value !== 'number') throw wrong(name)
      return value
    },
    objects: (name: string): Fields[] => {
      const value = fields[name] ?? []
      if (!Array.isArray(value) || !value.every(isJsonObject)) throw wrong(name)
      return value
    },
  }
}

function readRhythm(fields: Fields, operation: string): Rhythm {
  const read = openReader(fields, operation)
  return {
    heartbeat: Math.max(0.1, read.number('heartbeat_seconds')),
    lease: Math.max(0.5, read.number('lease_seconds')),
  }
}

function readAction(fields: Fields): AgentAction[] {
  const read = openReader(fields, 'RetrieveAgentActions')
  const task = { id: read.text('task_id'), attempt: read.number('attempt') }
  const action = read.text('action')
  if (action === 'start') return [{ action, task, token: read.text('token') }]
  return action === 'stop' || action === 'forget' ? [{ action, task }] : []
}

function readArtifact(value: unknown): Artifact {
  const read = openReader(readFields(value, 'ListArtifacts'), 'ListArtifacts')
  return { path: read.text('path'), size: read.number('size'), putUrl: read.textOrNull('s3_put_url') }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Registers an agent by the key of its farm. Throws `InstanceError`. */
export async function registerAgent(instance: ArkindexInstance, registration: Registration): Promise<Registered> {
  const { farm, key, name, tasks, gpus, executor } = registration
  const named = farm === null ? {} : uuid.test(farm) ? { farm_id: farm } : { farm_name: farm }
  const body = { ...named, key, name, maximum_tasks: tasks, gpus, executor }
  const fields = readFields(await instance.call('CreateAgent', { body }), 'CreateAgent')
  const read = openReader(fields, 'CreateAgent')
  const farmName = isJsonObject(fields.farm) && typeof fields.farm.name === 'string' ? fields.farm.name : ''
  return { id: read.text('id'), token: read.text('token'), farm: farmName, ...readRhythm(fields, 'CreateAgent') }
}

/** What an agent asks of its server, with its own token. Every call throws `InstanceError`. */
export function openAgentApi(instance: ArkindexInstance) {
  const canWait = instance.describe('RetrieveAgentActions')?.bodyProperties?.includes('wait') ?? false
  return {
    /** Tells what runs and asks what to do; `wait` seconds the server may take until there is something. */
    beat: async (tasks: readonly KnownTask[], accepts: boolean, wait: number) => {
      const body = { tasks, accepts, ...(canWait && wait > 0 ? { wait } : {}) }
      const operation = 'RetrieveAgentActions'
      const fields = readFields(await instance.call(operation, { body }), operation)
      const actions = openReader(fields, operation).objects('actions').flatMap(readAction)
      return { actions, rhythm: readRhythm(fields, operation) }
    },
    canWait,
    leave: (id: string) => instance.call('DestroyAgent', { id }),
    define: async (id: string): Promise<TaskDefinition> => {
      const operation = 'RetrieveTaskDefinition'
      const fields = readFields(await instance.call(operation, { id }), operation)
      const read = openReader(fields, operation)
      const env = isJsonObject(fields.env) ? fields.env : {}
      return {
        slug: read.text('slug'),
        image: read.textOrNull('image'),
        command: read.textOrNull('command'),
        env: Object.fromEntries(
          Object.entries(env).flatMap(([name, value]) =>
            /^[A-Za-z_]\w*$/.test(name) && value !== null ? [[name, String(value)]] : [],
          ),
        ),
        shmSize: fields.shm_size === null || fields.shm_size === undefined ? null : String(fields.shm_size),
        gpu: read.textOrNull('gpu'),
        timeLimit: read.numberOrNull('time_limit'),
        memoryLimit: read.numberOrNull('memory_limit'),
        artifactsOf: read.objects('artifacts_of').map((item) => {
          const one = openReader(item, operation)
          return { task: one.text('task_id'), path: one.textOrNull('path') }
        }),
      }
    },
    /** Ends the task on the server. */
    report: ({ id, attempt }: KnownTask, state: 'completed' | 'failed' | 'error' | 'stopped') =>
      instance.call('PartialUpdateTask', { id, body: { state, attempt } }),
    /** Adds to the log what it does not have yet; gives how many bytes it has. */
    appendLog: async ({ id, attempt }: KnownTask, offset: number, text: string): Promise<number> => {
      const operation = 'AppendTaskLogs'
      const answer = await instance.call(operation, { id, body: { attempt, offset, text } })
      return openReader(readFields(answer, operation), operation).number('size')
    },
    listArtifacts: async (id: string): Promise<Artifact[]> => {
      const found: Artifact[] = []
      for await (const item of instance.paginate('ListArtifacts', { id })) found.push(readArtifact(item))
      return found
    },
    createArtifact: async (id: string, artifact: { path: string; size: number; content_type: string }) =>
      readArtifact(await instance.call('CreateArtifact', { id, body: artifact })),
  }
}

export type AgentApi = ReturnType<typeof openAgentApi>

/** Whether the server said that this is not the agent's business any more: asking again changes nothing. */
export function isRefusal(error: unknown): error is InstanceError {
  return (
    error instanceof InstanceError &&
    error.status !== undefined &&
    error.status >= 400 &&
    error.status < 500 &&
    error.status !== 429
  )
}
