import type { CheckedYaml } from '../findings/check-yaml-file.ts'
import type { WorkerDefinition } from '../worker-yaml/definition.ts'
import { type CompatibilityRule, type Manifest, nameReference, type Training } from './manifest.ts'
import { isRange } from './release-tag.ts'
import { listWorkerOptions, refuseValue } from './training-values.ts'

type Path = (string | number)[]

interface Check {
  checked: CheckedYaml
  manifest: Manifest
  workers: ReadonlyMap<string, WorkerDefinition>
  /** Whether the file lists instances, so that others are mistakes. */
  listsInstances: boolean
}

function addAt(
  { checked }: Check,
  code: Parameters<CheckedYaml['yaml']['add']>[0],
  path: Path,
  details: Record<string, string>,
): void {
  checked.yaml.add(code, path, checked.yaml.locate(path), details)
}

function join(names: Iterable<string>): string {
  return [...names].join(', ') || 'none'
}

function checkRange(check: Check, range: string | null, path: Path): void {
  if (range !== null && !isRange(range)) addAt(check, 'range-invalid', path, { range: range.slice(0, 100) })
}

function checkInstances(check: Check, instances: readonly string[] | null, path: Path): void {
  const known = check.manifest.instances.map(({ slug }) => slug)
  if (!check.listsInstances) return
  for (const [index, instance] of (instances ?? []).entries()) {
    if (!known.includes(instance))
      addAt(check, 'instance-not-listed', [...path, index], { instance, known: join(known) })
  }
}

function checkWorker(check: Check, worker: string, path: Path): boolean {
  if (check.workers.has(worker)) return true
  addAt(check, 'worker-unknown', path, { worker, known: join(check.workers.keys()) })
  return false
}

/** Checks one pairing; gives the workers of it that exist. */
function checkRule(check: Check, rule: CompatibilityRule, index: number, pairs: Set<string>): CompatibilityRule {
  const path: Path = ['compatibility', index]
  checkRange(check, rule.versions, [...path, 'versions'])
  checkInstances(check, rule.instances, [...path, 'instances'])
  const model = nameReference(rule.model)
  const workers = rule.workers.filter((worker, position) => {
    const place = [...path, 'workers', position]
    const instances = rule.instances ?? check.manifest.instances.map(({ slug }) => slug)
    const names = instances.map((instance) => `${instance}\0${model}\0${worker}`)
    const isTwice = names.some((name) => pairs.has(name))
    for (const name of names) pairs.add(name)
    if (isTwice) addAt(check, 'pair-duplicate', place, { model, worker })
    return checkWorker(check, worker, place) && !isTwice
  })
  return { ...rule, workers }
}

function checkValues(check: Check, training: Training, definition: WorkerDefinition, path: Path): void {
  if (!('values' in training.configuration)) return
  const options = listWorkerOptions(definition)
  for (const [key, value] of Object.entries(training.configuration.values)) {
    const place = [...path, 'configuration', key]
    const option = options.find((candidate) => candidate.key === key)
    if (!option) {
      addAt(check, 'option-unknown', place, {
        worker: training.worker,
        option: key,
        known: join(options.map((one) => one.key)),
      })
      continue
    }
    const reason = refuseValue(option, value)
    if (reason !== null) addAt(check, 'option-value-wrong', place, { option: key, reason })
  }
}

/** Checks one training; true where it can be planned. */
function checkTraining(check: Check, training: Training, index: number, names: Set<string>): boolean {
  const path: Path = ['trainings', index]
  const before = check.checked.yaml.placed.length
  checkRange(check, training.tags, [...path, 'tags'])
  checkInstances(check, training.instances, [...path, 'instances'])
  if (names.has(training.name)) addAt(check, 'training-duplicate', [...path, 'name'], { training: training.name })
  names.add(training.name)
  const definition = check.workers.get(training.worker)
  if (!definition) {
    checkWorker(check, training.worker, [...path, 'worker'])
  } else {
    checkValues(check, training, definition, path)
    if (definition.gpuUsage === 'required' && !training.useGpu) {
      addAt(check, 'gpu-missing', [...path, 'worker'], { worker: training.worker })
    }
  }
  return check.checked.yaml.placed.length === before
}

/**
 * Checks what no schema can: names, ranges and values against the repository. Adds findings to the file and gives the
 * manifest without the entries that are wrong, so that one of them does not block the others.
 */
export function checkManifest(check: Check): Manifest {
  const { manifest } = check
  const pairs = new Set<string>()
  const names = new Set<string>()
  const hasRange = (range: string | null) => range === null || isRange(range)
  for (const rule of manifest.instances) checkRange(check, rule.tags, ['instances', rule.slug, 'tags'])
  return {
    instances: manifest.instances.filter(({ tags }) => hasRange(tags)),
    compatibility: manifest.compatibility
      .map((rule, index) => checkRule(check, rule, index, pairs))
      .filter(({ workers, versions }) => workers.length > 0 && hasRange(versions)),
    trainings: manifest.trainings.filter((training, index) => checkTraining(check, training, index, names)),
  }
}
