import { findOwnNote } from '../forge/find-own-note.ts'
import type { Note } from '../forge/forge.ts'
import { replaceSection } from '../forge/replace-section.ts'
import { act } from '../merge-request/act.ts'
import type { ReactionContext } from '../reactions/reaction.ts'

/** Where a command stands. */
export interface CommandPlace {
  project: string
  number: number
  noteId: string
}

type Context = Pick<ReactionContext, 'forge' | 'isDryRun' | 'logger' | 'signal'>

/** The comment that an answer begins with; browsers do not show it. */
function writeMarker(noteId: string): string {
  return `<!-- arkindex-ci command ${noteId.replace(/[^A-Za-z0-9_-]/g, '')} -->`
}

/**
 * The answer to a command, found by its marker and by the bot's own author id: a note of somebody else is never taken for one.
 * `unknown` where there are too many notes to tell.
 */
export async function findAnswer(
  { project, number, noteId }: CommandPlace,
  { forge }: Pick<ReactionContext, 'forge'>,
): Promise<Note | 'unknown' | undefined> {
  const marker = writeMarker(noteId)
  return findOwnNote(forge, { project, number }, (body) => body.startsWith(marker))
}

/** Whether an answer is still this text and nothing more. */
export function isAnswer(answer: Note, { noteId }: CommandPlace, text: string): boolean {
  return answer.body.trim() === `${writeMarker(noteId)}\n${text.trim()}`
}

async function save(
  place: CommandPlace,
  answer: Note | 'unknown' | undefined,
  body: string,
  context: Context,
): Promise<void> {
  const { forge, logger } = context
  const { project, number, noteId } = place
  if (answer === 'unknown') {
    // One that cannot be found would be written again.
    logger.warn(
      `Merge request ${number} has too many notes to find the bot's among them: note ${noteId} is not answered`,
    )
    return
  }
  if (answer?.body.trim() === body.trim()) return
  await act(context, `Answers the command in note ${noteId} of merge request ${number}`, { body }, async () => {
    if (answer === undefined) await forge.createNote(project, number, body)
    else await forge.editNote(project, number, answer.id, body)
  })
}

/** Writes the one answer to a command, or edits it where its text is another. */
export async function keepAnswer(place: CommandPlace, text: string, context: Context): Promise<void> {
  await save(place, await findAnswer(place, context), `${writeMarker(place.noteId)}\n${text.trim()}`, context)
}

function readBody(answer: Note | 'unknown' | undefined): string | undefined {
  return answer === 'unknown' ? undefined : answer?.body
}

/** Writes a part of the answer to a command, such as what came of it on one instance; the rest of the answer stays. */
export async function keepAnswerPart(place: CommandPlace, name: string, text: string, context: Context): Promise<void> {
  const answer = await findAnswer(place, context)
  await save(place, answer, replaceSection(readBody(answer) ?? writeMarker(place.noteId), name, text), context)
}

/** Shows by an emoji at the command itself how it went. */
export async function markCommand(
  { project, number, noteId }: CommandPlace,
  emoji: 'eyes' | 'white_check_mark' | 'x',
  context: Context,
): Promise<void> {
  await act(context, `Puts the emoji ${emoji} on note ${noteId} of merge request ${number}`, {}, () =>
    context.forge.acknowledgeNote(project, number, noteId, emoji),
  )
}
