import type { CheckRun, GithubRepository } from '../repositories.ts'
import { type ApiAnswer, type ApiCall, cutPage, notFound, type Route, readText, unprocessable } from '../routing.ts'
import { findCommit } from './contents.ts'

const conclusions = ['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required']

function describeRun(run: CheckRun, { world }: ApiCall) {
  return {
    id: run.id,
    head_sha: run.sha,
    name: run.name,
    status: run.status,
    conclusion: run.conclusion,
    details_url: run.detailsUrl,
    output: { title: run.title, summary: run.summary },
    app: { id: world.app.id, slug: world.app.slug },
  }
}

/** Takes the fields of a body into a run; GitHub wants a conclusion for what is completed, and a summary with a title. */
function changeRun(run: CheckRun, { body }: ApiCall): ApiAnswer | undefined {
  const status = readText(body, 'status')
  const conclusion = readText(body, 'conclusion')
  const output = typeof body.output === 'object' && body.output !== null ? { ...body.output } : {}
  const fields = new Map(Object.entries(output).map(([key, value]) => [key, String(value)]))
  if (conclusion !== '' && !conclusions.includes(conclusion))
    return unprocessable('Invalid request. conclusion is not possible')
  if (status === 'completed' && conclusion === '')
    return unprocessable('Invalid request. "conclusion" wasn\'t supplied.')
  if (body.output !== undefined && !(fields.has('title') && fields.has('summary')))
    return unprocessable('Invalid request. "title", "summary" weren\'t supplied.')
  if (status === 'queued' || status === 'in_progress' || status === 'completed') run.status = status
  run.conclusion = conclusion === '' ? null : conclusion
  if (conclusion !== '') run.status = 'completed'
  run.title = fields.get('title') ?? run.title
  run.summary = fields.get('summary') ?? run.summary
  run.detailsUrl = readText(body, 'details_url') || run.detailsUrl
  return undefined
}

function createRun(call: ApiCall, repository: GithubRepository): ApiAnswer {
  const sha = readText(call.body, 'head_sha')
  const name = readText(call.body, 'name')
  if (name === '' || findCommit(repository, sha) === undefined) return unprocessable(`No commit found for SHA: ${sha}`)
  const run: CheckRun = {
    ...{
      id: call.world.nextId(),
      sha,
      name,
      status: 'queued',
      conclusion: null,
      title: '',
      summary: '',
      detailsUrl: null,
    },
  }
  const wrong = changeRun(run, call)
  if (wrong) return wrong
  repository.checkRuns.push(run)
  return { status: 201, body: describeRun(run, call) }
}

function updateRun(call: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const run = repository.checkRuns.find((one) => String(one.id) === id)
  if (!run) return notFound
  return changeRun(run, call) ?? { status: 200, body: describeRun(run, call) }
}

/** The newest run of each name. */
function listRuns(call: ApiCall, repository: GithubRepository, [sha]: readonly string[]): ApiAnswer {
  const name = call.query.get('check_name')
  const newest = new Map<string, CheckRun>()
  for (const run of repository.checkRuns) {
    if (run.sha === sha && (name === null || run.name === name)) newest.set(run.name, run)
  }
  return cutPage(
    [...newest.values()].map((run) => describeRun(run, call)),
    call,
    'check_runs',
  )
}

/** Check runs. */
export const checkRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/check-runs$/, caller: 'installation', permission: 'checks:write', handle: createRun },
  {
    method: 'PATCH',
    pattern: /^\/check-runs\/(\d+)$/,
    caller: 'installation',
    permission: 'checks:write',
    handle: updateRun,
  },
  {
    method: 'GET',
    pattern: /^\/commits\/([0-9a-f]{40})\/check-runs$/,
    caller: 'installation',
    permission: 'checks:read',
    handle: listRuns,
  },
]
