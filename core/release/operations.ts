import type { ArkindexInstance, OperationDescription, OperationInput } from '../arkindex/instance.ts'
import { InstanceError } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'

/** Objects that an operation is about, by what they are: `{ process: id, set: id }`. */
type Targets = Readonly<Record<string, string>>

/** What an operation does, for the error where the instance does not offer it. */
const purposes: Readonly<Record<string, string>> = {
  CreateModelCompatibleWorker: 'mark a model as compatible with a worker',
  DestroyModelCompatibleWorker: 'unmark a model as compatible with a worker',
  CreateModel: 'create a model',
  CreateModelVersion: 'create a model version',
  CreateProcess: 'create a process',
  StartProcess: 'start a process',
  CreateWorkerRun: 'add a worker to a process',
  CreateWorkerConfiguration: 'save a configuration of a worker',
}

/** The description of an operation. Throws `operation-not-offered`. */
export function requireOperation(instance: ArkindexInstance, operationId: string): OperationDescription {
  const description = instance.describe(operationId)
  if (description) return description
  throw new CodedError('operation-not-offered', {
    instance: instance.slug,
    what: purposes[operationId] ?? 'do what is asked',
    operation: operationId,
  })
}

/** Whether an operation takes a property in its body; where the instance lists none, it is taken to. */
export function takesProperty(instance: ArkindexInstance, operationId: string, property: string): boolean {
  const description = instance.describe(operationId)
  return description !== undefined && (description.bodyProperties?.includes(property) ?? true)
}

/**
 * Gives the path parameters of an operation their ids, whatever the instance calls them: a parameter named after a
 * target takes that one, the rest take what is left, in order.
 */
export function placeTargets({ parameters }: OperationDescription, targets: Targets): OperationInput {
  const left = new Map(Object.entries(targets))
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  const input: Record<string, string> = {}
  const take = (name: string, key: string | undefined) => {
    const id = key === undefined ? undefined : left.get(key)
    if (key === undefined || id === undefined) return
    input[name] = id
    left.delete(key)
  }
  for (const name of names)
    take(
      name,
      [...left.keys()].find((key) => name === key || name === `${key}_id`),
    )
  for (const name of names.filter((name) => input[name] === undefined)) take(name, left.keys().next().value)
  return input
}

/** Calls an operation on its targets. Throws `InstanceError`, or `operation-not-offered`. */
export async function callOn(
  instance: ArkindexInstance,
  operationId: string,
  targets: Targets,
  input: OperationInput = {},
): Promise<unknown> {
  return instance.call(operationId, { ...placeTargets(requireOperation(instance, operationId), targets), ...input })
}

type Filters = Readonly<Record<string, string | number | boolean>>

function readList(
  instance: ArkindexInstance,
  operationId: string,
  targets: Targets,
  filters: Filters,
): AsyncIterable<unknown> {
  const description = requireOperation(instance, operationId)
  const declared = new Set(
    description.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
  )
  const query = Object.fromEntries(Object.entries(filters).filter(([name]) => declared.has(name)))
  return instance.paginate(operationId, { ...placeTargets(description, targets), ...query })
}

/** Every result of a list. Filters that the instance does not declare are left out: the caller filters again. */
export async function listOn(
  instance: ArkindexInstance,
  operationId: string,
  targets: Targets = {},
  filters: Filters = {},
): Promise<unknown[]> {
  const results: unknown[] = []
  for await (const item of readList(instance, operationId, targets, filters)) results.push(item)
  return results
}

/** The results of a list as they come, for a caller that stops by itself. Filters are as in `listOn`. */
export function listSome(
  instance: ArkindexInstance,
  operationId: string,
  targets: Targets = {},
  filters: Filters = {},
): AsyncIterable<unknown> {
  return readList(instance, operationId, targets, filters)
}

/** At most so many results of a list, and whether there are more. Filters are as in `listOn`. */
export async function listFirst(
  instance: ArkindexInstance,
  operationId: string,
  most: number,
  targets: Targets = {},
  filters: Filters = {},
): Promise<{ items: unknown[]; isCut: boolean }> {
  const items: unknown[] = []
  for await (const item of readList(instance, operationId, targets, { ...filters, page_size: Math.min(most, 100) })) {
    if (items.length === most) return { items, isCut: true }
    items.push(item)
  }
  return { items, isCut: false }
}

/** Whether a list can be filtered by this query parameter. */
export function takesFilter(instance: ArkindexInstance, operationId: string, name: string): boolean {
  const parameters = instance.describe(operationId)?.parameters ?? []
  return parameters.some((parameter) => parameter.in === 'query' && parameter.name === name)
}

/** The answer of a call, undefined where the object does not exist or may not be seen. */
export async function findOn(instance: ArkindexInstance, operationId: string, targets: Targets): Promise<unknown> {
  try {
    return await callOn(instance, operationId, targets)
  } catch (error) {
    if (error instanceof InstanceError && error.status === 404) return undefined
    throw error
  }
}
