import { createHash } from 'node:crypto'
import type { Outcome } from './outcome.ts'
import type { Plan } from './plan.ts'
import { countSteps, renderPlan } from './render-plan.ts'
import { tidy } from './render-text.ts'
import type { Report } from './report.ts'

/** Characters of a plan that a note shows; GitLab takes a million, but nobody reads them. */
const longestPlan = 40_000

/** A text without markup. GitLab still finds mentions and references in it, after this, unless it stands in code. */
function escapeMarkdown(text: string): string {
  return tidy(text).replace(/[\\`*_{}[\]()<>#+\-.!|~@&$:/^=]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A text in a fence that it cannot close. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}text\n${text.replace(/\n$/, '')}\n${mark}`
}

/** A text of a file or an instance in a line, which says nothing but itself: no markup, no mention, no reference. */
export function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`
}

/** A link, where the address is one of the web. */
function link(text: string, url: string | undefined): string {
  const isWeb = url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  return isWeb ? `[${code(text)}](<${new URL(url).href.replace(/[<>]/g, encodeURIComponent)}>)` : code(text)
}

/** A long text without its middle, cut between lines. */
function cutMiddle(text: string, longest: number, note: string): string {
  if (text.length <= longest) return text
  const head = text.slice(0, text.lastIndexOf('\n', longest / 2) + 1 || longest / 2)
  const tail = text.slice(text.indexOf('\n', text.length - longest / 2) + 1 || text.length - longest / 2)
  return `${head}\n… ${note} …\n\n${tail}`
}

/**
 * A plan as a note of a merge request: the numbers of each instance, and the whole text folded up, cut in its middle where it
 * is very long. `digest` changes where the plan does, and not with the address of the job.
 */
export function renderPlanNote(plan: Plan, jobUrl: string | undefined): { body: string; digest: string } {
  const text = renderPlan(plan, { hasColor: false })
  const rows = plan.instances.map(({ slug, skipped, error }) => {
    const isOwn = (subject: { instance: string }) => subject.instance === slug
    const { create, update, remove, failed } = countSteps({
      ...plan,
      steps: plan.steps.filter(isOwn),
      failed: plan.failed.filter(isOwn),
    })
    const state = error ? 'could not be read' : skipped !== undefined ? 'does not take it' : ''
    return `| ${code(slug)} | ${create} | ${update} | ${remove} | ${failed} | ${state} |`
  })
  const isCut = text.length > longestPlan
  const shown = cutMiddle(text, longestPlan, 'the middle is left out here; the whole plan is in the log of the job')
  const body = [
    '### What a release would change',
    '',
    '| Instance | create | update | remove | cannot be done | |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
    '',
    ...(isCut && jobUrl !== undefined ? [`The whole plan: ${link('the job', jobUrl)}.`, ''] : []),
    '<details><summary>The plan</summary>',
    '',
    fence(shown),
    '',
    '</details>',
    '',
  ].join('\n')
  return { body, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` }
}

const words: Readonly<Record<Outcome['kind'], string>> = {
  worker: 'Worker',
  'worker-version': 'Version of the worker',
  reference: 'Reference of the worker',
  model: 'Model',
  'model-version': 'Version of the model',
  compatibility: 'Compatibility',
  training: 'Training',
}

/** What a step left behind, in one cell. */
function renderObject({ id, url, state }: Outcome): string {
  const name = id === undefined ? '' : link(id, url)
  return state === undefined ? name : `${name} ${code(state)}`.trim()
}

/** The text of a GitLab release: the image, and what became of each step on each instance. */
export function renderReleaseNotes(reports: readonly Report[], release: { image: string | null }): string {
  const bound = reports.find((report) => report.bound !== null)?.bound
  const image = release.image ?? reports.find((report) => report.image !== null)?.image?.reference ?? null
  const steps = reports.flatMap((report) => report.steps)
  const slugs = [...new Set(steps.map(({ instance }) => instance))].sort()
  const lines = [
    ...(image === null ? [] : [`Image ${code(image)}`, '']),
    ...(bound ? [`Commit ${link(bound.sha.slice(0, 12), bound.revision)}`, ''] : []),
  ]
  for (const slug of slugs) {
    lines.push(`### ${code(slug)}`, '', '| | | | |', '| --- | --- | --- | --- |')
    for (const step of steps.filter(({ instance }) => instance === slug)) {
      lines.push(`| ${words[step.kind]} | ${code(step.target)} | ${step.outcome} | ${renderObject(step)} |`)
    }
    lines.push('')
  }
  if (slugs.length === 0) lines.push('Nothing was released to an instance.', '')
  return lines.join('\n')
}
