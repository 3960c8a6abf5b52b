import { InstanceError } from '../../core/arkindex/instance.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { finalStates } from '../../core/release/follow-process.ts'
import { type ProcessCourse, readProcessCourse } from '../../core/release/instance-objects.ts'
import { callOn } from '../../core/release/operations.ts'
import { openProgress } from '../../core/release/process-progress.ts'
import { readTrainingResult } from '../../core/release/training-result.ts'
import { keepAnswerPart, markCommand } from '../commands/keep-answer.ts'
import type { FollowedProcessTable } from '../tables.ts'
import { makeFollowJob, readReportPlace } from '../training/followed-process.ts'
import { renderEnded, renderGone, renderWaiting } from '../training/render-followed.ts'
import { requireText } from './job-payload.ts'
import type { Job, Reaction, ReactionContext, ReactionResult } from './reaction.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Milliseconds until the next look at a process that is followed for so long: often at first, rarely in the end. */
export function choosePause(age: number): number {
  if (age < 10 * minute) return 15 * second
  if (age < 2 * hour) return minute
  return age < 24 * hour ? 5 * minute : 15 * minute
}

/** After so long nobody waits for it any more. */
const longestFollowing = 90 * 24 * hour

async function tell(
  row: FollowedProcessTable,
  text: string,
  emoji: 'white_check_mark' | 'x' | null,
  context: ReactionContext,
): Promise<void> {
  const { forge, logger, isDryRun } = context
  const place = readReportPlace(row.report_to)
  if (!place) return
  if (isDryRun) {
    logger.info({ text }, 'Dry run: this would be told')
    return
  }
  const { project } = row
  const name = `arkindex-ci training ${row.process_id.replace(/[^A-Za-z0-9-]/g, '')}`
  if (place.command) {
    const at = { project, ...place.command }
    await keepAnswerPart(at, name, text, context)
    if (emoji !== null) await markCommand(at, emoji, context)
    return
  }
  if (place.tag !== null) await forge.keepReleaseSection(project, place.tag, name, text)
  const marker = `<!-- ${name} -->`
  await forge.keepCommitComment(project, place.sha, marker, text)
}

async function readCourse(row: FollowedProcessTable, context: ReactionContext): Promise<ProcessCourse | undefined> {
  const instance = await context.openInstance(row.instance)
  try {
    const answer = await callOn(instance, 'RetrieveProcess', { process: row.process_id })
    return readProcessCourse(answer, { instance: instance.slug, operation: 'RetrieveProcess' })
  } catch (error) {
    if (error instanceof InstanceError && error.status === 404) return undefined
    throw error
  }
}

async function keepState(
  row: FollowedProcessTable,
  state: string,
  isEnded: boolean,
  { db, now }: ReactionContext,
): Promise<void> {
  await db
    .updateTable('followed_process')
    .set({ state, ended: isEnded ? now() : null })
    .where('id', '=', row.id)
    .execute()
}

function lookAgain(row: FollowedProcessTable, summary: string, { now }: ReactionContext): ReactionResult {
  const runAt = now() + choosePause(now() - row.created)
  return { state: 'done', summary, jobs: [makeFollowJob(row, runAt)] }
}

async function look(row: FollowedProcessTable, context: ReactionContext): Promise<ReactionResult> {
  const instance = await context.openInstance(row.instance)
  const training = {
    training: row.training,
    instance: row.instance,
    process: { id: row.process_id, url: `${instance.url}/process/${row.process_id}` },
  }
  const course = await readCourse(row, context)
  if (!course) {
    await tell(row, renderGone(training), 'x', context)
    await keepState(row, 'deleted', true, context)
    return { state: 'done', summary: 'the process is not there any more' }
  }
  const { state } = course
  if (finalStates.includes(state)) {
    const result = await readTrainingResult(instance, course)
    await tell(row, renderEnded(training, result), state === 'completed' ? 'white_check_mark' : 'x', context)
    await keepState(row, state, true, context)
    return { state: 'done', summary: `the training ended: ${state}` }
  }
  if (context.now() - row.created > longestFollowing) {
    await keepState(row, state, true, context)
    return { state: 'done', summary: 'the training has been followed for too long' }
  }
  const progress = await openProgress(instance, () => context.now())(course)
  await tell(row, renderWaiting(training, progress), null, context)
  await keepState(row, state, false, context)
  return lookAgain(row, `the training is ${state}`, context)
}

/**
 * Looks at a training that the bot started, tells where it was asked for how it goes and how it ended, and looks again later until it has.
 * An instance that is away for a while is no reason to stop.
 */
export const reactToFollow: Reaction = async (job: Job, context) => {
  const row = await context.db
    .selectFrom('followed_process')
    .selectAll()
    .where('id', '=', requireText(job, 'followed'))
    .executeTakeFirst()
  if (!row || row.ended !== null) return { state: 'ignored', summary: 'it is not followed any more' }
  try {
    return await look(row, context)
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof CodedError) || error.exit !== 3) throw error
    context.logger.warn({ err: error }, 'the training cannot be looked at now')
    return lookAgain(row, `tried again: ${error.message}`, context)
  }
}
