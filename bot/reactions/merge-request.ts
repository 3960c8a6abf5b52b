import { checkMergeRequest, endAbandonedCheck } from '../merge-request/check-merge-request.ts'
import { requireNumber, requireProject } from './job-payload.ts'
import type { Job, Reaction } from './reaction.ts'

/**
 * A merge request was opened or has new commits, as far as a delivery or the sweep says: what is true is read from the forge. Drafts are
 * checked like others, as whoever writes one wants to know; one of a fork is validated and not planned (requirements R19).
 */
export const reactToMergeRequest: Reaction = async (job: Job, context) => {
  const [place, number] = [requireProject(job), requireNumber(job, 'number')]
  const { forge } = context
  const [request, project] = await Promise.all([forge.readMergeRequest(place, number), forge.readProject(place)])
  if (!request || !project) return { state: 'ignored', summary: 'the merge request is gone' }
  await endAbandonedCheck(request, context)
  if (request.state !== 'open') return { state: 'ignored', summary: `the merge request is ${request.state}` }
  if (project.isArchived) return { state: 'ignored', summary: 'the project is archived' }
  return checkMergeRequest(request, project, context)
}
