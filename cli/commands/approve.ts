import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'
import { approvalFile, approvePlan } from '../../core/release/approval.ts'
import { readGitMetadata } from '../../core/release/git-metadata.ts'
import { readPlan } from '../../core/release/plan-file.ts'
import { renderPlan } from '../../core/release/render-plan.ts'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { readText } from '../release-request.ts'
import { saveFile } from '../save-file.ts'

async function run({ options, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new CodedError('wrong-usage', { problem: 'It takes one plan file.', command: 'approve' })
  const { env, cwd, stdout } = context
  const text = await readFile(path.resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) })
  })
  const plan = readPlan(text, file)
  const { sha } = readGitMetadata(env, cwd)
  if (!sha)
    throw new CodedError('repository-unknown', { what: 'commit', reason: 'there is none yet', option: 'CI_COMMIT_SHA' })
  const approval = approvePlan(plan, {
    sha,
    approvedBy: env.GITLAB_USER_LOGIN || null,
    approvedAt: new Date().toISOString(),
  })
  stdout.write(renderPlan(plan, { hasColor: stdout.hasColor }))
  if (options['dry-run'] === true) {
    stdout.write(`Dry run, nothing was approved of commit ${sha}\n`)
    return 0
  }
  saveFile(path.resolve(cwd, readText(options.out) ?? approvalFile), `${JSON.stringify(approval, null, 2)}\n`)
  stdout.write(`Approved for commit ${sha}\n`)
  return 0
}

/** `arkindex-ci approve FILE`: approves the plan of this commit, for the jobs of a tag that is made of it later. */
export const approve: Command = {
  name: 'approve',
  summary: 'Approves a plan before its tag exists',
  positionals: 'FILE',
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      description: `Where the approval is written; only ${approvalFile}, as an artifact, is found by the tag's jobs`,
      default: approvalFile,
    },
    'dry-run': { type: 'boolean', description: 'Shows the plan and approves nothing' },
  },
  examples: [
    {
      line: 'arkindex-ci approve arkindex-plan.json',
      does: 'in a manual job with a protected environment: approves the plan of this commit',
    },
  ],
  run,
}
