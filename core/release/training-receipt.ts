import type { ArkindexInstance } from '../arkindex/instance.ts'
import type { PlainMap, Usage, WorkerDefinition } from '../worker-yaml/definition.ts'
import type { DatasetReceipt } from './dataset-fingerprint.ts'
import { type AgentCount, countAgents } from './farm-agents.ts'
import type { DatasetObject, ProcessObject } from './instance-objects.ts'
import { type EarlierRun, readLastRun } from './last-duration.ts'
import { nameReference, type Role, type Training } from './manifest.ts'
import { isOfOtherTag } from './training-identity.ts'
import { tryTell } from './try-tell.ts'

/** The process that stands for a training, so that none is started. */
export interface StandingProcess {
  id: string
  name: string
  state: string
  url: string
  /** Whether it was started for another tag, with the same worker version, model, configuration, sets and dataset. */
  isOfOtherTag: boolean
}

/** What a training will use, told before it starts. */
export interface TrainingReceipt {
  worker: string
  /** URL of the commit whose worker version trains; null before the tag. */
  revision: string | null
  model: string
  /** The model version that it begins from; null where it begins anew. */
  from: string | null
  /** The values, or the name of a saved configuration. */
  configuration: PlainMap | string
  dataset: DatasetReceipt & { roles: { role: Role; set: string }[] }
  farm: {
    /** Null is the one that the instance chooses. */
    id: string | null
    name: string | null
    agents: AgentCount | null
  }
  gpu: { usage: Usage; isUsed: boolean }
  lastRun: EarlierRun | null
  /** `sha256:…` over all that makes it the same training, but for the tag; null where that is not known exactly. */
  content: string | null
  standing: StandingProcess | null
  /** What is not known, and what may stand in its way. */
  notes: string[]
}

/** What was read of a training already, of which the receipt tells. */
export interface ReceiptBasis {
  training: Training
  definition: WorkerDefinition
  revision: string | null
  workerId: string | null
  dataset: DatasetObject
  receipt: DatasetReceipt
  farm: { id: string; name: string } | null
  content: string | null
  standing: StandingProcess | null
  notes: readonly string[]
}

export function describeStanding(
  process: ProcessObject,
  origin: string,
  instance: Pick<ArkindexInstance, 'url'>,
): StandingProcess {
  const { id, name, state } = process
  return { id, name, state, url: `${instance.url}/process/${id}`, isOfOtherTag: isOfOtherTag(process, origin) }
}

/** What is said of a process of another tag that stands for a training. */
export function explainStanding({ id, name }: Pick<StandingProcess, 'id' | 'name'>): string {
  return `the process "${name}" (${id}) stands for it: another tag started it with the same worker version, model, configuration, sets and dataset`
}

function listDoubts({ training, definition, farm, receipt }: ReceiptBasis, agents: AgentCount | null): string[] {
  const place = farm ? `of the farm ${farm.name}` : 'that the token may see'
  const usage = definition.gpuUsage
  const empty = receipt.sets.filter(({ elements }) => elements === 0).map(({ set }) => set)
  return [
    ...(empty.length > 0 ? [`no element is in ${empty.join(', ')}`] : []),
    ...(agents?.alive === 0 ? [`no agent ${place} is alive: the process waits until one is`] : []),
    ...(training.useGpu && agents && agents.alive > 0 && agents.withGpu === 0
      ? [`a GPU is asked for, and no agent ${place} that is alive has one`]
      : []),
    ...(training.useGpu && usage === 'disabled' ? ['a GPU is asked for, and the worker does not use one'] : []),
    ...(!training.useGpu && usage === 'required' ? ['the worker requires a GPU, and none is asked for'] : []),
  ]
}

/** What a training will use: what was read of it already, who could run it, and how long its worker took the last time. Sends only GET. */
export async function readReceipt(instance: ArkindexInstance, basis: ReceiptBasis): Promise<TrainingReceipt> {
  const { training, definition, workerId, farm } = basis
  const notes = [...basis.notes]
  const agents =
    (await tryTell(instance, ['ListAgents'], 'whether an agent is alive', notes, () =>
      countAgents(instance, farm?.id ?? null),
    )) ?? null
  const lastRun =
    workerId === null
      ? null
      : ((await tryTell(instance, ['ListProcesses', 'ListWorkerRuns'], 'how long it took the last time', notes, () =>
          readLastRun(instance, workerId, basis.dataset.corpus),
        )) ?? null)
  return {
    worker: training.worker,
    revision: basis.revision,
    model: nameReference(training.model),
    from: training.modelVersion,
    configuration: 'saved' in training.configuration ? training.configuration.saved : training.configuration.values,
    dataset: { ...basis.receipt, roles: training.sets.map(({ role, set }) => ({ role, set })) },
    farm: { id: farm?.id ?? null, name: farm?.name ?? null, agents },
    gpu: { usage: definition.gpuUsage, isUsed: training.useGpu },
    lastRun,
    content: basis.content,
    standing: basis.standing,
    notes: [...notes, ...listDoubts(basis, agents)],
  }
}
