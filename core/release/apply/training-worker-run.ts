import { CodedError } from '../../errors/coded-error.ts'
import type { PlainMap, WorkerDefinition } from '../../worker-yaml/definition.ts'
import { digestValue, isSameValue } from '../canonical-json.ts'
import { type ConfigurationObject, readConfiguration, readId, readLinkedId } from '../instance-objects.ts'
import type { Training } from '../manifest.ts'
import { callOn, listOn } from '../operations.ts'
import { listConfigurations } from '../read-trainings.ts'
import { listTrainingValues } from '../training-values.ts'
import type { ApplyContext } from './context.ts'
import { saysExists, settle } from './settle.ts'

function requireUsable(configuration: ConfigurationObject, context: ApplyContext, worker: string): string {
  const { id, name, isArchived } = configuration
  if (isArchived) throw new CodedError('configuration-archived', { name, worker, instance: context.instance.slug })
  return id
}

async function saveConfiguration(
  context: ApplyContext,
  training: Training,
  worker: string,
  values: PlainMap,
): Promise<string> {
  const { instance, sleep } = context
  const name = `${training.name} (${digestValue(values).slice('sha256:'.length, 'sha256:'.length + 8)})`
  const look = async () =>
    (await listConfigurations(instance, worker)).find(({ configuration }) => isSameValue(configuration, values))
  const { found } = await settle({
    look,
    act: async () => {
      try {
        const answer = await callOn(
          instance,
          'CreateWorkerConfiguration',
          { worker },
          { body: { name, configuration: values } },
        )
        return readConfiguration(answer, { instance: instance.slug, operation: 'CreateWorkerConfiguration' })
      } catch (error) {
        const existing = saysExists(error) ? await look() : undefined
        if (existing === undefined) throw error
        return existing
      }
    },
    what: `the configuration ${name} was saved`,
    instance: instance.slug,
    sleep,
  })
  return requireUsable(found, context, training.worker)
}

/** The configuration of a training on the instance: the saved one, or the one with its values; null for the defaults. */
export async function provideConfiguration(
  context: ApplyContext,
  training: Training,
  definition: WorkerDefinition,
  ids: { worker: string; model: string },
): Promise<string | null> {
  const { configuration } = training
  if ('saved' in configuration) {
    const saved = (await listConfigurations(context.instance, ids.worker)).find(
      ({ name }) => name === configuration.saved,
    )
    const details = { kind: 'configuration', name: configuration.saved, instance: context.instance.slug }
    if (!saved) throw new CodedError('object-not-found', details)
    return requireUsable(saved, context, training.worker)
  }
  const values = listTrainingValues(training, definition, ids.model)
  return values === null ? null : saveConfiguration(context, training, ids.worker, values)
}

interface RunContent {
  version: string
  configuration: string | null
  modelVersion: string | null
}

function readContent(run: unknown): Pick<RunContent, 'configuration' | 'modelVersion'> & { version: string | null } {
  return {
    version: readLinkedId(run, 'worker_version'),
    configuration: readLinkedId(run, 'configuration'),
    modelVersion: readLinkedId(run, 'model_version'),
  }
}

/** Gives the process its one worker run. A run of something else, left by an application that was interrupted, is removed. */
export async function addWorkerRun(context: ApplyContext, process: string, wanted: RunContent): Promise<void> {
  const { instance, sleep } = context
  const source = { instance: instance.slug, operation: 'ListWorkerRuns' }
  const runs = await listOn(instance, 'ListWorkerRuns', { process })
  for (const run of runs.filter((candidate) => !isSameValue(readContent(candidate), wanted))) {
    if (instance.describe('DestroyWorkerRun')) await callOn(instance, 'DestroyWorkerRun', { run: readId(run, source) })
  }
  const { version, configuration, modelVersion } = wanted
  await settle<true>({
    look: async () => {
      const present = await listOn(instance, 'ListWorkerRuns', { process })
      return present.some((run) => isSameValue(readContent(run), wanted)) ? true : undefined
    },
    act: async () => {
      const body = {
        worker_version_id: version,
        parents: [],
        ...(configuration === null ? {} : { configuration_id: configuration }),
        ...(modelVersion === null ? {} : { model_version_id: modelVersion }),
      }
      try {
        await callOn(instance, 'CreateWorkerRun', { process }, { body })
      } catch (error) {
        if (!saysExists(error)) throw error
      }
      return true
    },
    what: 'the worker was added to the process',
    instance: instance.slug,
    sleep,
  })
}
