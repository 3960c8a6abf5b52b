import { CodedError } from '../../core/errors/coded-error.ts'
import { applyOptions, applyRelease } from '../apply-release.ts'
import type { Command } from '../command.ts'
import { releaseOptions } from '../release-request.ts'

/** `arkindex-ci apply [FILE]`: brings the instances to what the plan says. */
export const apply: Command = {
  name: 'apply',
  summary: 'Applies a plan',
  positionals: '[FILE]',
  options: { ...releaseOptions, ...applyOptions },
  examples: [
    { line: 'arkindex-ci apply', does: 'in the job of a tag: plans the release and applies it in one go' },
    {
      line: 'arkindex-ci apply plan.json',
      does: 'applies exactly the plan that was approved, or exits 4 and names what moved',
    },
    { line: 'arkindex-ci apply --dry-run --only training', does: 'which trainings the tag would start' },
  ],
  run: (input, context) => {
    const [file, ...more] = input.positionals
    if (more.length > 0) throw new CodedError('wrong-usage', { problem: 'It takes one plan file.', command: 'apply' })
    return applyRelease(input, context, file === undefined ? {} : { file })
  },
}
