import { isCommandLine } from '../commands/parse-command.ts'
import type { NewJob } from '../reactions/reaction.ts'
import type { ForgeEvent } from './forge-event.ts'

/** The environments that the bot itself makes deployments of. */
export const environmentPrefix = 'arkindex/'

type MergeRequestEvent = Extract<ForgeEvent, { kind: 'merge-request' }>

/** The subject of a merge request's checks: what newer work of it supersedes. */
export function nameMergeRequest(forge: string, project: string, number: number): string {
  return `mr:${forge}:${project}:${number}`
}

function routeMergeRequest({ project, number, change, userId }: MergeRequestEvent, forge: string): NewJob {
  const base = { forge, project }
  const subject = nameMergeRequest(forge, project, number)
  switch (change) {
    case 'changed':
      return { ...base, kind: 'merge-request', lane: `mr:${forge}:${project}`, subject, payload: { number } }
    case 'ended':
      // A subject of its own: it cancels those of the merge request and must not find itself among them.
      return {
        ...base,
        kind: 'merge-request-ended',
        lane: `mr-ended:${forge}:${project}`,
        subject: `${subject}:ended`,
        payload: { number },
      }
    default:
      return {
        ...base,
        kind: 'approval',
        lane: `approval:${forge}:${project}`,
        payload: { number, userId, isApproved: change === 'approved' },
      }
  }
}

function routeRelease(
  event: { project: string },
  forge: string,
  payload: { ref: string; isTag: boolean; sha: string | null; cause: string },
): NewJob {
  const { project } = event
  return { kind: 'release', forge, project, lane: `deploy:${forge}:${project}`, payload }
}

/**
 * What is to be done about an event: plain, without a look at forge or database. A pushed tag alone is nothing yet: its image is
 * there when its pipeline has succeeded, or when somebody releases or deploys it.
 */
export function routeEvent(event: ForgeEvent, forge: string): NewJob[] {
  const { project } = event
  switch (event.kind) {
    case 'merge-request':
      return [routeMergeRequest(event, forge)]
    case 'note': {
      if (!isCommandLine(event.firstLine)) return []
      const { number, noteId } = event
      return [{ kind: 'command', forge, project, lane: `command:${forge}:${project}`, payload: { number, noteId } }]
    }
    case 'tag':
      return []
    case 'pipeline': {
      const { ref, isTag, sha, status } = event
      return status === 'success' ? [routeRelease(event, forge, { ref, isTag, sha, cause: 'pipeline' })] : []
    }
    case 'release':
      return [routeRelease(event, forge, { ref: event.tag, isTag: true, sha: null, cause: 'release' })]
    case 'deployment': {
      const { environment, ref, sha, status } = event
      if (status !== 'success' || environment.startsWith(environmentPrefix)) return []
      // The payload does not tell a tag from a branch: who works on it asks.
      return [routeRelease(event, forge, { ref, isTag: true, sha, cause: 'deployment' })]
    }
  }
}
