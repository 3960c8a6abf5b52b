import type { JsonObject } from '../../core/database/conventions.ts'
import { readWorkerFile } from '../../core/worker-yaml/read-worker-file.ts'
import type { Usage } from '../tables.ts'

export interface CheckedWorkerFile {
  slug: string
  /** What becomes the version's `configuration`: Docker settings and options, as the file has them. */
  configuration: JsonObject
  gpuUsage: Usage
  modelUsage: Usage
}

/** Checks the text of one worker file by the same rules as `validate`, or says all that is wrong with it, each with its place. */
export function checkWorkerYaml(text: string): CheckedWorkerFile | { problems: string[] } {
  const { yaml, definition } = readWorkerFile(text, 'worker.yml')
  if (!definition) {
    const errors = yaml.findings.filter(({ severity }) => severity === 'error')
    return { problems: errors.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`) }
  }
  const { data } = yaml
  const { docker, configuration } = typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}
  return {
    slug: definition.slug,
    configuration: { docker: docker ?? {}, configuration: configuration ?? [] },
    gpuUsage: definition.gpuUsage,
    modelUsage: definition.modelUsage,
  }
}
