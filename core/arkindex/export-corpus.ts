import type { Writable } from 'node:stream'
import { CodedError } from '../errors/coded-error.ts'
import type { ArkindexInstance, OperationInput } from './instance.ts'
import { isJsonObject } from './openapi-document.ts'

/** An export as an instance tells of it (reference/arkindex.md 3.7). */
export interface CorpusExport {
  readonly id: string
  readonly state: 'created' | 'running' | 'done' | 'failed'
}

const states = ['created', 'running', 'done', 'failed'] as const

function readExport(instance: ArkindexInstance, operation: string, value: unknown): CorpusExport {
  const { id, state: given } = isJsonObject(value) ? value : {}
  const state = states.find((known) => known === given)
  if (typeof id === 'string' && state !== undefined) return { id, state }
  throw new CodedError('unexpected-answer', { instance: instance.slug, operation, reason: 'it names no id or state' })
}

async function findExport(instance: ArkindexInstance, corpus: string, id?: string): Promise<CorpusExport | undefined> {
  for await (const value of instance.paginate('ListExports', { id: corpus })) {
    const found = readExport(instance, 'ListExports', value)
    if (id === undefined ? found.state === 'done' : found.id === id) return found
  }
  return undefined
}

export interface ExportRequest {
  readonly corpus: string
  /** The structure's version, where the instance lets one choose. */
  readonly format: number | undefined
  /** Takes the newest export that is done in place of a new one. */
  readonly takesLast: boolean
  readonly sink: () => Writable
  sleep(milliseconds: number): Promise<void>
  onState?(state: CorpusExport['state']): void
}

async function startExport(instance: ArkindexInstance, corpus: string, format: number | undefined) {
  const input: OperationInput = { id: corpus, body: format === undefined ? {} : { format } }
  return readExport(instance, 'StartExport', await instance.call('StartExport', input))
}

/**
 * Exports a corpus to a file of SQLite: starts the export, waits for it, and gives the file to `sink`.
 * Throws `InstanceError`, `unexpected-answer`, `export-failed`, `export-missing` and `export-format-not-offered`.
 */
export async function exportCorpus(instance: ArkindexInstance, request: ExportRequest): Promise<CorpusExport> {
  const { corpus, format, takesLast } = request
  const canChoose = instance.describe('StartExport')?.bodyProperties?.includes('format') ?? false
  if (format !== undefined && !canChoose) throw new CodedError('export-format-not-offered', { instance: instance.slug })
  let current = takesLast ? await findExport(instance, corpus) : await startExport(instance, corpus, format)
  for (let pause = 500; current && current.state !== 'done'; pause = Math.min(pause * 1.5, 10_000)) {
    if (current.state === 'failed') throw new CodedError('export-failed', { instance: instance.slug, id: current.id })
    request.onState?.(current.state)
    await request.sleep(pause)
    current = await findExport(instance, corpus, current.id)
  }
  if (!current) throw new CodedError('export-missing', { instance: instance.slug, corpus })
  request.onState?.(current.state)
  await instance.download('DownloadExport', { id: current.id }, request.sink)
  return current
}
