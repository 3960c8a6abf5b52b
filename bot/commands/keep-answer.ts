import type { Note } from '../forge/forge.ts'
import { replaceSection } from '../forge/replace-section.ts'
import type { ReactionContext } from '../reactions/reaction.ts'

/** Where a command stands. */
export interface CommandPlace {
  project: string
  number: number
  noteId: string
}

/** Longer merge requests are not looked through to their end. */
const mostNotes = 5000

/** The comment that an answer begins with; browsers do not show it. */
function writeMarker(noteId: string): string {
  return `<!-- arkindex-ci command ${noteId.replace(/[^A-Za-z0-9_-]/g, '')} -->`
}

/** The answer to a command, found by its marker and by the bot's own author id: a note of somebody else is never taken for one. */
export async function findAnswer(
  { project, number, noteId }: CommandPlace,
  { forge }: Pick<ReactionContext, 'forge'>,
): Promise<Note | undefined> {
  const self = await forge.readSelf()
  const start = `${writeMarker(noteId)}\n`
  let seen = 0
  for await (const note of forge.listNotes(project, number)) {
    if (!note.isSystem && note.author.id === self.id && note.body.startsWith(start)) return note
    seen += 1
    if (seen >= mostNotes) return undefined
  }
  return undefined
}

/** The text of an answer, as `keepAnswer` writes it. */
export function writeAnswer(noteId: string, text: string): string {
  return `${writeMarker(noteId)}\n${text.trim()}`
}

/** Writes the one answer to a command, or edits it where its text is another. */
export async function keepAnswer(
  place: CommandPlace,
  text: string,
  context: Pick<ReactionContext, 'forge' | 'isDryRun' | 'logger'>,
): Promise<void> {
  const { forge, isDryRun, logger } = context
  const { project, number, noteId } = place
  const body = writeAnswer(noteId, text)
  if (isDryRun) {
    logger.info({ project, number, answer: text }, 'Dry run: the command would be answered')
    return
  }
  const answer = await findAnswer(place, context)
  if (answer === undefined) await forge.createNote(project, number, body)
  else if (answer.body.trim() !== body) await forge.editNote(project, number, answer.id, body)
}

/** Writes a part of the answer to a command, such as what came of it on one instance; the rest of the answer stays. */
export async function keepAnswerPart(
  place: CommandPlace,
  name: string,
  text: string,
  context: Pick<ReactionContext, 'forge' | 'isDryRun' | 'logger'>,
): Promise<void> {
  const { forge, isDryRun, logger } = context
  const { project, number, noteId } = place
  if (isDryRun) {
    logger.info({ project, number, answer: text }, 'Dry run: the answer would have this part')
    return
  }
  const answer = await findAnswer(place, context)
  const body = replaceSection(answer?.body ?? writeAnswer(noteId, ''), name, text)
  if (answer === undefined) await forge.createNote(project, number, body)
  else if (answer.body.trim() !== body.trim()) await forge.editNote(project, number, answer.id, body)
}

/** Shows by an emoji at the command itself how it went. */
export async function markCommand(
  { project, number, noteId }: CommandPlace,
  emoji: 'eyes' | 'white_check_mark' | 'x',
  { forge, isDryRun }: Pick<ReactionContext, 'forge' | 'isDryRun'>,
): Promise<void> {
  if (!isDryRun) await forge.acknowledgeNote(project, number, noteId, emoji)
}
