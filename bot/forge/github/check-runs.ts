import type { CommitStatus, StatusState } from '../forge.ts'
import type { GithubClient } from './github-client.ts'
import { readPart, readSafeInteger, readString } from './read-answer.ts'

const states: Readonly<Record<StatusState, { status: string; conclusion?: string }>> = {
  pending: { status: 'queued' },
  running: { status: 'in_progress' },
  success: { status: 'completed', conclusion: 'success' },
  failed: { status: 'completed', conclusion: 'failure' },
  canceled: { status: 'completed', conclusion: 'cancelled' },
  skipped: { status: 'completed', conclusion: 'skipped' },
}

/**
 * Keeps a check run of a commit: one that is under way goes on to its end, after its end the name begins anew. The App sees its
 * own alone, so none of others is touched.
 */
export async function setStatus(
  client: GithubClient,
  project: string,
  { sha, name, state, description, targetUrl }: CommitStatus,
): Promise<'set' | 'unchanged'> {
  const wanted = states[state]
  const call = {
    route: 'GET /repos/{owner}/{repo}/commits/{sha}/check-runs',
    parameters: { sha, check_name: name, filter: 'latest', app_id: client.settings.appId },
    wrap: 'check_runs',
    what: 'list the check runs',
  }
  let found: { id: number; status: string; conclusion: string; title: string; url: string } | undefined
  for await (const run of client.list(project, call)) {
    if (readString(run, 'name') !== name) continue
    const title = readString(readPart(run, 'output'), 'title')
    const url = readString(run, 'details_url')
    const [status, conclusion] = [readString(run, 'status'), readString(run, 'conclusion')]
    found = { id: readSafeInteger(run, 'id'), status, conclusion, title, url }
    break
  }
  const isSame =
    found?.status === wanted.status &&
    found.conclusion === (wanted.conclusion ?? '') &&
    found.title === description &&
    (targetUrl === null || found.url === targetUrl)
  if (isSame) return 'unchanged'
  const fields = {
    ...wanted,
    output: { title: description, summary: description },
    ...(targetUrl === null ? {} : { details_url: targetUrl }),
  }
  const what = 'write a check run'
  if (found && found.status !== 'completed') {
    const route = 'PATCH /repos/{owner}/{repo}/check-runs/{id}'
    await client.write(project, { route, parameters: { id: found.id, ...fields }, what })
  } else {
    const route = 'POST /repos/{owner}/{repo}/check-runs'
    await client.write(project, { route, parameters: { name, head_sha: sha, ...fields }, what })
  }
  return 'set'
}
