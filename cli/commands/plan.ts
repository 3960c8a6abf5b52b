import path from 'node:path'
import { CodedError } from '../../core/errors/coded-error.ts'
import { type Plan, type StepKind, stepKinds } from '../../core/release/plan.ts'
import { writePlan } from '../../core/release/plan-file.ts'
import { planRelease, rankPlan } from '../../core/release/plan-release.ts'
import { countSteps, renderPlan } from '../../core/release/render-plan.ts'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { withInstances } from '../instance-options.ts'
import { keepPlanNote } from '../plan-note.ts'
import { bind, makePlanRequest, readList, readReleaseInput, readText, releaseOptions } from '../release-request.ts'
import { saveFile } from '../save-file.ts'

/** What GitLab's merge request widget reads of a report of the kind `terraform` (reference/requirements.md R11). */
function renderCounts(plan: Plan): string {
  const { create, update, remove } = countSteps(plan)
  return `${JSON.stringify({ create, update, delete: remove })}\n`
}

/** The plan with the steps of these kinds alone, for showing; its intent stays that of all. */
function pickKinds(plan: Plan, kinds: readonly StepKind[]): Plan {
  if (kinds.length === 0) return plan
  const pick = <Subject extends { kind: StepKind }>(subjects: readonly Subject[]) =>
    subjects.filter(({ kind }) => kinds.includes(kind))
  const { steps, unchanged, skipped, failed } = plan
  return {
    ...plan,
    steps: pick(steps),
    unchanged: pick(unchanged),
    skipped: pick(skipped),
    failed: pick(failed),
    ...(kinds.includes('worker-version') ? {} : { optionChanges: [], breaking: [], bumps: [] }),
  }
}

/** Steps that would be done whatever the release is: what holds for some tags alone is no difference before the tag. */
function countDrift({ steps }: Plan): number {
  return steps.filter(({ when }) => when === undefined).length
}

async function run(command: CommandInput, context: CommandContext): Promise<number> {
  const { options } = command
  const input = readReleaseInput(command, context)
  const binding = bind(input, false)
  const plan = await withInstances(options, context, (instances) =>
    planRelease(makePlanRequest(input, binding, context, instances, true)),
  )
  const out = readText(options.out)
  if (out !== undefined) saveFile(path.resolve(context.cwd, out), writePlan(plan))
  const counts = readText(options.counts)
  if (counts !== undefined) saveFile(path.resolve(context.cwd, counts), renderCounts(plan))
  const kinds = readList(options.only)
  const shown = pickKinds(
    plan,
    stepKinds.filter((kind) => kinds.includes(kind)),
  )
  if (options.format === 'json') context.stdout.write(`${JSON.stringify(shown)}\n`)
  else context.stdout.write(renderPlan(shown, { hasColor: context.stdout.hasColor }))
  if (options.note === true && options['dry-run'] !== true) await keepPlanNote(plan, context)
  const drift = options.check === true ? countDrift(shown) : 0
  const rank = rankPlan(shown)
  if (rank === 0 && drift > 0) throw new CodedError('instances-differ', { count: drift })
  return rank
}

/** `arkindex-ci plan`: what a release would change on each instance. Sends only GET. */
export const plan: Command = {
  name: 'plan',
  summary: 'Shows what a release would change on each instance',
  options: {
    ...releaseOptions,
    out: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      description: 'Writes the sealed plan, for "arkindex-ci apply FILE"',
    },
    counts: {
      type: 'string',
      value: 'FILE',
      description: "Writes how much would be created, updated and deleted, for GitLab's merge request widget",
    },
    only: {
      type: 'string',
      multiple: true,
      value: 'KIND',
      description: 'Shows only steps of this kind; a plan that is written has all of them',
      choices: stepKinds,
    },
    check: { type: 'boolean', description: 'Ends with 1 where an instance differs from what is wanted' },
    note: {
      type: 'boolean',
      description: 'Keeps the plan as one note on the merge request, with the token in ARKINDEX_CI_NOTE_TOKEN',
    },
    'dry-run': { type: 'boolean', description: 'Writes no note either' },
    format: {
      type: 'string',
      value: 'FORMAT',
      description: 'How the plan is printed',
      choices: ['text', 'json'],
      default: 'text',
    },
  },
  examples: [
    {
      line: 'arkindex-ci plan',
      does: 'in a merge request job: what the next tag would change, on every instance of the manifest',
    },
    {
      line: 'arkindex-ci plan --check --only compatibility',
      does: 'on a schedule: ends with 1 where an instance is not what the manifest says',
    },
    { line: 'arkindex-ci plan --tag v1.2.0 --out plan.json', does: 'what v1.2.0 would change, sealed for apply' },
  ],
  run,
}
