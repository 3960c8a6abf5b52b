import type { Principal } from '../users/principal.ts'

/** Who calls: a user, a running task in the name of who made its process, or an agent of a farm. */
export const callers = ['user', 'task', 'agent'] as const
export type Caller = (typeof callers)[number]

export function nameCaller(principal: Principal): Caller {
  if (principal.agent) return 'agent'
  return principal.task ? 'task' : 'user'
}

/** Below these tags a task may write what it is there for: elements, results, datasets, versions of models. */
const tagsOfTasks: ReadonlySet<string> = new Set([
  'corpora',
  'datasets',
  'elements',
  'images',
  'models',
  'transcriptions',
])

/** What stays with users all the same: making and removing what others work in, and who may do what. */
const refusedToTasks: ReadonlySet<string> = new Set([
  'CreateCorpus',
  'UpdateCorpus',
  'PartialUpdateCorpus',
  'DestroyCorpus',
  'UpdateElementType',
  'PartialUpdateElementType',
  'DestroyElementType',
  'UpdateMLClass',
  'PartialUpdateMLClass',
  'DestroyMLClass',
  'CreateModel',
  'UpdateModel',
  'PartialUpdateModel',
  'CreateModelCompatibleWorker',
  'DestroyModelCompatibleWorker',
])

/**
 * Who may call an operation that does not say so itself. A task reads what the creator of its process may, and writes results
 * (reference/arkindex.md 3.2); what it runs with, and who may do what, it leaves alone. Agents call only what names them.
 */
export function listCallers(operation: { operationId: string; method: string; tag: string }): readonly Caller[] {
  if (operation.method === 'GET') return ['user', 'task']
  return tagsOfTasks.has(operation.tag) && !refusedToTasks.has(operation.operationId) ? ['user', 'task'] : ['user']
}
