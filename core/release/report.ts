import type { Application } from './apply/apply-plan.ts'
import { type Binding, readImageReference } from './binding.ts'
import type { MovedObject } from './intent.ts'
import type { Outcome } from './outcome.ts'
import type { InstancePlan, Plan } from './plan.ts'

/** What an application did, as `schemas/outcomes.json` has it. */
export interface Report {
  format: 1
  intentDigest: string
  bound: Binding | null
  dryRun: boolean
  instances: InstancePlan[]
  steps: Outcome[]
  image: { reference: string; digest: string } | null
  /** The first training's process. */
  process: { id: string; state: string } | null
  versions: { worker: string; instance: string; id: string }[]
  /** What moved since the plan was made; then nothing was applied. */
  moved: MovedObject[]
}

function isPresent({ outcome }: Outcome): boolean {
  return outcome !== 'failed' && outcome !== 'skipped' && outcome !== 'removed'
}

/** The report of an application, or of what moved where nothing was applied. */
export function makeReport(
  plan: Pick<Plan, 'intentDigest' | 'bound' | 'instances'>,
  application: Pick<Application, 'outcomes'>,
  options: { isDryRun: boolean; moved?: MovedObject[] },
): Report {
  const { outcomes } = application
  const training = outcomes.find(({ kind, id }) => kind === 'training' && id !== undefined)
  const image = plan.bound?.image ?? null
  return {
    format: 1,
    intentDigest: plan.intentDigest,
    bound: plan.bound,
    dryRun: options.isDryRun,
    instances: plan.instances,
    steps: outcomes,
    image: image === null ? null : readImageReference(image),
    process: training?.id === undefined ? null : { id: training.id, state: training.state ?? 'unknown' },
    versions: outcomes
      .filter((outcome) => outcome.kind === 'worker-version' && isPresent(outcome))
      .flatMap(({ target, instance, id }) => (id === undefined ? [] : [{ worker: target, instance, id }])),
    moved: options.moved ?? [],
  }
}
