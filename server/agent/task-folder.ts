import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import type { ProcessIdentity } from './process-identity.ts'

export const executorNames = ['podman', 'docker', 'buildah', 'process'] as const
export type ExecutorName = (typeof executorNames)[number]

/** Entrypoint and command of an image. */
export interface ImageConfig {
  entrypoint: string[]
  command: string[]
}

/** All that a runner needs to run one task, but the token. It lies in the task's folder. */
export interface TaskPlan {
  task: string
  attempt: number
  slug: string
  /** Marks the processes of this run, and names its container. */
  mark: string
  executor: ExecutorName
  /** Variables that every call of the container tool needs. */
  toolEnv: Record<string, string>
  /** Whether buildah's containers get numbers of processes of their own, so that killing one process ends all of them. */
  hasProcessSpace: boolean
  image: string
  /** Where it is known already what the image starts. */
  imageConfig: ImageConfig | null
  command: string | null
  /** Environment of the worker, without its token. */
  env: Record<string, string>
  gpu: string | null
  /** As the engines take it, such as `512m`. */
  shmSize: string | null
  /** Bytes. */
  memory: number | null
  /** Seconds. */
  timeLimit: number | null
  /** Bytes that the folder of the task may hold. */
  diskLimit: number
  /** Bytes that must stay free on the disk of the folder. */
  diskReserve: number
  network: string | null
  authFile: string | null
  isInsecure: boolean
  /** Where commands of the executor `process` are run. */
  workdir: string | null
  /** File that says until when the agent holds its tasks. */
  leaseFile: string
  /** Bytes of this attempt's log that the server had before this run. */
  logBase: number
}

/** How the run of a task ended. */
export type TaskEnd =
  | { kind: 'exited'; exit: number; note: string | null }
  /** The container did not come to be. */
  | { kind: 'unstarted'; reason: string }
  | { kind: 'killed'; why: 'time' | 'disk' | 'memory' | 'stop' | 'lease'; reason: string }

/** What ends a run before its time: seconds until it is killed after it was asked. */
export interface StopRequest {
  patience: number
}

/** Names of what lies in the folder of a task. */
export function describeFolder(folder: string) {
  return {
    plan: path.join(folder, 'task.json'),
    secrets: path.join(folder, 'secrets.json'),
    runner: path.join(folder, 'runner.json'),
    image: path.join(folder, 'image.json'),
    log: path.join(folder, 'log'),
    end: path.join(folder, 'end.json'),
    stop: path.join(folder, 'stop.json'),
    /** Becomes /data of the container. */
    data: path.join(folder, 'data'),
    /** What the worker's environment is read from where the container tool cannot be given it. */
    environment: path.join(folder, 'environment'),
    temporary: path.join(folder, 'tmp'),
  }
}

/** Writes JSON as a whole, readable by this user alone: a reader sees the old file or the new one. */
export function writeJson(file: string, value: unknown): void {
  const draft = `${file}.${process.pid}.draft`
  writeFileSync(draft, JSON.stringify(value), { mode: 0o600 })
  renameSync(draft, file)
}

/** Gives undefined where the file is not there or is no JSON object. */
export function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The folders that a worker finds: `/data/current` is the one to work in. Any user of the image may write there; no other user of this machine gets to them. */
export function makeDataFolders(folder: string): void {
  const { data, temporary } = describeFolder(folder)
  mkdirSync(temporary, { recursive: true, mode: 0o700 })
  for (const name of ['', 'current', 'extra_files']) {
    mkdirSync(path.join(data, name), { recursive: true })
    chmodSync(path.join(data, name), 0o777)
  }
}

function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function readTexts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
}

export function readImageConfig(file: string): ImageConfig | undefined {
  const value = readJson(file)
  const [entrypoint, command] = [readTexts(value?.entrypoint), readTexts(value?.command)]
  return entrypoint && command ? { entrypoint, command } : undefined
}

/** Who runs the task; undefined where nobody has claimed it. A number of 0 says that nobody ever will. */
export function readRunner(folder: string): ProcessIdentity | undefined {
  const { pid, start, boot } = readJson(describeFolder(folder).runner) ?? {}
  const number = readNumber(pid)
  if (number === undefined || typeof start !== 'string' || typeof boot !== 'string') return undefined
  return { pid: number, start, boot }
}

export function readEnd(folder: string): TaskEnd | undefined {
  const value = readJson(describeFolder(folder).end)
  const reason = typeof value?.reason === 'string' ? value.reason : ''
  const why = (['time', 'disk', 'memory', 'stop', 'lease'] as const).find((name) => name === value?.why)
  if (value?.kind === 'exited') {
    return {
      kind: 'exited',
      exit: readNumber(value.exit) ?? 1,
      note: typeof value.note === 'string' ? value.note : null,
    }
  }
  if (value?.kind === 'unstarted') return { kind: 'unstarted', reason }
  if (value?.kind === 'killed' && why) return { kind: 'killed', why, reason }
  return undefined
}

export function readStop(folder: string): StopRequest | undefined {
  const patience = readNumber(readJson(describeFolder(folder).stop)?.patience)
  return patience === undefined ? undefined : { patience }
}
