import type { MergeRequest, Note } from '../forge/forge.ts'
import type { NewJob, ReactionContext } from '../reactions/reaction.ts'

/** A command that somebody with the right gave. */
export interface GivenCommand {
  project: string
  request: MergeRequest
  /** The note that it stands in. */
  note: Note
}

/** What comes of a command: an answer that is final, or the first words of one that jobs complete. */
export type CommandEnd =
  | { kind: 'answered'; isDone: boolean; text: string }
  | { kind: 'begun'; text: string; jobs: readonly NewJob[] }

export type CommandContext = ReactionContext

export function answer(text: string): CommandEnd {
  return { kind: 'answered', isDone: true, text }
}

/** Something that cannot be done, in words. */
export function decline(text: string): CommandEnd {
  return { kind: 'answered', isDone: false, text }
}
