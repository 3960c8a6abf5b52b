import { isNoteNamed, writeNoteMarker } from '../../core/gitlab/merge-request-note.ts'
import { maskSecrets } from '../../core/log/secrets.ts'
import { findOwnNote } from '../forge/find-own-note.ts'
import type { Note } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import { act } from './act.ts'

/** The bot's own note of a merge request, besides its answers and those that jobs of CI keep. */
const noteName = 'merge-request'

/**
 * The bot's note: it begins with its marker, and the bot wrote it. Notes of others are never taken for it, whatever stands in them.
 * `unknown` where there are too many notes to tell.
 */
async function findNote(
  place: { project: string; number: number },
  { forge }: Pick<ReactionContext, 'forge'>,
): Promise<Note | 'unknown' | undefined> {
  return findOwnNote(forge, place, (body) => isNoteNamed(body, noteName))
}

/**
 * Keeps the one note of a merge request: makes it, edits it where its digest is another, and leaves it alone else. It looks
 * first, so that a crash after the note was made makes no second one.
 */
export async function keepNote(
  place: { project: string; number: number },
  text: { body: string; digest: string },
  context: Pick<ReactionContext, 'forge' | 'isDryRun' | 'logger' | 'signal'>,
): Promise<'created' | 'updated' | 'unchanged' | 'left out'> {
  const { forge, logger } = context
  const { project, number } = place
  const marker = writeNoteMarker({ name: noteName, digest: text.digest })
  const body = maskSecrets(`${marker}\n${text.body}`)
  const note = await findNote(place, context)
  if (note === 'unknown') {
    // One that cannot be found would be written again at each push.
    logger.warn(`Merge request ${number} has too many notes to find the bot's among them: none is written`)
    return 'left out'
  }
  if (!note) {
    await act(context, `Writes the note on merge request ${number}`, { body }, () =>
      forge.createNote(project, number, body),
    )
    return 'created'
  }
  if (note.body.startsWith(marker)) return 'unchanged'
  await act(context, `Edits the note on merge request ${number}`, { body }, () =>
    forge.editNote(project, number, note.id, body),
  )
  return 'updated'
}
