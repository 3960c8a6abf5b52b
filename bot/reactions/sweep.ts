import { createId, readJsonObject, readJsonTexts } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { tryReadReleaseTag } from '../../core/release/release-tag.ts'
import { environmentPrefix, nameMergeRequest } from '../events/route-event.ts'
import type { ForgeProject, MergeRequest } from '../forge/forge.ts'
import { readLastCheck } from '../merge-request/last-check.ts'
import { nameDeployment } from '../release/deploy-order.ts'
import { endDeployment } from '../release/deployment-record.ts'
import { isUnderWay } from '../release/live-jobs.ts'
import type { DeploymentTable, SweepMarkTable } from '../tables.ts'
import { makeFollowJob } from '../training/followed-process.ts'
import type { NewJob, Reaction, ReactionContext } from './reaction.ts'

/** Bounds of one sweep: what is left is found by the next. */
const mostProjects = 1000
const mostRequests = 200
const mostTags = 50

/** The clocks of forge and bot may differ by this much, in milliseconds. */
const overlap = 5 * 60_000

/** What a sweep found, in words, and the jobs that do it. */
interface Found {
  words: string[]
  jobs: NewJob[]
}

async function listProjects({ config, forge, signal }: ReactionContext): Promise<ForgeProject[]> {
  const settings = config.forges.find(({ name }) => name === forge.name)
  const found = new Map<string, ForgeProject>()
  for (const path of settings?.projects ?? []) {
    const project = await forge.readProject(path)
    if (project) found.set(project.id, project)
  }
  for (const group of settings?.groups ?? []) {
    for await (const project of forge.listProjects(group)) {
      signal.throwIfAborted()
      if (found.size >= mostProjects) break
      found.set(project.id, project)
    }
  }
  return [...found.values()].filter(({ isArchived }) => !isArchived)
}

/** Whether the head of a merge request was checked, or is about to be. */
async function isChecked({ project, number, headSha }: MergeRequest, context: ReactionContext): Promise<boolean> {
  const { db, forge } = context
  if (await isUnderWay(db, forge.name, nameMergeRequest(forge.name, project, number))) return true
  return (await readLastCheck({ project, number }, context))?.sha === headSha
}

/** The users whose approval of the head is not known here, neither as one that holds nor as one that binds nothing. */
async function listNewApprovers(
  { project, number, headSha }: MergeRequest,
  { db, forge }: ReactionContext,
): Promise<string[]> {
  const kept = await db
    .selectFrom('intent_approval')
    .select('user_id')
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('number', '=', number)
    .where('sha', '=', headSha)
    .execute()
  const known = new Set(kept.map(({ user_id: id }) => id))
  return (await forge.listApprovals(project, number)).map(({ user }) => user.id).filter((id) => !known.has(id))
}

async function sweepRequests(project: ForgeProject, since: number, context: ReactionContext): Promise<Found> {
  const { forge, signal } = context
  const found: Found = { words: [], jobs: [] }
  let seen = 0
  for await (const listed of forge.listMergeRequests(project.id, { since })) {
    signal.throwIfAborted()
    seen += 1
    if (seen > mostRequests) break
    if (listed.state !== 'open') continue
    const request = await forge.readMergeRequest(project.id, listed.number)
    if (request?.state !== 'open') continue
    const base = { forge: forge.name, project: project.id }
    const { number } = request
    if (!(await isChecked(request, context))) {
      found.words.push(`merge request ${number}`)
      found.jobs.push({
        ...base,
        kind: 'merge-request',
        lane: `mr:${forge.name}:${project.id}`,
        subject: nameMergeRequest(forge.name, project.id, number),
        payload: { number, origin: 'sweep' },
      })
      // An approval is of the plan that is shown: of this one there is none yet.
      continue
    }
    for (const userId of await listNewApprovers(request, context)) {
      found.words.push(`an approval of merge request ${number}`)
      found.jobs.push({
        ...base,
        kind: 'approval',
        lane: `approval:${forge.name}:${project.id}`,
        payload: { number, userId, isApproved: true, origin: 'sweep' },
      })
    }
  }
  return found
}

const underWay = [
  'created',
  'waiting_for_resource',
  'preparing',
  'pending',
  'running',
  'scheduled',
  'queued',
  'in_progress',
]

/** The tags, each `name sha`, that a hook told of since a time, or that were applied. */
async function listTold(project: string, since: number, { db, forge }: ReactionContext): Promise<Set<string>> {
  const jobs = await db
    .selectFrom('job')
    .select('payload')
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('kind', '=', 'release')
    .where('created', '>=', since)
    .execute()
  const rows = await db
    .selectFrom('deployment')
    .select(['ref', 'sha'])
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('is_tag', '=', 1)
    .where('created', '>=', since)
    .execute()
  const payloads = jobs.map(({ payload }) => readJsonObject(payload))
  return new Set([...payloads.map(({ ref, sha }) => `${ref} ${sha}`), ...rows.map(({ ref, sha }) => `${ref} ${sha}`)])
}

/** Tags that were not there at the last sweep; of those whose pipeline still runs the hook or the next sweep tells. */
async function sweepTags(
  project: ForgeProject,
  mark: SweepMarkTable | undefined,
  context: ReactionContext,
): Promise<Found & { tags: string[] }> {
  const { forge, signal } = context
  const found: Found & { tags: string[] } = { words: [], jobs: [], tags: [] }
  const known = mark && new Set(readJsonTexts(mark.tags))
  const told = mark ? await listTold(project.id, mark.seen_until - overlap, context) : new Set()
  for (const { name, sha } of await forge.listTags(project.id, mostTags)) {
    signal.throwIfAborted()
    const key = `${name} ${sha}`
    if (!known || known.has(key) || told.has(key) || !tryReadReleaseTag(name)) {
      found.tags.push(key)
      continue
    }
    const pipeline = await forge.readPipeline(project.id, name, sha)
    if (pipeline && underWay.includes(pipeline.status)) continue
    found.tags.push(key)
    found.words.push(`tag ${name}`)
    found.jobs.push({
      kind: 'release',
      forge: forge.name,
      project: project.id,
      lane: `deploy:${forge.name}:${project.id}`,
      payload: { ref: name, isTag: true, sha, cause: 'sweep' },
    })
  }
  return found
}

async function readMark(project: string, { db, forge }: ReactionContext): Promise<SweepMarkTable | undefined> {
  return db
    .selectFrom('sweep_mark')
    .selectAll()
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .executeTakeFirst()
}

async function keepMark(
  project: string,
  until: number,
  tags: readonly string[],
  { db, forge }: ReactionContext,
): Promise<void> {
  const state = { seen_until: until, tags: JSON.stringify(tags) }
  await db
    .insertInto('sweep_mark')
    .values({ id: createId(), forge: forge.name, project, ...state })
    .onConflict((conflict) => conflict.columns(['forge', 'project']).doUpdateSet(state))
    .execute()
}

async function sweepProject(project: ForgeProject, context: ReactionContext): Promise<Found> {
  const start = context.now()
  const mark = await readMark(project.id, context)
  // A project that is new here begins now: its history is not done over.
  const requests = mark ? await sweepRequests(project, mark.seen_until - overlap, context) : { words: [], jobs: [] }
  const { tags, ...release } = await sweepTags(project, mark, context)
  const found = { words: [...requests.words, ...release.words], jobs: [...requests.jobs, ...release.jobs] }
  // The jobs are there before the mark moves: a sweep that ends early finds them once more, and does nothing twice.
  if (found.jobs.length > 0) await context.enqueue(found.jobs)
  await keepMark(project.id, start, tags, context)
  return found
}

/** Trainings whose job got lost, as a dead letter or with its database. */
async function sweepTrainings({ db, forge }: ReactionContext): Promise<Found> {
  const rows = await db
    .selectFrom('followed_process')
    .selectAll()
    .where('forge', '=', forge.name)
    .where('ended', 'is', null)
    .execute()
  const found: Found = { words: [], jobs: [] }
  for (const row of rows) {
    if (await isUnderWay(db, forge.name, `follow:${row.id}`)) continue
    found.words.push(`training ${row.training} on ${row.instance}`)
    found.jobs.push(makeFollowJob(row))
  }
  return found
}

/** A deployment that nobody works on any more is not left running. */
async function endOrphan(row: DeploymentTable, context: ReactionContext): Promise<void> {
  const { db, forge, now } = context
  const { project, instance, sha, ref, forge_deployment: id } = row
  await endDeployment(db, row.id, { state: 'failed', report: null, image: null, now: now() })
  if (id !== null)
    await forge.endDeployment(project, { id, environment: `${environmentPrefix}${instance}`, sha }, 'failed')
  await forge.setStatus(project, {
    ...{ sha, ref, state: 'failed', targetUrl: null },
    name: `arkindex-ci/deploy/${instance}`,
    description: 'The work on it ended early; deploy again',
  })
}

async function sweepDeployments(context: ReactionContext): Promise<string[]> {
  const { db, forge, isDryRun } = context
  if (isDryRun) return []
  const rows = await db
    .selectFrom('deployment')
    .selectAll()
    .where('forge', '=', forge.name)
    .where('state', '=', 'running')
    .execute()
  const words: string[] = []
  for (const row of rows) {
    const subject = nameDeployment(forge.name, row)
    const jobs = await db
      .selectFrom('job')
      .select('id')
      .where('forge', '=', forge.name)
      .where('kind', '=', 'deploy')
      .where('ended', 'is', null)
      .where((eb) =>
        eb.or([eb('subject', '=', subject), eb('subject', 'like', `${subject.replace(/[%_\\]/g, '_')}:train:%`)]),
      )
      .execute()
    if (jobs.length > 0) continue
    await endOrphan(row, context)
    words.push(`the deployment of ${row.ref} to ${row.instance}`)
  }
  return words
}

function shorten(names: readonly string[]): string {
  const most = 20
  const rest = names.length > most ? ` and ${names.length - most} more` : ''
  return `${names.slice(0, most).join(', ')}${rest}`
}

/**
 * Looks for what was missed while the bot was down or its hook was disabled, and makes the jobs that the hook would have made: merge requests
 * whose head was not checked, approvals, tags, trainings that nobody follows, deployments that nobody ends.
 */
export const reactToSweep: Reaction = async (_job, context) => {
  const { logger, signal, forge } = context
  const words: string[] = []
  const failed: string[] = []
  for (const project of await listProjects(context)) {
    signal.throwIfAborted()
    try {
      const found = await sweepProject(project, context)
      for (const what of found.words) logger.info({ project: project.path }, `Found by the sweep: ${what}`)
      words.push(...found.words)
    } catch (error) {
      signal.throwIfAborted()
      // One project that cannot be read does not hold up the others; a forge that wants a rest gets it.
      if (!(error instanceof CodedError) || error.code === 'forge-limited') throw error
      logger.warn({ project: project.path, code: error.code }, `The project cannot be swept: ${error.message}`)
      failed.push(project.path)
    }
  }
  const trainings = await sweepTrainings(context)
  const deployments = await sweepDeployments(context)
  for (const what of [...trainings.words, ...deployments]) logger.info(`Found by the sweep: ${what}`)
  if (trainings.jobs.length > 0) await context.enqueue(trainings.jobs)
  const all = [...words, ...trainings.words, ...deployments]
  const parts = [
    ...(all.length > 0 ? [`found by the sweep: ${shorten(all)}`] : [`nothing of ${forge.name} was missed`]),
    ...(failed.length > 0 ? [`not swept: ${shorten(failed)}`] : []),
  ]
  return { state: all.length > 0 || failed.length > 0 ? 'done' : 'ignored', summary: parts.join('; ') }
}
