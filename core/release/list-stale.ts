import type { Binding } from './binding.ts'
import { listMoved, type MovedObject } from './intent.ts'
import type { Plan } from './plan.ts'

/** What a bound plan and the release that is to be applied do not share. */
function compareBinding(planned: Binding | null, now: Binding): MovedObject[] {
  if (!planned) return []
  return (['revision', 'tag', 'branch'] as const)
    .filter((key) => planned[key] !== now[key])
    .map((key) => ({
      where: 'repository',
      kind: key,
      name: key,
      before: planned[key],
      planned: planned[key],
      now: now[key],
    }))
}

/** What moved between a plan that was shown or approved and the one that was made just now; nothing where there is none. */
export function listStale(
  planned: Pick<Plan, 'bound' | 'intent'> | undefined,
  now: Plan,
  binding: Binding,
): MovedObject[] {
  if (!planned) return []
  const isStarted = (instance: string, training: string) =>
    now.unchanged.some(
      (subject) => subject.kind === 'training' && subject.instance === instance && subject.target === training,
    )
  return [...compareBinding(planned.bound, binding), ...listMoved(planned.intent, now.intent, binding, isStarted)]
}
