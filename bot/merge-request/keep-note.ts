import { isNoteNamed, writeNoteMarker } from '../../core/gitlab/merge-request-note.ts'
import { maskSecrets } from '../../core/log/secrets.ts'
import type { Note } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import { act } from './act.ts'

/** The bot's own note of a merge request, besides its answers and those that jobs of CI keep. */
const noteName = 'merge-request'

/** Longer merge requests are not looked through to their end. */
const mostNotes = 5000

/** The bot's note: it begins with its marker, and the bot wrote it. Notes of others are never taken for it, whatever stands in them. */
export async function findNote(
  place: { project: string; number: number },
  { forge }: Pick<ReactionContext, 'forge'>,
): Promise<Note | undefined> {
  const self = await forge.readSelf()
  let seen = 0
  for await (const note of forge.listNotes(place.project, place.number)) {
    if (!note.isSystem && note.author.id === self.id && isNoteNamed(note.body, noteName)) return note
    seen += 1
    if (seen >= mostNotes) return undefined
  }
  return undefined
}

/**
 * Keeps the one note of a merge request: makes it, edits it where its digest is another, and leaves it alone else. It looks
 * first, so that a crash after the note was made makes no second one.
 */
export async function keepNote(
  place: { project: string; number: number },
  text: { body: string; digest: string },
  context: Pick<ReactionContext, 'forge' | 'isDryRun' | 'logger' | 'signal'>,
): Promise<'created' | 'updated' | 'unchanged'> {
  const { forge } = context
  const { project, number } = place
  const marker = writeNoteMarker({ name: noteName, digest: text.digest })
  const body = maskSecrets(`${marker}\n${text.body}`)
  const note = await findNote(place, context)
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
