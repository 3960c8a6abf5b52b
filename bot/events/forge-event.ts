interface EventBase {
  /** Id of the project, as `ForgeProject` has it. */
  project: string
}

/** What a delivery tells, in the bot's words: whose payload it was does not matter any more. Nothing in it grants a right. */
export type ForgeEvent =
  | (EventBase & {
      kind: 'merge-request'
      number: number
      /**
       * `changed`: opened, reopened, new commits, another target, no draft any more. `ended`: merged or closed. `approved`, `unapproved`: someone
       * said so. Other updates, such as a label, are no event.
       */
      change: 'changed' | 'ended' | 'approved' | 'unapproved'
      /** As the payload says; what is true is read from the forge. */
      headSha: string
      userId: string | null
    })
  | (EventBase & { kind: 'note'; number: number; noteId: string; authorId: string; firstLine: string })
  | (EventBase & { kind: 'tag'; tag: string; sha: string })
  | (EventBase & { kind: 'pipeline'; ref: string; isTag: boolean; sha: string; status: string })
  | (EventBase & { kind: 'release'; tag: string })
  | (EventBase & { kind: 'deployment'; environment: string; sha: string; ref: string; status: string })

/** What was read of a payload: an event, or why it is of no interest. Never throws: a payload can be anything. */
export type EventReading = { event: ForgeEvent } | { ignored: string }
