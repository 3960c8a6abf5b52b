import type { Forge, Note } from '../forge.ts'
import { type Fields, readFields } from '../read-fields.ts'
import { ForgeAnswerError } from '../requester/forge-errors.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'
import { readUser } from './users.ts'

function readNoteFields(fields: Fields): Note {
  return {
    id: fields.id('id'),
    body: fields.text('body'),
    author: readUser(fields.optionalFields('author')),
    isSystem: fields.flag('system'),
  }
}

export function createNoteMethods(
  api: GitlabApi,
): Pick<Forge, 'listNotes' | 'readNote' | 'createNote' | 'editNote' | 'acknowledgeNote'> {
  const { MergeRequestNotes, MergeRequestNoteAwardEmojis } = api.rest
  const origin = api.origin('the notes of the merge request')
  return {
    listNotes: async function* (project, number) {
      const pages = listPages(origin, (page) =>
        MergeRequestNotes.all(project, number, { sort: 'asc', orderBy: 'created_at', ...page }),
      )
      for await (const fields of pages) yield readNoteFields(fields)
    },
    readNote: async (project, number, noteId) => {
      if (!/^\d+$/.test(noteId)) return undefined
      const fields = await findFields(MergeRequestNotes.show(project, number, Number(noteId)), origin)
      return fields && readNoteFields(fields)
    },
    createNote: async (project, number, body) =>
      readNoteFields(readFields(await MergeRequestNotes.create(project, number, body), origin)),
    editNote: async (project, number, noteId, body) => {
      await MergeRequestNotes.edit(project, number, Number(noteId), { body })
    },
    acknowledgeNote: async (project, number, noteId, emoji) => {
      const [self, note] = [await api.readSelf(), Number(noteId)]
      const given = listPages(api.origin('the emojis of the note'), (page) =>
        MergeRequestNoteAwardEmojis.all(project, number, note, page),
      )
      for await (const fields of given) {
        if (fields.text('name') === emoji && readUser(fields.optionalFields('user')).id === self.id) return
      }
      await MergeRequestNoteAwardEmojis.award(project, number, note, emoji).catch((error: unknown) => {
        // Somebody was quicker: another replica of the bot.
        if (error instanceof ForgeAnswerError && error.says(/already been taken/)) return
        throw error
      })
    },
  }
}
