import { CodedError } from '../errors/coded-error.ts'
import type { ModelDefinition } from '../worker-yaml/definition.ts'
import type { Binding } from './binding.ts'
import { nameSubject } from './plan.ts'
import { makeFailure, makePart, type PlanPart } from './plan-part.ts'
import type { Release } from './read-instance.ts'
import type { InstanceSnapshot } from './snapshot.ts'

/** The tag of a model's new version: its own, else the release's (reference/arkindex.md 2.5). */
export function chooseModelTag(definition: ModelDefinition, binding: Binding | null): string | null {
  return definition.tag ?? binding?.tag ?? null
}

function planVersion(snapshot: InstanceSnapshot, release: Release, definition: ModelDefinition): PlanPart {
  const { name, path, description, configuration, parent } = definition
  const subject = { kind: 'model-version', target: name, instance: snapshot.slug } as const
  const archive = snapshot.archives.get(name)
  if (archive instanceof CodedError) return makePart({ failed: [makeFailure(subject, archive)] })
  if (!snapshot.offered.has('CreateModelVersion')) {
    const details = { instance: snapshot.slug, what: 'create a model version', operation: 'CreateModelVersion' }
    return makePart({ failed: [makeFailure(subject, new CodedError('operation-not-offered', details))] })
  }
  const present = snapshot.modelVersions
    .get(name)
    ?.find(({ state, archiveHash }) => state === 'available' && archiveHash === archive?.hash)
  if (archive && present) {
    const notes = [`its files are those of version ${present.tag ?? present.id}`]
    return makePart({ unchanged: [{ ...subject, id: present.id, notes }] })
  }
  return makePart({
    steps: [
      {
        ...subject,
        action: 'create',
        model: name,
        before: null,
        after: {
          path,
          tag: chooseModelTag(definition, release.binding),
          ...(description === null ? {} : { description }),
          ...(Object.keys(configuration).length === 0 ? {} : { configuration }),
          ...(parent === null ? {} : { parent }),
          ...(archive ? { archive_hash: archive.hash, size: archive.size } : {}),
        },
        ...(release.binding ? {} : { when: 'each release, unless its files are published already' }),
        notes: [],
        needs: [nameSubject({ kind: 'model', target: name })],
      },
    ],
  })
}

/** The versions of the models of `.arkindex.yml`: one is recognised by the hash of its archive. */
export function planModelVersions(snapshot: InstanceSnapshot, release: Release): PlanPart[] {
  return release.models.map((definition) => planVersion(snapshot, release, definition))
}
