import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { CodedError } from '../errors/coded-error.ts'
import type { ModelDefinition } from '../worker-yaml/definition.ts'
import { digestValue } from './canonical-json.ts'
import { listModelFiles } from './model-archive.ts'

/** SHA-256 of a file below a folder of a model, in hexadecimal. Throws coded errors. */
export type FileDigest = (root: string, file: string) => string

/** SHA-256 of a file, in hexadecimal. */
export function digestFile(root: string, name: string): string {
  const file = path.join(root, name)
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(1024 * 1024)
  const descriptor = openSync(file, 'r')
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
      hash.update(buffer.subarray(0, read))
  } finally {
    closeSync(descriptor)
  }
  return hash.digest('hex')
}

function digestFolder(root: string, folder: string, digest: FileDigest): unknown {
  try {
    return listModelFiles(root, folder).map((file) => [file, digest(root, path.join(folder, file))])
  } catch (error) {
    // A folder that cannot be read is told of where the model is planned.
    if (error instanceof CodedError) return error.message
    throw error
  }
}

/** Digest of what is published of each model, by name: its entry and the content of its files. */
export function digestModels(
  root: string,
  models: readonly ModelDefinition[],
  digest: FileDigest = digestFile,
): Record<string, string> {
  return Object.fromEntries(
    models.map(({ file, line, ...content }) => [
      content.name,
      digestValue([content, digestFolder(root, content.path, digest)]),
    ]),
  )
}
