/** Kinds of step, in the order in which they are applied. */
export const stepKinds = [
  'worker',
  'worker-version',
  'reference',
  'model',
  'model-version',
  'compatibility',
  'training',
] as const
export type StepKind = (typeof stepKinds)[number]

/** What became of a step. The words of the demo's and the command's JSON. */
export type OutcomeWord = 'created' | 'updated' | 'unchanged' | 'removed' | 'skipped' | 'failed'
