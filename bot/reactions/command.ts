import { readJsonObject } from '../../core/database/conventions.ts'
import { CodedError, CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'
import { code } from '../../core/release/render-markdown.ts'
import { answerPlan, answerValidate } from '../commands/answer-checks.ts'
import { renderHelp } from '../commands/answer-help.ts'
import { beginDeploy } from '../commands/begin-deploy.ts'
import { beginTrain } from '../commands/begin-train.ts'
import { isStranger, mayDo, refuseRight } from '../commands/command-rights.ts'
import { answer, type CommandEnd, decline, type GivenCommand } from '../commands/command-run.ts'
import { findAnswer, isAnswer, keepAnswer, markCommand } from '../commands/keep-answer.ts'
import { type CommandReading, parseCommand } from '../commands/parse-command.ts'
import { cancelAll, retryLast } from '../commands/run-again.ts'
import type { AccessLevel, Note } from '../forge/forge.ts'
import { requireNumber, requireProject, requireText } from './job-payload.ts'
import type { NewJob, Reaction, ReactionContext, ReactionResult } from './reaction.ts'

const ignored = (summary: string): ReactionResult => ({ state: 'ignored', summary })

async function run(
  reading: CommandReading,
  given: GivenCommand,
  level: AccessLevel,
  context: ReactionContext,
): Promise<CommandEnd> {
  const { access } = context.config
  const name = 'command' in reading ? reading.command.name : reading.name
  if (name !== null && !mayDo(name, level, access)) return decline(refuseRight(name, level, access))
  if ('problem' in reading) return decline(`${reading.problem}\n\n${renderHelp(level, access)}`)
  const { command } = reading
  switch (command.name) {
    case 'help':
      return answer(renderHelp(level, access))
    case 'validate':
      return answerValidate(given, context)
    case 'plan':
      return answerPlan(given, command.instance, context)
    case 'deploy':
      return beginDeploy(given, command.instance, context)
    case 'train':
      return beginTrain(given, command.training, context)
    case 'retry':
      return retryLast(given, level, context)
    case 'cancel':
      return cancelAll(given, context)
  }
}

/** A refusal of what the command needs is its answer; what may go better the next time is thrown. */
async function tryRun(
  reading: CommandReading,
  given: GivenCommand,
  level: AccessLevel,
  context: ReactionContext,
): Promise<CommandEnd> {
  try {
    return await run(reading, given, level, context)
  } catch (error) {
    context.signal.throwIfAborted()
    const isCoded = error instanceof CodedError || error instanceof CodedErrors
    if (!isCoded || error.exit === 3) throw error
    return decline(
      listCodedErrors(error)
        .map(({ message, remedy }) => `${code(message)}<br>${code(remedy)}`)
        .join('\n\n'),
    )
  }
}

/** Of the jobs of a command, those that it has not made already: the same command may be worked on twice. */
async function leaveMade(jobs: readonly NewJob[], noteId: string, { db, forge }: ReactionContext): Promise<NewJob[]> {
  const left: NewJob[] = []
  for (const job of jobs) {
    const live = await db
      .selectFrom('job')
      .select('payload')
      .where('forge', '=', forge.name)
      .where('subject', '=', job.subject ?? '')
      .where('ended', 'is', null)
      .execute()
    if (!live.some(({ payload }) => readJsonObject(payload).noteId === noteId)) left.push(job)
  }
  return left
}

async function finish(
  given: GivenCommand,
  end: CommandEnd,
  earlier: Note | undefined,
  context: ReactionContext,
): Promise<ReactionResult> {
  const place = { project: given.project, number: given.request.number, noteId: given.note.id }
  if (end.kind === 'begun') {
    if (earlier && !isAnswer(earlier, place, end.text)) return ignored('the command is answered already')
    await keepAnswer(place, end.text, context)
    return { state: 'done', summary: 'the command is begun', jobs: await leaveMade(end.jobs, given.note.id, context) }
  }
  await keepAnswer(place, end.text, context)
  await markCommand(place, end.isDone ? 'white_check_mark' : 'x', context)
  return { state: 'done', summary: end.isDone ? 'the command is answered' : 'the command is declined' }
}

/**
 * Does what the first line of a note asks for. The note is read again from the forge, and who may is asked of it: nothing of the payload
 * counts. Who has no right to anything learns nothing, not even that somebody listens.
 */
export const reactToCommand: Reaction = async (job, context) => {
  const { forge, config } = context
  const project = requireProject(job)
  const place = { project, number: requireNumber(job, 'number'), noteId: requireText(job, 'noteId') }
  const note = await forge.readNote(project, place.number, place.noteId)
  if (!note) return ignored('the note is gone')
  if (note.isSystem || note.author.id === (await forge.readSelf()).id) return ignored('the note is no command')
  const reading = parseCommand(note.body)
  if (!reading) return ignored('the note is no command')
  const level = await forge.readAccessLevel(project, note.author.id)
  if (isStranger(level, config.access)) return ignored(`the role ${level} may nothing here`)
  await markCommand(place, 'eyes', context)
  const earlier = await findAnswer(place, context)
  // Without its answer nobody would know what came of it, and it could be done twice.
  if (earlier === 'unknown') return ignored('the merge request has too many notes to be answered on')
  const canGoOn = 'command' in reading && (reading.command.name === 'deploy' || reading.command.name === 'train')
  if (earlier && !canGoOn) return ignored('the command is answered already')
  const request = await forge.readMergeRequest(project, place.number)
  if (!request) return ignored('the merge request is gone')
  const given = { project, request, note }
  return finish(given, await tryRun(reading, given, level, context), earlier, context)
}
