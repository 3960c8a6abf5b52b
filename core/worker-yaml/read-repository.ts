import type { Finding } from '../findings/finding.ts'
import type { ModelDefinition, WorkerDefinition } from './definition.ts'

/** What the worker YAML of a repository says. Definitions with an error among their findings are left out; the others stand (R13). */
export interface RepositoryReading {
  workers: WorkerDefinition[]
  models: ModelDefinition[]
  findings: Finding[]
  /** Every file that was read, relative to the root. */
  files: string[]
}

/**
 * Reads `.arkindex.yml` and `arkindex/*.yml|yaml` below `root` (an absolute path).
 * Never reads outside of it. Everything wrong comes back as findings; throws only when `root` itself cannot be read.
 */
export function readRepository(root: string): RepositoryReading {
  throw new Error(`not written yet: ${root}`)
}
