import { chooseTrainings } from '../../core/release/choose-trainings.ts'
import { explainTrainings, renderExplanation } from '../../core/release/explain-trainings.ts'
import { planRelease, rankPlan } from '../../core/release/plan-release.ts'
import { applyOptions, applyRelease } from '../apply-release.ts'
import type { Command, CommandContext, CommandInput, OptionSpec } from '../command.ts'
import { withInstances } from '../instance-options.ts'
import { bind, makePlanRequest, readReleaseInput, releaseOptions } from '../release-request.ts'

/** The options of `apply`, but the kind of step, which is what this command is about. */
const trainOptions: Readonly<Record<string, OptionSpec>> = Object.fromEntries(
  Object.entries(applyOptions).filter(([name]) => name !== 'only'),
)

/** Tells what the trainings would use and whether they start. Sends only GET. */
async function explain(command: CommandInput, context: CommandContext): Promise<number> {
  const { options, positionals } = command
  const input = readReleaseInput(command, context)
  const binding = bind(input, false)
  const plan = await withInstances(options, context, (instances) => {
    const request = makePlanRequest(input, binding, context, instances, false)
    return planRelease({ ...chooseTrainings(request, positionals), receipts: 'always' })
  })
  const explanation = explainTrainings(plan)
  if (options.format === 'json') context.stdout.write(`${JSON.stringify(explanation)}\n`)
  else context.stdout.write(renderExplanation(explanation))
  return rankPlan({ ...plan, failed: plan.failed.filter(({ kind }) => kind === 'training'), findings: [] })
}

/** `arkindex-ci train [NAME...]`: starts the trainings of the manifest for a tag, or with `--explain` tells what they would use. */
export const train: Command = {
  name: 'train',
  summary: 'Starts trainings of the manifest, or with --explain tells what they would use',
  positionals: '[NAME...]',
  options: {
    ...releaseOptions,
    explain: {
      type: 'boolean',
      description: 'Starts nothing and sends only GET: tells dataset, farm, GPU, last duration and what stands for it',
    },
    ...trainOptions,
  },
  examples: [
    {
      line: 'arkindex-ci train --explain',
      does: 'what each training of the manifest would use, and whether the tag of this commit starts it',
    },
    {
      line: 'arkindex-ci train language-model --tag v1.2.0 --wait',
      does: 'starts one training for v1.2.0, once, and ends as it does, with its model version and metrics',
    },
  ],
  run: (input, context) => {
    if (input.options.explain === true) return explain(input, context)
    return applyRelease({ ...input, options: { ...input.options, only: ['training'] } }, context, {
      trainings: input.positionals,
    })
  },
}
