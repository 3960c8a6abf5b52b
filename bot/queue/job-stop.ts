const sentences = {
  cancelled: 'The job was cancelled, or a newer one took its place.',
  'lease-lost': 'The lease of the job was lost: another worker has it now.',
  stopping: 'The bot stops.',
  'timed-out': 'The job took longer than it may.',
} as const

export type StopCause = keyof typeof sentences

/** Why a job's signal was aborted: the reason of the signal. */
export class JobStop extends Error {
  override readonly name = 'JobStop'
  // Not `cause`, which every error has for what led to it.
  readonly why: StopCause

  constructor(why: StopCause) {
    super(sentences[why])
    this.why = why
  }
}
