import { mkdirSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'
import { readJson, writeJson } from './task-folder.ts'

/** As what the agent is registered; what differs from its settings makes it register anew. */
export interface Identity {
  id: string
  token: string
  url: string
  farm: string | null
  name: string
  tasks: number
  gpus: readonly string[]
  executor: string
}

/** The folder in which an agent keeps who it is and what it runs. Readable by its user alone. */
export interface AgentState {
  folder: string
  leaseFile: string
  readIdentity(): Identity | undefined
  writeIdentity(identity: Identity | undefined): void
  /** The folders of tasks that were begun and not yet cleared away. */
  listTasks(): { folder: string; id: string; attempt: number }[]
  nameTask(id: string, attempt: number, mark: string): string
  /** Lets other agents have the folder. */
  close(): void
}

const taskName = /^([0-9a-f-]{36})\.(\d+)\.[0-9a-f]+$/

/** The lock is SQLite's own on a file of the folder: the system lets it go with the process, however that ends. */
function lock(folder: string): () => void {
  const file = new Sqlite(path.join(folder, 'agent.lock'), { timeout: 0 })
  try {
    file.pragma('journal_mode = DELETE')
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    throw new CodedError('agent-state-in-use', { folder }, { cause: error })
  }
  return () => file.close()
}

function readIdentity(file: string): Identity | undefined {
  const value = readJson(file)
  if (!value) return undefined
  const { id, token, url, farm, name, tasks, gpus, executor } = value
  if (typeof id !== 'string' || typeof token !== 'string' || typeof url !== 'string' || typeof name !== 'string')
    return undefined
  return {
    id,
    token,
    url,
    name,
    farm: typeof farm === 'string' ? farm : null,
    tasks: Number(tasks),
    gpus: Array.isArray(gpus) ? gpus.map(String) : [],
    executor: String(executor),
  }
}

/** Opens the folder of an agent for this process alone. Throws `agent-state-in-use`, `file-unwritable`. */
export function openAgentState(chosen: string): AgentState {
  let folder: string
  let tasks: string
  try {
    mkdirSync(chosen, { recursive: true, mode: 0o700 })
    folder = realpathSync(chosen)
    tasks = path.join(folder, 'tasks')
    mkdirSync(tasks, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CodedError('file-unwritable', { file: chosen, reason: describeSystemError(error) }, { cause: error })
  }
  const unlock = lock(folder)
  const identityFile = path.join(folder, 'agent.json')
  return {
    folder,
    leaseFile: path.join(folder, 'lease.json'),
    readIdentity: () => readIdentity(identityFile),
    writeIdentity: (identity) => writeJson(identityFile, identity ?? {}),
    listTasks: () =>
      readdirSync(tasks).flatMap((name) => {
        const [, id = '', attempt = ''] = taskName.exec(name) ?? []
        return id === '' ? [] : [{ folder: path.join(tasks, name), id, attempt: Number(attempt) }]
      }),
    nameTask: (id, attempt, mark) => path.join(tasks, `${id}.${attempt}.${mark.slice(0, 8)}`),
    close: unlock,
  }
}
