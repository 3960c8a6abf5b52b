import { CodedError, CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'
import { code } from '../../core/release/render-markdown.ts'
import { keepAnswerPart, markCommand } from '../commands/keep-answer.ts'
import { environmentPrefix } from '../events/route-event.ts'
import type { Deployment, DeploymentState, StatusState } from '../forge/forge.ts'
import { JobStop } from '../queue/job-stop.ts'
import { type AppliedTarget, applyTarget } from '../release/apply-target.ts'
import { type DeployOrder, readDeployOrder } from '../release/deploy-order.ts'
import { beginDeployment, endDeployment, findDeployment, keepForgeDeployment } from '../release/deployment-record.ts'
import { requireReleaseImage } from '../release/find-image.ts'
import { bindTarget, describeTarget, type ReleaseTarget } from '../release/open-target.ts'
import {
  type DeploymentStory,
  judgeDeployment,
  renderDeployment,
  summarizeDeployment,
} from '../release/render-deployment.ts'
import { followTrainings } from '../training/followed-process.ts'
import type { Job, NewJob, Reaction, ReactionContext, ReactionResult } from './reaction.ts'

/** A deployment that the database and the forge know of. */
interface OpenDeployment {
  record: string
  onForge: Deployment | null
}

function refuse(order: DeployOrder, reason: string, advice: string): CodedError {
  return new CodedError('deployment-refused', { instance: order.instance, what: order.ref, reason, advice })
}

/** The commit of the protected branch whose manifest holds for a merge request's commit. */
async function readManifestSha(order: DeployOrder, { forge }: ReactionContext): Promise<string | null> {
  const { manifestBranch, project } = order
  if (manifestBranch === null) return null
  const branch = await forge.readBranch(project, manifestBranch)
  if (branch?.isProtected) return branch.sha
  throw refuse(order, `${manifestBranch} is no protected branch`, 'Protect the branch whose manifest decides.')
}

/** Looks again whether the commit may be applied: things move while a job waits. Throws `deployment-refused`. */
async function openOrder(order: DeployOrder, context: ReactionContext): Promise<ReleaseTarget> {
  const { forge, config } = context
  const { ref, isTag, sha, instance, trainings } = order
  const project = await forge.readProject(order.project)
  if (!project) throw new CodedError('forge-not-found', { peer: forge.name, what: `the project ${order.project}` })
  if (!config.instances.some(({ slug }) => slug === instance))
    throw refuse(order, 'the bot knows no such instance', 'Name an instance of the configuration of the bot.')
  const found = isTag ? await forge.readTag(project.id, ref) : await forge.readBranch(project.id, ref)
  if (found?.sha !== sha)
    throw refuse(
      order,
      `${ref} does not lead to commit ${sha.slice(0, 12)} any more`,
      'Nothing, if that is meant: the newer commit is released by itself.',
    )
  if (!found.isProtected && order.manifestBranch === null)
    throw refuse(
      order,
      `${ref} is not protected`,
      'Protect tags and branches of releases in the settings of the project.',
    )
  const manifestSha = await readManifestSha(order, context)
  return { project, ref, isTag, sha, instance, manifestSha, trainings }
}

async function setStatus(
  target: ReleaseTarget,
  state: StatusState,
  description: string,
  { forge }: ReactionContext,
): Promise<void> {
  const { project, sha, ref, instance } = target
  await forge.setStatus(project.id, {
    ...{ sha, ref, state, description },
    name: `arkindex-ci/deploy/${instance}`,
    targetUrl: null,
  })
}

/** Opens what people look at while it runs. What is opened is noted at once, so that it can be closed wherever this ends. */
async function begin(open: OpenDeployment, target: ReleaseTarget, context: ReactionContext): Promise<void> {
  const { db, forge, config } = context
  const { project, ref, isTag, sha, instance } = target
  open.onForge = await forge.startDeployment(project.id, {
    environment: `${environmentPrefix}${instance}`,
    ...{ sha, ref, isTag },
    url: config.instances.find(({ slug }) => slug === instance)?.url ?? null,
  })
  await keepForgeDeployment(db, open.record, open.onForge.id)
  await setStatus(target, 'running', `${describeTarget(target)} is being released to ${instance}`, context)
}

const endStates: Readonly<Record<ReturnType<typeof judgeDeployment>, Exclude<DeploymentState, 'running'>>> = {
  done: 'success',
  unchanged: 'success',
  incomplete: 'failed',
  refused: 'failed',
  interrupted: 'canceled',
}

/**
 * Ends the deployment everywhere, so that nothing is left running, and tells it where people look. The database comes last: an attempt that
 * ends in between is done again, and what it says is said then.
 */
async function close(
  story: DeploymentStory,
  open: OpenDeployment,
  order: DeployOrder,
  image: string | null,
  context: ReactionContext,
): Promise<void> {
  const { db, forge, now } = context
  const { target, applied, stopped } = story
  const state = endStates[judgeDeployment(story)]
  const report = applied === null ? null : JSON.stringify(applied.report)
  const note = () => endDeployment(db, open.record, { state, report, image, now: now() })
  try {
    if (open.onForge) await forge.endDeployment(target.project.id, open.onForge, state)
    await setStatus(target, state, summarizeDeployment(story), context)
    // What is taken up again by itself is not told as an end.
    if (stopped === null || isCancelled(context.signal)) await tell(story, order, context)
  } catch (error) {
    if (state !== 'success') await note()
    throw error
  }
  await note()
}

/** A place where the bot may not write costs that place alone (requirements R30). */
async function tryTell(what: string, write: () => Promise<unknown>, { logger }: ReactionContext): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof CodedError) || error.exit === 3) throw error
    logger.warn({ code: error.code }, `The deployment is not told at the ${what}: ${error.message}`)
  }
}

/** Tells it at the release, at the commit, and in the note that asked for it. */
async function tell(story: DeploymentStory, order: DeployOrder, context: ReactionContext): Promise<void> {
  const { forge } = context
  const { project, sha, ref, isTag, instance } = story.target
  const text = renderDeployment(story)
  if (order.trainings.length === 0) {
    const name = `arkindex-ci deploy ${instance}`
    if (isTag) await tryTell('release', () => forge.keepReleaseSection(project.id, ref, name, text), context)
    const marker = `<!-- ${name} ${isTag ? 'tag' : 'branch'} -->`
    await tryTell('commit', () => forge.keepCommitComment(project.id, sha, marker, text), context)
  }
  await tryTell('command', () => answer(story, order, text, context), context)
}

async function answer(
  story: DeploymentStory,
  { request, project }: DeployOrder,
  text: string,
  context: ReactionContext,
): Promise<void> {
  if (request === null) return
  const place = { project, number: request.number, noteId: request.noteId }
  await keepAnswerPart(place, `arkindex-ci ${story.target.instance}`, text, context)
  await markCommand(place, endStates[judgeDeployment(story)] === 'success' ? 'white_check_mark' : 'x', context)
}

/** What an interruption is called; undefined where the lease is another's, who does the work and tells of it. */
function explainStop(signal: AbortSignal): string | undefined {
  const { reason } = signal
  if (!(reason instanceof JobStop)) return 'It was interrupted.'
  return reason.why === 'lease-lost' ? undefined : reason.message
}

function isCancelled({ reason }: AbortSignal): boolean {
  return reason instanceof JobStop && reason.why === 'cancelled'
}

/** Who asked is answered where nothing could begin. */
async function answerRefusal(
  order: DeployOrder,
  errors: readonly CodedError[],
  context: ReactionContext,
): Promise<void> {
  if (order.request === null) return
  const { project, request, instance } = order
  const place = { project, number: request.number, noteId: request.noteId }
  const text = errors.map(({ message, remedy }) => `${message} ${remedy}`).join('\n')
  await keepAnswerPart(place, `arkindex-ci ${instance}`, renderPlain(text), context)
  await markCommand(place, 'x', context)
}

function renderPlain(text: string): string {
  return text
    .split('\n')
    .map((line) => `- ${code(line)}`)
    .join('\n')
}

/** The error that makes the job a dead letter, or has it tried again where the instance went away. */
function makeFailure({ report, exit }: AppliedTarget, target: ReleaseTarget): CodedError | undefined {
  if (exit === 0) return undefined
  const [what, instance] = [describeTarget(target), target.instance]
  const unread = report.instances.find(({ error }) => error)?.error
  const failed = report.steps.filter(({ outcome }) => outcome === 'failed')
  const first = unread ?? failed.find(({ error }) => error)?.error
  if (exit === 3) return new CodedError('deployment-unreachable', { instance, what, reason: first?.message ?? '' })
  const held = report.steps.find(({ outcome, reason }) => outcome === 'skipped' && reason !== undefined)?.reason
  const reason = first?.message.replace(/\.$/, '') ?? held ?? 'the commit has findings'
  return new CodedError('deployment-failed', { instance, what, reason })
}

async function foretell(target: ReleaseTarget, order: DeployOrder, context: ReactionContext): Promise<ReactionResult> {
  const image = await requireReleaseImage(context.forge, target.project.id, readImageKey(target))
  const applied = await applyTarget(target, image, context)
  const base = { target, requestedBy: order.request?.username ?? null, isFound: order.isFound }
  const story = { ...base, applied, errors: [], stopped: null }
  const text = renderDeployment(story)
  context.logger.info({ text }, 'Dry run: this would be done and told')
  await answer(story, order, text, context)
  return { state: 'done', summary: `dry run: ${summarizeDeployment(story)}` }
}

function readImageKey({ ref, isTag, sha }: ReleaseTarget): { tag: string | null; sha: string } {
  return { tag: isTag ? ref : null, sha }
}

async function deploy(target: ReleaseTarget, order: DeployOrder, context: ReactionContext): Promise<ReactionResult> {
  const { db, forge, signal, now } = context
  const { project, instance, ref, isTag, sha } = target
  const base = { target, requestedBy: order.request?.username ?? null, isFound: order.isFound }
  const key = { forge: forge.name, project: project.id, instance, ref, isTag, sha }
  const open: OpenDeployment = { record: await beginDeployment(db, key, now()), onForge: null }
  let image: string | null = null
  let applied: AppliedTarget
  try {
    await begin(open, target, context)
    image = await requireReleaseImage(forge, project.id, readImageKey(target))
    applied = await applyTarget(target, image, context)
  } catch (error) {
    const stopped = signal.aborted ? explainStop(signal) : null
    if (stopped === undefined) throw error
    const story = { ...base, applied: null, errors: stopped === null ? listCodedErrors(error) : [], stopped }
    await close(story, open, order, image, context)
    throw error
  }
  const failure = makeFailure(applied, target)
  const story: DeploymentStory = { ...base, applied, errors: [], stopped: null }
  await close(story, open, order, image, context)
  const jobs = await follow(applied, target, order, context)
  if (!failure) return { state: 'done', summary: summarizeDeployment(story), jobs }
  // What was started is followed all the same.
  await context.enqueue(jobs)
  throw failure
}

async function follow(
  { report }: AppliedTarget,
  { project, ref, isTag, sha }: ReleaseTarget,
  { request }: DeployOrder,
  { db, forge, now }: ReactionContext,
): Promise<NewJob[]> {
  const command = request === null ? null : { number: request.number, noteId: request.noteId }
  const place = { tag: isTag ? ref : null, sha, command }
  return followTrainings(db, report, { forge: forge.name, project: project.id, place, now: now() })
}

/** Whether it is there already, with nobody asking for it again. */
async function isDone(order: DeployOrder, { db, forge }: ReactionContext): Promise<boolean> {
  if (order.request !== null) return false
  return (await findDeployment(db, { forge: forge.name, ...order }))?.state === 'success'
}

/**
 * Applies a commit to an instance: a protected tag or branch by itself, a merge request's commit where somebody with the right asked for
 * it. Run again after anything it ends as if it had run once; nothing is left running where it ends early.
 */
export const reactToDeploy: Reaction = async (job: Job, context) => {
  const order = readDeployOrder(job)
  if (await isDone(order, context))
    return { state: 'ignored', summary: `${order.ref} is released to ${order.instance} already` }
  let target: ReleaseTarget
  try {
    target = await openOrder(order, context)
    bindTarget(target, null)
  } catch (error) {
    const errors = listCodedErrors(error)
    if (errors.every(({ exit }) => exit !== 3) && (error instanceof CodedError || error instanceof CodedErrors))
      await answerRefusal(order, errors, context)
    throw error
  }
  return context.isDryRun ? foretell(target, order, context) : deploy(target, order, context)
}
