import { createHash } from 'node:crypto'
import type { ErrorReport } from '../errors/coded-error.ts'
import type { Finding } from '../findings/finding.ts'
import { isBreaking } from './option-changes.ts'
import type { Outcome } from './outcome.ts'
import type { InstancePlan, Plan } from './plan.ts'
import { countSteps, renderBump, renderInstancePlan, renderPlan } from './render-plan.ts'
import { tidy } from './render-text.ts'
import type { Report } from './report.ts'

/** Characters of a plan that a note shows; GitLab takes a million, but nobody reads them. */
const longestPlan = 40_000

/** A text without markup. GitLab still finds mentions and references in it, after this, unless it stands in code. */
function escapeMarkdown(text: string): string {
  return tidy(text).replace(/[\\`*_{}[\]()<>#+\-.!|~@&$%:/^=]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/**
 * A text in a fence that it cannot close. Some versions of GitLab take a line that begins with a slash for a command even in a
 * fence, where that is longer than three marks.
 */
export function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}text\n${text.replace(/\n$/, '').replace(/^\//gm, ' /')}\n${mark}`
}

/** A text of a file or an instance in a line, which says nothing but itself: no markup, no mention, no reference. */
export function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`
}

/** A link, where the address is one of the web. */
export function link(text: string, url: string | undefined): string {
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

const tableHead = [
  '| Instance | create | update | remove | cannot be done | |',
  '| --- | ---: | ---: | ---: | ---: | --- |',
]

/** The part of a plan that is about one instance. */
function pickInstance(plan: Plan, slug: string): Plan {
  const isOwn = (subject: { instance: string }) => subject.instance === slug
  return {
    ...plan,
    steps: plan.steps.filter(isOwn),
    unchanged: plan.unchanged.filter(isOwn),
    skipped: plan.skipped.filter(isOwn),
    failed: plan.failed.filter(isOwn),
    optionChanges: plan.optionChanges.filter(isOwn),
    breaking: plan.breaking.filter(isOwn),
    bumps: plan.bumps.filter(isOwn),
  }
}

function renderRow(plan: Plan, { slug, skipped, error }: InstancePlan): string {
  const { create, update, remove, failed } = countSteps(pickInstance(plan, slug))
  const state = error ? 'could not be read' : skipped !== undefined ? 'does not take it' : ''
  return `| ${code(slug)} | ${create} | ${update} | ${remove} | ${failed} | ${state} |`
}

function digestText(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/**
 * A plan as a note of a merge request: the numbers of each instance, and the whole text folded up, cut in its middle where it
 * is very long. `digest` changes where the plan does, and not with the address of the job.
 */
export function renderPlanNote(plan: Plan, jobUrl: string | undefined): { body: string; digest: string } {
  const text = renderPlan(plan, { hasColor: false })
  const isCut = text.length > longestPlan
  const shown = cutMiddle(text, longestPlan, 'the middle is left out here; the whole plan is in the log of the job')
  const body = [
    '### What a release would change',
    '',
    ...tableHead,
    ...plan.instances.map((instance) => renderRow(plan, instance)),
    '',
    ...(isCut && jobUrl !== undefined ? [`The whole plan: ${link('the job', jobUrl)}.`, ''] : []),
    '<details><summary>The plan</summary>',
    '',
    fence(shown),
    '',
    '</details>',
    '',
  ].join('\n')
  return { body, digest: digestText(text) }
}

/** What was found out about a merge request. */
export interface MergeRequestCheck {
  sha: string
  /** Page of the commit. */
  commitUrl: string
  /** Of all files, in order. */
  findings: readonly Finding[]
  /** Page of a file at a line of the commit. */
  linkFile(file: string, line: number): string
  /** Null where there is none: `problem` or `unplanned` says why. */
  plan: Plan | null
  problem: ErrorReport | null
  /** Why nothing is planned, in words of ours. */
  unplanned: string | null
  /** Instances of the manifest that are not planned here, as nobody told how to reach them. */
  unknownInstances: readonly string[]
}

/** How much of each thing a note lists, from a note with room to one with none. */
const amounts = [
  { findings: 20, instances: 50, changes: 10 },
  { findings: 5, instances: 20, changes: 3 },
  { findings: 0, instances: 0, changes: 0 },
] as const
type Amounts = (typeof amounts)[number]

const longestMessage = 240

function shorten(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage - 1)}…` : text
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

function tellRest(all: number, shown: number): string[] {
  return all > shown ? ['', `… and ${all - shown} more.`] : []
}

/** Findings as a table with links to their places: the first of them. */
export function renderFindings(
  findings: readonly Finding[],
  options: { most: number; linkFile(file: string, line: number): string },
): string {
  const rows = findings.slice(0, options.most).map(({ severity, file, line, message, remedy, code: name }) => {
    const place = link(shorten(`${file}:${line}`), options.linkFile(file, line))
    return `| ${severity} | ${place} | ${code(shorten(message))} | ${code(shorten(remedy))} ${code(name)} |`
  })
  const head = rows.length === 0 ? [] : ['| | Where | What | Remedy |', '| --- | --- | --- | --- |']
  return [...head, ...rows, ...tellRest(findings.length, rows.length)].join('\n')
}

function summarizeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings.'
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const parts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
  return `${parts.filter(Boolean).join(' and ')}.`
}

/** What breaks, and which tag should come next: above the fold, as it is why somebody looks at a plan. */
function renderWarnings(plan: Plan, most: number): string[] {
  const lines = plan.instances.flatMap(({ slug }) => {
    const { optionChanges, breaking, bumps } = pickInstance(plan, slug)
    const workers = [...new Set([...optionChanges.filter(isBreaking), ...bumps].map(({ worker }) => worker))]
    return workers.map((worker) => {
      const isOwn = (entry: { worker: string }) => entry.worker === worker
      const uses = breaking.filter(isOwn)
      const names = uses.slice(0, 3).map((use) => `${use.kind} ${code(shorten(use.name))}`)
      const others = uses.length > names.length ? ` and ${uses.length - names.length} more` : ''
      const parts = [
        ...(optionChanges.some((change) => isOwn(change) && isBreaking(change))
          ? ['options change in ways that break']
          : []),
        ...(uses.length > 0 ? [`${names.join(', ')}${others} would break`] : []),
        ...bumps.filter(isOwn).map((bump) => code(renderBump(bump))),
      ]
      return `- Worker ${code(worker)} on ${code(slug)}: ${parts.join('; ')}.`
    })
  })
  return lines.length === 0 ? [] : ['', ...lines.slice(0, most), ...tellRest(lines.length, most)]
}

function isEventful(plan: Plan, instance: InstancePlan): boolean {
  const { steps, skipped, failed, optionChanges, bumps } = pickInstance(plan, instance.slug)
  const isError = instance.error !== undefined || (instance.notes ?? []).length > 0
  return isError || [steps, skipped, failed, optionChanges, bumps].some((list) => list.length > 0)
}

/** The plans of the instances on which something happens, folded up, in at most so many characters altogether. */
function renderFolded(plan: Plan, slugs: readonly string[], longest: number, rest: string): string[] {
  const room = Math.floor(longest / Math.max(1, slugs.length)) - 200
  if (room < 400) return slugs.length === 0 ? [] : ['', `The plan is left out here; ${rest}.`]
  return slugs.flatMap((slug) => {
    const { create, update, remove, failed } = countSteps(pickInstance(plan, slug))
    const counts = `${create} to create, ${update} to update, ${remove} to remove, ${failed} that cannot be done`
    const text = renderInstancePlan(plan, slug, { hasColor: false })
    const shown = cutMiddle(text, room, `the middle is left out here; ${rest}`)
    return ['', `<details><summary>${code(slug)}: ${counts}</summary>`, '', fence(shown), '', '</details>']
  })
}

function renderPlanPart(
  check: MergeRequestCheck,
  amount: Amounts,
  wholeUrl: string | undefined,
  longest: number,
): string[] {
  const { plan, problem, unplanned, unknownInstances } = check
  const unknown =
    unknownInstances.length === 0
      ? []
      : [
          '',
          `Not planned here, as the bot is not told how to reach them: ${unknownInstances.slice(0, 10).map(code).join(', ')}${unknownInstances.length > 10 ? ` and ${unknownInstances.length - 10} more` : ''}.`,
        ]
  const title = '**What a release would change:**'
  if (problem)
    return [
      '',
      `${title} not known. ${code(shorten(problem.message))} ${code(shorten(problem.remedy))} ${code(problem.code)}`,
    ]
  if (!plan) return ['', `${title} not planned. ${unplanned ?? ''}`.trimEnd(), ...unknown]
  const eventful = plan.instances.filter((instance) => isEventful(plan, instance))
  if (eventful.length === 0 && plan.instances.length > 0) {
    return [
      '',
      `${title} nothing on ${
        plan.instances
          .slice(0, amount.instances)
          .map(({ slug }) => code(slug))
          .join(', ') || count(plan.instances.length, 'instance')
      }.`,
      ...unknown,
    ]
  }
  if (plan.instances.length === 0) return ['', `${title} nothing. ${unplanned ?? ''}`.trimEnd(), ...unknown]
  const rows = plan.instances.slice(0, amount.instances).map((instance) => renderRow(plan, instance))
  const whole =
    wholeUrl === undefined ? '"arkindex-ci plan" shows the whole' : `the whole is on ${link('its page', wholeUrl)}`
  const text = [
    '',
    title,
    '',
    ...(rows.length > 0 ? tableHead : []),
    ...rows,
    ...tellRest(plan.instances.length, rows.length),
    ...renderWarnings(plan, amount.changes),
    ...unknown,
  ]
  const slugs = eventful.slice(0, amount.instances).map(({ slug }) => slug)
  const rest = wholeUrl === undefined ? '"arkindex-ci plan" shows the whole' : 'the whole is linked above'
  const folded = renderFolded(plan, slugs, longest, rest)
  const isCut = folded.some((line) => line.includes('left out here'))
  return [...text, ...(isCut ? ['', `The plan is cut: ${whole}.`] : []), ...folded]
}

/**
 * The note that a merge request keeps: what is wrong in its files, and what its release would change. Short where all is well.
 * No longer than `longest`; what does not fit is on the page at `wholeUrl`. `digest` does not change with the time.
 */
export function renderMergeRequestNote(
  check: MergeRequestCheck,
  options: { longest: number; wholeUrl: string | undefined; checkedAt: number },
): { body: string; digest: string } {
  const { sha, commitUrl, findings, linkFile } = check
  const { longest, wholeUrl, checkedAt } = options
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity !== 'error')
  const render = (amount: Amounts, room: number) => {
    const table = renderFindings(errors, { most: amount.findings, linkFile })
    const folded = renderFindings(warnings, { most: Math.max(0, amount.findings - errors.length), linkFile })
    return [
      '',
      `**Worker files:** ${summarizeFindings(findings)}`,
      ...(table === '' ? [] : ['', table]),
      ...(folded === '' || warnings.length === 0
        ? []
        : ['', `<details><summary>${count(warnings.length, 'warning')}</summary>`, '', folded, '', '</details>']),
      ...renderPlanPart(check, amount, wholeUrl, room),
      '',
    ].join('\n')
  }
  const commit = link(sha.slice(0, 12), commitUrl)
  const time = `${new Date(checkedAt).toISOString().slice(0, 16).replace('T', ' at ')} UTC`
  const head = `### Release check\n\nCommit ${commit}, checked on ${time}.\n`
  let text = ''
  for (const amount of amounts) {
    const bare = render(amount, 0)
    const room = longest - head.length - bare.length
    text = render(amount, Math.max(0, room))
    if (head.length + text.length <= longest) break
  }
  return { body: `${head}${text}`, digest: digestText(`${sha}\n${text}`) }
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
