import path from 'node:path'
import type { Plan } from '../../core/release/plan.ts'
import { writePlan } from '../../core/release/plan-file.ts'
import { planRelease, rankPlan } from '../../core/release/plan-release.ts'
import { countSteps, renderPlan } from '../../core/release/render-plan.ts'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { withInstances } from '../instance-options.ts'
import { bind, makePlanRequest, readReleaseInput, readText, releaseOptions } from '../release-request.ts'
import { saveFile } from '../save-file.ts'

/** What GitLab's merge request widget reads of a report of the kind `terraform` (reference/requirements.md R11). */
function renderCounts(plan: Plan): string {
  const { create, update, remove } = countSteps(plan)
  return `${JSON.stringify({ create, update, delete: remove })}\n`
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
  if (options.format === 'json') context.stdout.write(`${JSON.stringify(plan)}\n`)
  else context.stdout.write(renderPlan(plan, { hasColor: context.stdout.hasColor }))
  return rankPlan(plan)
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
    { line: 'arkindex-ci plan --tag v1.2.0 --out plan.json', does: 'what v1.2.0 would change, sealed for apply' },
  ],
  run,
}
