import type { Forge, Note } from './forge.ts'

/** Longer merge requests are not looked through to their end. No more than every adapter lists: GitHub's ends after so many. */
const mostNotes = 5000

/**
 * The bot's own note whose text is the one that is looked for; undefined where there is none, and `unknown` where there are too many
 * notes to tell. Then nothing may be written that could be there already.
 */
export async function findOwnNote(
  forge: Pick<Forge, 'readSelf' | 'listNotes'>,
  { project, number }: { project: string; number: number },
  isWanted: (body: string) => boolean,
): Promise<Note | 'unknown' | undefined> {
  const self = await forge.readSelf()
  let seen = 0
  for await (const note of forge.listNotes(project, number)) {
    if (!note.isSystem && note.author.id === self.id && isWanted(note.body)) return note
    seen += 1
    if (seen >= mostNotes) return 'unknown'
  }
  return undefined
}
