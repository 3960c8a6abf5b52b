import { nameMergeRequest } from '../events/route-event.ts'
import { endAbandonedCheck } from '../merge-request/check-merge-request.ts'
import { endCheckStatuses } from '../merge-request/check-statuses.ts'
import { requireNumber, requireProject } from './job-payload.ts'
import type { Reaction } from './reaction.ts'

/**
 * A merge request was merged or closed: its checks end, and none of their statuses is left running. Nothing is written on it, as that would
 * be a notification for nothing; approvals of its plan stay bound to its commit.
 */
export const reactToMergeRequestEnded: Reaction = async (job, context) => {
  const { forge, isDryRun } = context
  const [project, number] = [requireProject(job), requireNumber(job, 'number')]
  const request = await forge.readMergeRequest(project, number)
  if (request?.state === 'open') return { state: 'ignored', summary: 'the merge request is open again' }
  const count = isDryRun ? 0 : await context.cancel(forge.name, nameMergeRequest(forge.name, project, number))
  if (count === 0 && request) await endAbandonedCheck(request, context)
  if (count === 0) return { state: 'done', summary: 'nothing of it was under way' }
  const end = { state: 'canceled', description: 'The merge request has ended' } as const
  if (request) await endCheckStatuses(request, ['validate', 'plan'], end, context)
  return { state: 'done', summary: `${count} jobs of it end` }
}
