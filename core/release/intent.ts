import type { PlainMap } from '../worker-yaml/definition.ts'
import type { Binding } from './binding.ts'
import { readBoundTag } from './binding.ts'
import { digestValue, isSameValue } from './canonical-json.ts'
import { isInRange } from './release-tag.ts'

/** An object of an instance as the plan read it, and as the plan wants it. */
export interface IntentObject {
  kind: 'worker' | 'publication' | 'model' | 'compatibility' | 'dataset' | 'farm' | 'configuration' | 'model-version'
  name: string
  /** Null where it does not exist. */
  before: PlainMap | null
  /** The fields that the plan sets or relies on; null where it should not exist. */
  after: PlainMap | null
  /** The range of tags for which a `compatible` pair is wanted. */
  versions?: string
  /** The trainings that read it and nothing else does: of no weight once they are started. */
  trainings?: string[]
}

/** What a person approves: everything that decides what a release does, but the revision, the tag and the image. */
export interface Intent {
  /** Digest of what is published of each worker, by slug. */
  workers: Record<string, string>
  /** Digest of each model folder's description and content, by name. */
  models: Record<string, string>
  /** Digest of the manifest with its defaults. */
  manifest: string
  /** What was read of each instance, by its slug. */
  objects: Record<string, IntentObject[]>
}

export interface MovedObject {
  /** Slug of the instance, or `repository`. */
  where: string
  kind: string
  name: string
  before: unknown
  planned: unknown
  now: unknown
}

/** `sha256:…` over an intent. */
export function digestIntent(intent: Intent): string {
  return digestValue(intent)
}

function settle(object: IntentObject, binding: Binding): PlainMap | null {
  const { after, versions } = object
  if (object.kind !== 'compatibility' || !after) return after
  const tag = readBoundTag(binding)
  if (!tag) return object.before
  return { ...after, compatible: versions === undefined || isInRange(tag, versions) }
}

function hasFields(object: PlainMap | null, fields: PlainMap | null): boolean {
  if (!object || !fields) return object === fields
  return Object.entries(fields).every(([key, value]) => Object.hasOwn(object, key) && isSameValue(object[key], value))
}

function compareDigests(kind: string, before: Record<string, string>, now: Record<string, string>): MovedObject[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()
  return names
    .filter((name) => before[name] !== now[name])
    .map((name) => ({
      where: 'repository',
      kind,
      name,
      before: before[name] ?? null,
      planned: before[name] ?? null,
      now: now[name] ?? null,
    }))
}

function compareObjects(
  where: string,
  planned: readonly IntentObject[],
  now: readonly IntentObject[],
  binding: Binding,
  isSettled: (training: string) => boolean,
): MovedObject[] {
  const name = (object: IntentObject) => `${object.kind} ${object.name}`
  const current = new Map(now.map((object) => [name(object), object]))
  return planned.flatMap((object) => {
    if (object.trainings?.every(isSettled)) return []
    const found = current.get(name(object))
    const after = settle(object, binding)
    // Equal to what was read, or to what the plan makes of it: the second is what an interrupted application leaves.
    if (found && (isSameValue(found.before, object.before) || hasFields(found.before, after))) return []
    return [
      {
        where,
        kind: object.kind,
        name: object.name,
        before: object.before,
        planned: after,
        now: found?.before ?? null,
      },
    ]
  })
}

/**
 * What moved between a plan and now, on the instances that the release goes to.
 * `isStarted` tells of a training of this release whether it runs already: what it read may change then.
 */
export function listMoved(
  planned: Intent,
  now: Intent,
  binding: Binding,
  isStarted: (instance: string, training: string) => boolean = () => false,
): MovedObject[] {
  const repository = [
    ...compareDigests('worker', planned.workers, now.workers),
    ...compareDigests('model', planned.models, now.models),
    ...compareDigests('manifest', { '.arkindex-ci.yml': planned.manifest }, { '.arkindex-ci.yml': now.manifest }),
  ]
  const objects = Object.keys(now.objects).flatMap((slug) =>
    compareObjects(slug, planned.objects[slug] ?? [], now.objects[slug] ?? [], binding, (training) =>
      isStarted(slug, training),
    ),
  )
  const unplanned = Object.keys(now.objects)
    .filter((slug) => !Object.hasOwn(planned.objects, slug))
    .map((slug) => ({
      where: slug,
      kind: 'instance',
      name: slug,
      before: null,
      planned: null,
      now: 'not part of the plan',
    }))
  return [...repository, ...unplanned, ...objects]
}

const longestValue = 80

function quoteValue(value: unknown): string {
  if (value === null || value === undefined) return 'absent'
  const text = JSON.stringify(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

function describeChange(before: unknown, planned: unknown, now: unknown): string {
  const plan = isSameValue(planned ?? null, before ?? null) ? '' : `, planned ${quoteValue(planned)}`
  return `it was ${quoteValue(before)}${plan}, now it is ${quoteValue(now)}`
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What an instance named is never looked for in the prototype. */
function readOwn(map: Record<string, unknown>, field: string): unknown {
  return Object.hasOwn(map, field) ? map[field] : undefined
}

/** One line for an object that moved: of one that is there still, only the fields that did. */
export function describeMoved({ where, kind, name, before, planned, now }: MovedObject): string {
  const title = `${kind} "${name}" ${where === 'repository' ? 'in the repository' : `on ${where}`}`
  if (!isMap(before) || !isMap(now)) return `${title}: ${describeChange(before, planned, now)}`
  // A field that the plan does not set is planned as it was.
  const wanted = { ...before, ...(isMap(planned) ? planned : {}) }
  const changes = [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((field) => !isSameValue(readOwn(before, field) ?? null, readOwn(now, field) ?? null))
    .map((field) => `${field}: ${describeChange(readOwn(before, field), readOwn(wanted, field), readOwn(now, field))}`)
  return `${title}, ${changes.join('; ')}`
}
