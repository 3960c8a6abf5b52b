import type { ArkindexInstance } from '../../arkindex/instance.ts'
import type { ModelDefinition, WorkerDefinition } from '../../worker-yaml/definition.ts'
import type { Binding } from '../binding.ts'
import type { WorkerVersionObject } from '../instance-objects.ts'
import type { Manifest } from '../manifest.ts'
import { nameSubject, type OutcomeWord, type StepKind } from '../plan.ts'
import type { TrainingReceipt } from '../training-receipt.ts'

export interface ModelUpload {
  url: string
  file: string
  /** Bytes. */
  size: number
  /** The model's name, for errors. */
  name: string
}

/** What the application of a step may use. */
export interface ApplyContext {
  instance: ArkindexInstance
  binding: Binding
  workers: ReadonlyMap<string, WorkerDefinition>
  models: ReadonlyMap<string, ModelDefinition>
  manifest: Manifest
  /** Ids of the objects that are there, by `kind target`. Steps add theirs. */
  ids: Map<string, string>
  /** Versions that this application published, by the slug of their worker. */
  published: Map<string, WorkerVersionObject>
  sleep(milliseconds: number): Promise<void>
  onProgress(text: string): void
  /** Sends a file to an address that an instance gave, without any token. Throws coded errors. */
  upload(upload: ModelUpload): Promise<void>
  signal: AbortSignal
  /** Root of the repository. */
  root: string
}

/** What a step came to. */
export interface StepResult {
  outcome: OutcomeWord
  id?: string
  url?: string
  state?: string
  reason?: string
  /** What a training that was started uses. */
  receipt?: TrainingReceipt
}

export function readKnownId(context: ApplyContext, kind: StepKind, target: string): string | undefined {
  return context.ids.get(nameSubject({ kind, target }))
}

export function keepId(context: ApplyContext, kind: StepKind, target: string, id: string): void {
  context.ids.set(nameSubject({ kind, target }), id)
}
