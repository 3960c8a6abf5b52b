import type { CodedError } from '../../core/errors/coded-error.ts'
import type { Outcome } from '../../core/release/outcome.ts'
import { code, renderReleaseNotes } from '../../core/release/render-markdown.ts'
import type { AppliedTarget } from './apply-target.ts'
import { describeTarget, type ReleaseTarget } from './open-target.ts'

/** How the release of a target ended, as people are told. */
export interface DeploymentStory {
  target: ReleaseTarget
  /** Null where nothing was applied. */
  applied: AppliedTarget | null
  /** What stood in the way as a whole. */
  errors: readonly CodedError[]
  /** Set where it was ended early: why. */
  stopped: string | null
  /** Who asked for it, by a command; null where the tag did. */
  requestedBy: string | null
  /** Whether a sweep found it, as no hook told of it. */
  isFound: boolean
}

export type DeploymentWord = 'done' | 'unchanged' | 'incomplete' | 'refused' | 'interrupted'

export function judgeDeployment({ applied, errors, stopped }: DeploymentStory): DeploymentWord {
  if (stopped !== null) return 'interrupted'
  if (errors.length > 0 || applied === null) return applied === null ? 'refused' : 'incomplete'
  if (applied.exit !== 0) return 'incomplete'
  // What the plan leaves out, such as a training of a branch, is no change either.
  const isStill = applied.report.steps.every(({ outcome }) => outcome === 'unchanged' || outcome === 'skipped')
  return isStill ? 'unchanged' : 'done'
}

type Sentences = Readonly<Record<DeploymentWord, string>>

const ofReleases: Sentences = {
  done: 'is released',
  unchanged: 'is released already: nothing was to do',
  incomplete: 'is not released completely',
  refused: 'is not released',
  interrupted: 'is not released: the work was interrupted',
}

const ofTrainings: Sentences = {
  done: 'is started',
  unchanged: 'was started already',
  incomplete: 'is not started',
  refused: 'is not started',
  interrupted: 'is not started: the work was interrupted',
}

function describeSubject(target: ReleaseTarget): string {
  const { trainings } = target
  const release = describeTarget(target)
  return trainings.length > 0 ? `training ${trainings.join(', ')} of ${release}` : release
}

function describeWord(story: DeploymentStory): string {
  return (story.target.trainings.length > 0 ? ofTrainings : ofReleases)[judgeDeployment(story)]
}

/** One line without markup, for a commit status. */
export function summarizeDeployment(story: DeploymentStory): string {
  const { target, applied, errors } = story
  const counts = new Map<string, number>()
  for (const { outcome } of applied?.report.steps ?? []) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const details = errors[0]?.message ?? [...counts].map(([name, count]) => `${count} ${name}`).join(', ')
  const text = `${describeSubject(target)} ${describeWord(story)}${details === '' ? '' : ` (${details})`}`
  return text.length > 140 ? `${text.slice(0, 139)}…` : text
}

function renderError({ message, remedy, code: name }: { message: string; remedy: string; code: string }): string {
  return `${code(message)} (${code(name)})<br>${code(remedy)}`
}

function renderStep({ kind, target, reason, error }: Outcome): string[] {
  const subject = `${kind.replace('-', ' ')} ${code(target)}`
  if (error) return [`- ${subject}: ${renderError(error)}`]
  return reason === undefined ? [] : [`- ${subject} is left out: ${code(reason)}`]
}

/** So many lines of what stands in the way are shown. */
const mostTroubles = 20

function shorten(lines: readonly string[]): string[] {
  const rest = lines.length - mostTroubles
  return rest > 0 ? [...lines.slice(0, mostTroubles), `- … and ${rest} more`] : [...lines]
}

function isHeldUp({ outcome }: Outcome): boolean {
  return outcome === 'failed' || outcome === 'skipped'
}

/** The whole story as Markdown: the same for the release, the commit and the note in which somebody asked for it. */
export function renderDeployment(story: DeploymentStory): string {
  const { target, applied, errors, stopped, requestedBy, isFound } = story
  const steps = applied?.report.steps ?? []
  const troubles = [
    ...(stopped === null ? [] : [`- ${code(stopped)}`]),
    ...errors.map((error) => `- ${renderError(error)}`),
    ...(applied === null || applied.exit === 0 ? [] : steps.filter(isHeldUp).flatMap(renderStep)),
  ]
  return [
    `**${code(describeSubject(target))} ${describeWord(story)}** on ${code(target.instance)}`,
    '',
    ...(isFound ? ['Found by the sweep: no webhook told of it.', ''] : []),
    ...(requestedBy === null ? [] : [`Asked for by ${code(requestedBy)}.`, '']),
    ...(applied === null || applied.approvedBy === null ? [] : [`Approved by ${code(applied.approvedBy)}.`, '']),
    ...(troubles.length === 0 ? [] : [...shorten(troubles), '']),
    ...(applied === null ? [] : [renderReleaseNotes([applied.report], { image: null })]),
  ].join('\n')
}
