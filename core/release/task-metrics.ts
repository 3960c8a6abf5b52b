import { Writable } from 'node:stream'
import type { ArkindexInstance } from '../arkindex/instance.ts'
import { tidyText } from '../arkindex/refusal.ts'
import { readField, type TaskObject } from './instance-objects.ts'
import { listFirst, placeTargets, requireOperation } from './operations.ts'

/** The artifact of a training task that holds its metrics: a JSON object whose numbers they are. */
export const metricsFile = 'metrics.json'

const mostBytes = 64 * 1024
const mostMetrics = 100
const mostTasks = 20
const mostArtifacts = 1000
const longestDownload = 60_000

export interface TaskMetrics {
  metrics: Record<string, number>
  /** The id under `model_version`, where the file names one. */
  modelVersion: string | null
}

/** Takes a file into memory; one that is too large or too slow is refused. */
function openSink(): { sink(): Writable; read(): Buffer; close(): void } {
  let chunks: Buffer[] = []
  let size = 0
  let refusal: Error | undefined
  let open: Writable | undefined
  const refuse = (reason: string) => {
    refusal = new Error(reason)
    open?.destroy(refusal)
  }
  const timer = setTimeout(() => refuse('it takes too long'), longestDownload)
  return {
    sink: () => {
      // A download is tried again, from the beginning; one that was refused is not.
      if (refusal) throw refusal
      chunks = []
      size = 0
      open = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          size += chunk.length
          if (size > mostBytes) refusal = new Error(`it has more than ${mostBytes} bytes`)
          else chunks.push(chunk)
          done(refusal ?? null)
        },
      })
      return open
    },
    read: () => Buffer.concat(chunks),
    close: () => clearTimeout(timer),
  }
}

/** The numbers of a metrics file by name; null where it is none. */
export function readMetrics(text: string): TaskMetrics | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const numbers = Object.entries(value).flatMap(([name, item]): [string, number][] =>
    typeof item === 'number' && Number.isFinite(item) ? [[tidyText(name, 100), item]] : [],
  )
  return {
    metrics: Object.fromEntries(numbers.slice(0, mostMetrics)),
    modelVersion: readField(value, 'model_version') ?? readField(value, 'model_version_id'),
  }
}

async function download(instance: ArkindexInstance, task: string, file: string): Promise<string> {
  const target = openSink()
  const input = placeTargets(requireOperation(instance, 'DownloadArtifact'), { id: task, path: file })
  try {
    await instance.download('DownloadArtifact', input, target.sink)
    return target.read().toString('utf8')
  } finally {
    target.close()
  }
}

/** The metrics that the tasks of a process wrote, the last task's first; null where none did. What is wrong with a file is noted. */
export async function readTaskMetrics(
  instance: ArkindexInstance,
  tasks: readonly TaskObject[],
  notes: string[],
): Promise<TaskMetrics | null> {
  const latest = [...tasks].filter(({ state }) => state === 'completed').reverse()
  for (const { id } of latest.slice(0, mostTasks)) {
    const { items } = await listFirst(instance, 'ListArtifacts', mostArtifacts, { task: id })
    const found = items.find((item) => readField(item, 'path') === metricsFile)
    if (found === undefined) continue
    const size: unknown = typeof found === 'object' && found !== null && 'size' in found ? found.size : 0
    if (typeof size === 'number' && size > mostBytes) {
      notes.push(`${metricsFile} has more than ${mostBytes} bytes and is not read`)
      return null
    }
    const metrics = readMetrics(await download(instance, id, metricsFile))
    if (metrics === null) notes.push(`${metricsFile} is no JSON object`)
    return metrics
  }
  return null
}
