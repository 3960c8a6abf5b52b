import type { Approval } from '../core/release/approval.ts'
import { type ApprovalPlace, findApproval } from '../core/release/approval-lookup.ts'
import type { CommandContext } from './command.ts'
import { openVariables, withGitlab } from './gitlab-job.ts'

/** Finds the approval of a commit of the job's own project, with the job's token. Throws coded errors. */
export async function askForApproval(
  place: Omit<ApprovalPlace, 'project'>,
  context: Pick<CommandContext, 'env' | 'signal'>,
): Promise<Approval> {
  const variables = openVariables('find the approval', context.env)
  const apiUrl = variables.read('CI_API_V4_URL')
  const project = variables.read('CI_PROJECT_ID')
  const token = variables.read('CI_JOB_TOKEN')
  variables.check()
  const credential = { kind: 'job', token, name: "the job's token" } as const
  return withGitlab(apiUrl, credential, context, (api) => findApproval(api, { ...place, project }))
}
