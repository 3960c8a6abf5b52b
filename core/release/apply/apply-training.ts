import { InstanceError } from '../../arkindex/instance.ts'
import { CodedError } from '../../errors/coded-error.ts'
import type { WorkerDefinition } from '../../worker-yaml/definition.ts'
import { type ProcessObject, readProcess } from '../instance-objects.ts'
import { nameReference, type Training } from '../manifest.ts'
import { callOn, findOn, takesProperty } from '../operations.ts'
import type { TrainingStep } from '../plan.ts'
import { refuseLookup } from '../plan-models.ts'
import { markOrigin, nameProcess } from '../process-name.ts'
import { readTraining } from '../read-trainings.ts'
import type { TrainingReading } from '../snapshot.ts'
import { isOfOtherTag } from '../training-identity.ts'
import { explainStanding } from '../training-receipt.ts'
import { type ApplyContext, readKnownId, type StepResult } from './context.ts'
import { settle } from './settle.ts'
import { adoptProcess, findProcess, renameProcess } from './training-process.ts'
import { addSets } from './training-sets.ts'
import { addWorkerRun, provideConfiguration } from './training-worker-run.ts'

interface TrainingIds {
  worker: string
  version: string
  model: string
}

/** How often another application of the same tag may take the process away before we give up. */
const mostRounds = 4

function requireIds(context: ApplyContext, training: Training): TrainingIds {
  const worker = readKnownId(context, 'worker', training.worker)
  const version = readKnownId(context, 'worker-version', training.worker)
  const model = readKnownId(context, 'model', nameReference(training.model))
  if (worker === undefined || version === undefined || model === undefined) {
    throw new CodedError('internal-error', { reason: `no ids of what the training ${training.name} needs` })
  }
  return { worker, version, model }
}

async function configure(
  context: ApplyContext,
  training: Training,
  definition: WorkerDefinition,
  reading: TrainingReading,
  process: ProcessObject,
): Promise<void> {
  const ids = requireIds(context, training)
  const dataset = reading.dataset.found
  if (!dataset)
    throw refuseLookup(reading.dataset, { kind: 'dataset', name: training.name, instance: context.instance.slug })
  await addSets(context, process.id, dataset, training)
  const configuration = await provideConfiguration(context, training, definition, ids)
  await addWorkerRun(context, process.id, { version: ids.version, configuration, modelVersion: training.modelVersion })
}

async function findStarted(context: ApplyContext, id: string): Promise<ProcessObject | undefined> {
  const answer = await findOn(context.instance, 'RetrieveProcess', { process: id })
  if (answer === undefined)
    throw new CodedError('object-not-found', { kind: 'process', name: id, instance: context.instance.slug })
  const process = readProcess(answer, { instance: context.instance.slug, operation: 'RetrieveProcess' })
  return process.isStarted ? process : undefined
}

async function start(
  context: ApplyContext,
  training: Training,
  reading: TrainingReading,
  process: ProcessObject,
): Promise<{ process: ProcessObject; isOurs: boolean }> {
  const { instance, sleep } = context
  const farmName = takesProperty(instance, 'StartProcess', 'farm') ? 'farm' : 'farm_id'
  const body = {
    ...(takesProperty(instance, 'StartProcess', 'use_gpu') ? { use_gpu: training.useGpu } : {}),
    ...(reading.farm?.found ? { [farmName]: reading.farm.found.id } : {}),
  }
  let isOthers = false
  const { found, hasActed } = await settle({
    look: () => findStarted(context, process.id),
    act: async () => {
      try {
        await callOn(instance, 'StartProcess', { process: process.id }, { body })
      } catch (error) {
        const started =
          error instanceof InstanceError && error.status === 400 ? await findStarted(context, process.id) : undefined
        if (!started) throw error
        isOthers = true
        return started
      }
      return undefined
    },
    what: `the process ${process.name} was started`,
    instance: instance.slug,
    sleep,
  })
  return { process: found, isOurs: hasActed && !isOthers }
}

/** One round: undefined where another application made the process that counts meanwhile. */
async function runRound(
  step: TrainingStep,
  context: ApplyContext,
  training: Training,
  definition: WorkerDefinition,
): Promise<StepResult | undefined> {
  const { instance, binding } = context
  const origin = markOrigin(training.name, binding.repositoryUrl, binding.tag ?? '')
  const reading = await readTraining(instance, training, {
    definition,
    workerId: readKnownId(context, 'worker', training.worker) ?? null,
    versionId: readKnownId(context, 'worker-version', training.worker) ?? null,
    repositoryUrl: binding.repositoryUrl,
    tag: binding.tag ?? '',
    revision: binding.revision,
    receipts: 'before-start',
  })
  const name = nameProcess(training.name, binding.repositoryUrl, binding.tag ?? '', reading.same?.content)
  const search = { name, origin, same: reading.same }
  const model = readKnownId(context, 'model', nameReference(training.model))
  const { process, isNew, removed } = await adoptProcess(context, search, reading.dataset.found?.corpus ?? null, model)
  const url = `${instance.url}/process/${process.id}`
  const isOther = isOfOtherTag(process, origin)
  if (process.isStarted) {
    const outcome = removed > 0 ? 'updated' : 'unchanged'
    const reason = isOther ? { reason: explainStanding(process) } : {}
    return { outcome, id: process.id, url, state: process.state, ...reason }
  }
  await configure(context, training, definition, reading, process)
  if (!isOther) await renameProcess(context, process, name)
  const counting = await findProcess(context, search)
  if (counting?.id !== process.id) return undefined
  const started = await start(context, training, reading, process)
  const word = step.action === 'create' && isNew ? 'created' : 'updated'
  const receipt = reading.receipt ? { receipt: reading.receipt } : {}
  return {
    outcome: started.isOurs ? word : 'unchanged',
    id: process.id,
    url,
    state: started.process.state,
    ...(started.isOurs ? receipt : {}),
  }
}

/**
 * Starts a training once for its tag: finds or creates its process by name, completes what is missing of it and starts it.
 * One that is started already is unchanged. Of two applications at once one process remains.
 */
export async function applyTraining(step: TrainingStep, context: ApplyContext): Promise<StepResult> {
  const training = context.manifest.trainings.find(({ name }) => name === step.training)
  const definition = training && context.workers.get(training.worker)
  if (!training || !definition) throw new CodedError('internal-error', { reason: `no training ${step.training}` })
  for (let round = 1; ; round++) {
    try {
      const result = await runRound(step, context, training, definition)
      if (result) return result
    } catch (error) {
      // The process that we were at was removed by another application: begin anew, with the one that counts.
      const isGone = error instanceof CodedError && ['instance-not-found', 'object-not-found'].includes(error.code)
      if (!isGone || round >= mostRounds) throw error
    }
    if (round >= mostRounds) {
      throw new CodedError('state-not-settled', {
        instance: context.instance.slug,
        what: `the training ${training.name} was started`,
      })
    }
    await context.sleep(200 * round)
  }
}
