import type { GitlabProject } from '../model.ts'
import { resolveCommit } from '../repository.ts'
import { type HookEvent, noCommit } from './events.ts'
import type { HookTrigger } from './hook.ts'

/** What GitLab sends to try a hook: what the project has last, or why there is nothing to send. */
export function buildTestEvent(project: GitlabProject, trigger: HookTrigger, user: string): HookEvent | string {
  const mergeRequest = project.mergeRequests.at(0)
  if (trigger === 'push_events' || trigger === 'tag_push_events') {
    const after = resolveCommit(project, project.defaultBranch)
    if (after === undefined) return 'Ensure the project has at least one commit.'
    // The test of a tag is a push to the default branch as well; only the name of the event tells.
    return { kind: 'push', project, user, ref: `refs/heads/${project.defaultBranch}`, before: noCommit, after }
  }
  if (trigger === 'merge_requests_events')
    return mergeRequest
      ? { kind: 'merge_request', project, user, mergeRequest, action: 'update' }
      : 'Ensure the project has merge requests.'
  if (trigger === 'note_events') {
    const request = project.mergeRequests.find(({ notes }) => notes.length > 0)
    const note = request?.notes[0]
    return note
      ? { kind: 'note', project, user, mergeRequest: request, note, action: 'create' }
      : 'Ensure the project has notes.'
  }
  if (trigger === 'pipeline_events') {
    const pipeline = project.pipelines[0]
    return pipeline ? { kind: 'pipeline', project, user, pipeline } : 'Ensure the project has CI pipelines.'
  }
  if (trigger === 'releases_events') {
    const release = project.releases[0]
    return release ? { kind: 'release', project, user, release, action: 'create' } : 'Ensure the project has releases.'
  }
  if (trigger === 'deployment_events') {
    const deployment = project.deployments[0]
    return deployment ? { kind: 'deployment', project, user, deployment } : 'Ensure the project has deployments.'
  }
  return 'Testing not available for this hook'
}
