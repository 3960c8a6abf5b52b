import type { PlainMap } from '../worker-yaml/definition.ts'
import { flattenGroups, listValueProblems } from '../worker-yaml/option-values.ts'
import type { WorkerRunObject, WorkerVersionObject } from './instance-objects.ts'
import { isBreaking, type OptionChange } from './option-changes.ts'
import type { BreakingUse, BumpWarning, OptionChangeReport } from './plan.ts'
import { makePart, type PlanPart } from './plan-part.ts'
import type { Release } from './read-instance.ts'
import type { InstanceUses } from './read-uses.ts'
import { findVersion } from './read-workers.ts'
import { bumps, chooseBump, measureBump, raiseTag, tryReadReleaseTag } from './release-tag.ts'
import type { InstanceSnapshot, OptionReading } from './snapshot.ts'

interface Values {
  /** What a configuration sets. */
  set: PlainMap
  /** With what a model version brings besides: a configuration goes before it (reference/arkindex.md 3.9). */
  all: PlainMap
}

/** Why values that the older version took do not do for the newer one; undefined where they do. */
function findReason(change: OptionChange, { set, all }: Values): string | undefined {
  const { option, before, after } = change
  switch (change.change) {
    case 'removed':
      return Object.hasOwn(set, option) ? `sets "${option}", which the new version does not have` : undefined
    case 'required':
      return Object.hasOwn(all, option) ? undefined : `does not set "${option}", which the new version requires`
    case 'narrowed': {
      const value = Object.hasOwn(all, option) ? all[option] : undefined
      if (value === undefined || !before || !after) return undefined
      // What the older version refused already is not broken by this release.
      if (listValueProblems(before, value).length > 0) return undefined
      const [problem] = listValueProblems(after, value)
      return problem === undefined
        ? undefined
        : `sets "${option}" to what the new version does not take: ${problem.replace(/\.$/, '')}`
    }
    default:
      return undefined
  }
}

function nameVersion(version: WorkerVersionObject | undefined): string {
  if (!version) return 'an older version'
  return version.tag ?? version.branch ?? version.revisionHash?.slice(0, 8) ?? version.id.slice(0, 8)
}

/**
 * What the changed options of one worker break. Worker runs stay on their version, so that a release alone stops no process:
 * the reasons of templates and processes say that they go on, and break when they are moved to the new version.
 */
function listBreaking(
  worker: { slug: string; id: string; versions: readonly WorkerVersionObject[]; published: string | undefined },
  instance: string,
  reading: OptionReading,
  uses: InstanceUses,
): BreakingUse[] {
  const changes = reading.changes.filter(isBreaking)
  const flatten = (values: PlainMap) => flattenGroups(values, reading.groups)
  const find = (use: Pick<BreakingUse, 'kind' | 'id' | 'name'>, values: Values, tell: (reason: string) => string) =>
    changes.flatMap((change): BreakingUse[] => {
      const reason = findReason(change, values)
      if (reason === undefined) return []
      const { option, change: word } = change
      return [{ instance, worker: worker.slug, option, change: word, ...use, reason: tell(reason) }]
    })
  const saved = uses.configurations.get(worker.id) ?? []
  const versions = new Map(worker.versions.map((version) => [version.id, version]))
  const ofConfigurations = saved.flatMap(({ id, name, configuration }) => {
    const values = flatten(configuration)
    return find({ kind: 'configuration', id, name }, { set: values, all: values }, (reason) => `it ${reason}`)
  })
  const ofRun = (use: Pick<BreakingUse, 'kind' | 'id' | 'name'>, run: WorkerRunObject): BreakingUse[] => {
    // What runs the new version is as its maker wanted it.
    if (run.version === null || !versions.has(run.version) || run.version === worker.published) return []
    const configuration = run.configuration ?? saved.find(({ id }) => id === run.configurationId)
    // A configuration that nothing tells of is not held to break.
    if (!configuration && run.configurationId !== null) return []
    const set = flatten(configuration?.configuration ?? {})
    const who = configuration ? `its configuration "${configuration.name}"` : 'it has no configuration, and so'
    const kept = nameVersion(versions.get(run.version))
    const goesOn = use.kind === 'template' ? 'it keeps' : 'it goes on with'
    return find(
      use,
      { set, all: { ...flatten(run.modelConfiguration), ...set } },
      (reason) => `${who} ${reason}; ${goesOn} ${kept}, and breaks when it is moved to the new version`,
    )
  }
  const ofProcesses = uses.processes.flatMap(({ process: { id, name, mode }, runs }) => {
    const use = { kind: mode === 'template' ? ('template' as const) : ('process' as const), id, name }
    const found = runs.flatMap((run) => ofRun(use, run))
    // One process may run a worker twice with the same fault.
    return found.filter(
      (one, index) => found.findIndex((other) => other.option === one.option && other.reason === one.reason) === index,
    )
  })
  return [...ofConfigurations, ...ofProcesses]
}

/** The step that the tag should have been, where it is a smaller one; of a release without a tag yet, what the tag is to be. */
function findBump(slug: string, instance: string, reading: OptionReading, tag: string | null): BumpWarning[] {
  const previous = reading.baseline.tag === null ? undefined : tryReadReleaseTag(reading.baseline.tag)
  // Pre-releases promise nothing that a later one could break.
  if (!previous || previous.channel === 'pre-release') return []
  const expected = chooseBump(previous, {
    isBreaking: reading.changes.some(isBreaking),
    isAdding: reading.changes.some((change) => !isBreaking(change)),
  })
  const given = tag === null ? undefined : tryReadReleaseTag(tag)
  const bump = given ? measureBump(previous, given) : null
  const isEnough = bump === null ? expected === 'patch' : bumps.indexOf(bump) >= bumps.indexOf(expected)
  if (isEnough) return []
  const suggested = raiseTag(previous, expected)
  return [{ instance, worker: slug, previous: previous.name, tag: given?.name ?? null, bump, expected, suggested }]
}

/** The option changes of all workers on an instance, what they break there, and the tag that they call for. Pure. */
export function planBreaking(snapshot: InstanceSnapshot, release: Release): PlanPart {
  const { slug: instance, uses } = snapshot
  const { binding } = release
  const part = makePart({ notes: [...snapshot.notes, ...(uses?.notes ?? [])] })
  for (const { slug } of release.workers) {
    const reading = snapshot.workers.get(slug)
    if (!reading?.worker || !reading.options) continue
    const { options, versions, worker } = reading
    const since = nameVersion(options.baseline)
    part.optionChanges.push(
      ...options.changes.map(
        ({ option, change, detail }): OptionChangeReport => ({ instance, worker: slug, since, option, change, detail }),
      ),
    )
    const published = binding ? findVersion(versions, { revision: binding.revision, sha: binding.sha })?.id : undefined
    if (uses) part.breaking.push(...listBreaking({ slug, id: worker.id, versions, published }, instance, options, uses))
    part.bumps.push(...findBump(slug, instance, options, binding?.tag ?? null))
  }
  return part
}
