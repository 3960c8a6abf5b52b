import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { InstanceError } from '../../arkindex/instance.ts'
import { CodedError } from '../../errors/coded-error.ts'
import type { ModelDefinition } from '../../worker-yaml/definition.ts'
import { isSameValue } from '../canonical-json.ts'
import { type ModelVersionObject, readModelVersion } from '../instance-objects.ts'
import { type ArchiveDigest, writeModelArchive } from '../model-archive.ts'
import { callOn } from '../operations.ts'
import type { ModelVersionStep } from '../plan.ts'
import { chooseModelTag } from '../plan-model-versions.ts'
import { listModelVersions } from '../read-models.ts'
import { type ApplyContext, readKnownId, type StepResult } from './context.ts'
import { saysExists, settle } from './settle.ts'

function isAvailable(version: ModelVersionObject, archive: ArchiveDigest): boolean {
  return version.state === 'available' && version.archiveHash === archive.hash
}

async function retrieve(context: ApplyContext, id: string): Promise<ModelVersionObject> {
  const source = { instance: context.instance.slug, operation: 'RetrieveModelVersion' }
  return readModelVersion(await callOn(context.instance, 'RetrieveModelVersion', { version: id }), source)
}

/** A version that an application left before its archive was there: it is completed, not made once more. */
function isDraft(version: ModelVersionObject, definition: ModelDefinition, tag: string | null): boolean {
  const { description, configuration, parent } = definition
  return (
    ['created', 'error'].includes(version.state) &&
    version.tag === tag &&
    (tag !== null ||
      (version.description === (description ?? '') &&
        isSameValue(version.configuration, configuration) &&
        version.parent === parent))
  )
}

/** The version that the archive belongs to: one that has it, a draft of it, or a new one. */
async function provideVersion(
  context: ApplyContext,
  definition: ModelDefinition,
  model: string,
  archive: ArchiveDigest,
): Promise<ModelVersionObject> {
  const { instance, binding, sleep } = context
  const tag = chooseModelTag(definition, binding)
  const { description, configuration, parent } = definition
  const look = async () => {
    const versions = await listModelVersions(instance, model)
    return (
      versions.find((version) => isAvailable(version, archive)) ??
      versions.find((version) => isDraft(version, definition, tag))
    )
  }
  const { found } = await settle({
    look,
    act: async () => {
      const body = {
        configuration,
        ...(tag === null ? {} : { tag }),
        ...(description === null ? {} : { description }),
        ...(parent === null ? {} : { parent }),
      }
      try {
        const answer = await callOn(instance, 'CreateModelVersion', { model }, { body })
        return readModelVersion(answer, { instance: instance.slug, operation: 'CreateModelVersion' })
      } catch (error) {
        const existing = saysExists(error) ? await look() : undefined
        if (existing === undefined) throw error
        return existing
      }
    },
    what: `a version of the model ${definition.name} was created`,
    instance: instance.slug,
    sleep,
  })
  return found
}

async function upload(
  context: ApplyContext,
  definition: ModelDefinition,
  id: string,
  file: string,
  archive: ArchiveDigest,
): Promise<void> {
  const { instance } = context
  const { uploadUrl } = await retrieve(context, id)
  if (uploadUrl === null) {
    const reason = 'the instance gave no address to upload to'
    throw new CodedError('model-upload-failed', { model: definition.name, reason })
  }
  context.onProgress(`Uploading ${definition.name} (${archive.size} bytes)`)
  await context.upload({ url: uploadUrl, file, size: archive.size, name: definition.name })
  const body = { state: 'available', size: archive.size, archive_hash: archive.hash }
  await callOn(instance, 'PartialUpdateModelVersion', { version: id }, { body })
}

/** Uploads the archive and makes the version available; true where it was not another application that did. */
async function makeAvailable(
  context: ApplyContext,
  definition: ModelDefinition,
  id: string,
  file: string,
  archive: ArchiveDigest,
): Promise<boolean> {
  let isOthers = false
  const look = async () => {
    const version = await retrieve(context, id)
    return isAvailable(version, archive) ? version : undefined
  }
  const { hasActed } = await settle({
    look,
    act: async () => {
      try {
        await upload(context, definition, id, file, archive)
        return undefined
      } catch (error) {
        if (context.signal.aborted || (error instanceof InstanceError && error.isAmbiguous)) throw error
        // An address is good until the version is available: another application may have been first.
        const existing = await look()
        if (existing === undefined) throw error
        isOthers = true
        return existing
      }
    },
    what: `the version of the model ${definition.name} was made available`,
    instance: context.instance.slug,
    sleep: context.sleep,
  })
  return hasActed && !isOthers
}

/** Uploads a version of a model, unless one with the same archive is available. */
export async function applyModelVersion(step: ModelVersionStep, context: ApplyContext): Promise<StepResult> {
  const definition = context.models.get(step.model)
  const model = readKnownId(context, 'model', step.model)
  if (!definition || model === undefined) throw new CodedError('internal-error', { reason: `no model ${step.model}` })
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-ci-model-'))
  try {
    const file = path.join(folder, 'model.tar.zst')
    const archive = await writeModelArchive(context.root, definition.path, createWriteStream(file))
    const version = await provideVersion(context, definition, model, archive)
    const isOurs =
      !isAvailable(version, archive) && (await makeAvailable(context, definition, version.id, file, archive))
    return { outcome: isOurs ? 'created' : 'unchanged', id: version.id, url: `${context.instance.url}/model/${model}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
