import { lintTemplates } from '../ci-template/lint-template.ts'
import {
  asMap,
  type MapNode,
  readEntry,
  readString,
  readTemplate,
  splitDocuments,
  type TemplateNode,
} from '../ci-template/read-template.ts'
import { TemplateReport } from '../ci-template/template-report.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { Finding } from '../findings/finding.ts'
import { LineIndex } from '../findings/line-index.ts'
import { componentInputs, componentJobs } from './components.generated.ts'
import { editInclude, type IncludeItem, listIncludes, nameIncluded } from './edit-include.ts'
import { appendToList } from './edit-list.ts'
import { findChangedJobs, findTemplateJobs, listNamedJobs, type TemplateJob } from './template-jobs.ts'
import { editText, findLineEnd, findLineStart, type OffsetEdit } from './text-edits.ts'

export const pipelineName = '.gitlab-ci.yml'

/** GitLab's template by which merge requests get no pipeline. */
const branchPipelines = 'Workflows/Branch-Pipelines.gitlab-ci.yml'

const workflow = `
workflow:
  rules:
    # Merge requests get a pipeline of their own, which shows findings and plan; the branch then gets none for each push.
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS && $CI_PIPELINE_SOURCE == "push"
      when: never
    - if: $CI_COMMIT_BRANCH
    - if: $CI_COMMIT_TAG
`

/** Where the component is taken from. */
export interface IncludeSource {
  form: 'project' | 'remote' | 'component'
  /** The path of the project; with `remote`, its address. */
  from: string
  ref: string
}

/** What a pipeline file says that matters here. */
export interface Pipeline {
  /** The part with the jobs. */
  text: string
  root: MapNode
  /** What stands before it: the header of a file that has one. */
  head: string
  templateJobs: TemplateJob[]
}

export interface PipelineWish {
  source: IncludeSource
  jobPrefix: string
  instances: readonly string[]
  /** Instances that were asked for by name, and go into an include that is there already. */
  added: readonly string[]
  dockerfile: string | undefined
}

export interface PipelineEdit {
  text: string
  notes: string[]
  problems: CodedError[]
}

/** What a finding says, as the error that stops a change of its file. */
export function refuseFile({ file, line, column, message, remedy }: Finding): CodedError {
  const place = `${file}:${line}:${column}`
  return new CodedError('init-file-broken', { file, problem: message.replace(/\.$/, ''), advice: remedy }, { place })
}

/** Reads a pipeline file; the errors of its YAML where it cannot be read. An empty file is a pipeline without jobs. */
export function readPipeline(text: string): Pipeline | { problems: CodedError[] } {
  const report = new TemplateReport(text, pipelineName)
  const part = splitDocuments(text).at(-1) ?? { start: 0, end: text.length }
  const root = readTemplate(text.slice(part.start, part.end), (code, start, end, details) =>
    report.add(code, start + part.start, end + part.start, details),
  )
  const errors = report.findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return { problems: errors.map(refuseFile) }
  const empty: MapNode = { kind: 'map', entries: new Map(), start: 0, end: 0 }
  const map = root === null ? empty : asMap(root)
  if (!map) {
    const problem = 'it is not a mapping of jobs'
    return {
      problems: [
        new CodedError('init-file-broken', { file: pipelineName, problem, advice: 'Write each job as a key.' }),
      ],
    }
  }
  return {
    text: text.slice(part.start),
    head: text.slice(0, part.start),
    root: map,
    templateJobs: findTemplateJobs(map),
  }
}

/** The components of ours that a pipeline includes, each with its entry. */
function findOurIncludes(root: MapNode): { component: string; item: TemplateNode }[] {
  return listIncludes(readEntry(root, 'include')).flatMap((item) =>
    nameIncluded(item).flatMap((name) => {
      const found =
        /(?:^|\/)ci-templates\/([\w-]+)\/template\.yml$/.exec(name)?.[1] ?? /\/([\w-]+)@[^/]+$/.exec(name)?.[1]
      return found !== undefined && found in componentJobs ? [{ component: found, item }] : []
    }),
  )
}

function listStages(root: MapNode): string[] {
  const stages = readEntry(root, 'stages')
  return stages?.kind === 'list' ? stages.items.flatMap((stage) => readString(stage) ?? []) : []
}

/** The stage of our jobs; undefined where their default is one of the pipeline. */
function chooseStage(root: MapNode, jobs: readonly TemplateJob[]): string | undefined {
  const stages = listStages(root)
  if (stages.length === 0 || stages.includes('deploy')) return undefined
  const publish = jobs.find(({ kind }) => kind === 'publish')
  const stage = publish && readString(readEntry(readEntry(root, publish.name), 'stage'))
  return stage !== undefined && stages.includes(stage) ? stage : stages.at(-1)
}

/** A text as a plain or double-quoted scalar. */
function quote(text: string): string {
  return /^[A-Za-z_/][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

function makeItem({ form, from, ref }: IncludeSource, inputs: readonly [name: string, value: string][]): IncludeItem {
  const file = 'ci-templates/arkindex/template.yml'
  const place: [string, string][] =
    form === 'project'
      ? [
          ['project', quote(from)],
          ['ref', quote(ref)],
          ['file', `/${file}`],
        ]
      : form === 'remote'
        ? [['remote', quote(`${from.replace(/\/+$/, '')}/-/raw/${ref}/${file}`)]]
        : [['component', `$CI_SERVER_FQDN/${from}/arkindex@${ref}`]]
  const write = ([name, value]: readonly [string, string]) => `${name}: ${value}`
  const block = place.map(write)
  if (inputs.length > 0) block.push('inputs:', ...inputs.map((input) => `  ${write(input)}`))
  const flow = [...place.map(write), ...(inputs.length > 0 ? [`inputs: {${inputs.map(write).join(', ')}}`] : [])]
  return { block, flow: `{${flow.join(', ')}}` }
}

/** The lines of a job: its own, comments right above it, and what is indented or blank below. */
function findJobLines(text: string, key: { start: number }): { start: number; end: number } {
  let start = findLineStart(text, key.start)
  while (start > 0 && text[findLineStart(text, start - 1)] === '#') start = findLineStart(text, start - 1)
  let end = findLineEnd(text, key.start)
  while (end < text.length && /^(?:[ \t]|\r?\n|[\]}])/.test(text.slice(end, end + 2))) end = findLineEnd(text, end)
  return { start, end }
}

/** The input that turns release notes on. */
const notesInput = componentInputs.arkindex.find((name) => name === 'release-notes')

/** The jobs that the component does the work of; release notes only where it makes them. */
function chooseReplaced(jobs: readonly TemplateJob[]): TemplateJob[] {
  return jobs.filter(({ kind }) => kind !== 'release-notes' || notesInput !== undefined)
}

function tellReplaced({ name, kind, mayFail }: TemplateJob, prefix: string): string[] {
  const notes = {
    build: `${name} becomes ${prefix}worker-image: ci/build.sh is no longer called and can be deleted; its --build-arg go into the input build-args.`,
    publish: `${name} becomes ${prefix}release-plan and the jobs that apply it: they publish the digest that was built, so no tag has to be kept the same in two jobs.`,
    'release-notes': `${name} is done by the component with its input release-notes: the release of a tag then links the image, the versions and the processes.`,
  }
  const failing = `${name} was allowed to fail; a release that fails now fails the pipeline, unless the input allow-failure is true.`
  return mayFail ? [notes[kind], failing] : [notes[kind]]
}

/**
 * Puts the component `arkindex` into a pipeline file, in place of the jobs of Teklia's template that it does the work of.
 * All else of the text stays as it is, comments too; a file that has all of it is given back unchanged.
 */
export function editPipeline(pipeline: Pipeline, wish: PipelineWish): PipelineEdit {
  const { text, root, head } = pipeline
  const notes: string[] = []
  const problems: CodedError[] = []
  const lines = new LineIndex(`${head}${text}`)
  const locate = (start: number) => {
    const { line, column } = lines.span(head.length + start, head.length + start)
    return `${pipelineName}:${line}:${column}`
  }
  const edits: OffsetEdit[] = []
  const ours = findOurIncludes(root)
  const replaced = chooseReplaced(pipeline.templateJobs)
  const names = new Set(replaced.map(({ name }) => name))
  for (const job of replaced) {
    const entry = root.entries.get(job.name)
    if (!entry) continue
    const place = findJobLines(text, entry.key)
    edits.push({ ...place, text: '' })
    notes.push(...tellReplaced(job, wish.jobPrefix))
  }
  for (const [user, { value }] of root.entries) {
    if (names.has(user)) continue
    for (const { name, start } of listNamedJobs(value)) {
      if (names.has(name))
        problems.push(new CodedError('init-job-in-use', { job: name, user }, { place: locate(start) }))
    }
  }
  for (const name of findChangedJobs(root))
    notes.push(
      `${name} has a name of Teklia's template, but another script, so it stays: remove it if the component does its work.`,
    )

  const entry = root.entries.get('include')
  const isBranchTemplate = (item: TemplateNode) => nameIncluded(item).includes(branchPipelines)
  const hasWorkflow = root.entries.has('workflow')
  const removed = new Set(hasWorkflow ? [] : listIncludes(entry?.value).filter(isBranchTemplate))
  const isTemplateUsed = listIncludes(entry?.value).some(isBranchTemplate)
  if (removed.size > 0)
    notes.push(
      `${branchPipelines} lets no merge request have a pipeline, so findings and plan would never be shown there: rules of the workflow take its place.`,
    )
  else if (hasWorkflow && (isTemplateUsed || !mentionsMergeRequests(text, root)))
    notes.push(
      'The workflow of this file has no rule for merge requests: add - if: $CI_PIPELINE_SOURCE == "merge_request_event", or findings and plan are never shown there.',
    )

  const inputs = chooseInputs(root, pipeline.templateJobs, wish)
  const item = ours.length > 0 ? undefined : makeItem(wish.source, inputs)
  if (item) {
    for (const job of componentJobs.arkindex) {
      const name = job.startsWith('.') ? `.${wish.jobPrefix}${job.slice(1)}` : `${wish.jobPrefix}${job}`
      const taken = names.has(name) ? undefined : root.entries.get(name)
      if (taken) problems.push(new CodedError('init-job-name-taken', { job: name }, { place: locate(taken.key.start) }))
    }
  }
  const first = root.entries.values().next().value
  const at = first ? findJobLines(text, first.key).start : text.length
  const change = editInclude(text, entry, at, item, removed, removed.size > 0 ? workflow : '')
  if (change.unknown) {
    const add = item ? `add to include: ${item.flow}` : ''
    const remove = removed.size > 0 ? `take out ${branchPipelines}` : ''
    const what = [add, remove].filter(Boolean).join('; ')
    problems.push(
      new CodedError(
        'init-form-unknown',
        { what: 'include', file: pipelineName, advice: what },
        { place: locate(change.unknown.start) },
      ),
    )
  }
  edits.push(...change.edits)
  for (const { component, item: own } of ours) {
    const instances = readEntry(readEntry(own, 'inputs'), 'instances')
    if (instances === undefined || (instances.kind === 'list' && instances.items.length === 0)) continue
    const listed = instances.kind === 'list' ? instances.items.flatMap((one) => readString(one) ?? []) : []
    const missing = wish.added.filter((slug) => !listed.includes(slug))
    if (missing.length === 0) continue
    const appended = instances.kind === 'list' ? appendToList(text, instances, missing) : undefined
    if (appended) edits.push(appended)
    else {
      const advice = `add ${missing.join(', ')} to the input instances of ${component}`
      problems.push(
        new CodedError(
          'init-form-unknown',
          { what: 'instances', file: pipelineName, advice },
          { place: locate(instances.start) },
        ),
      )
    }
  }
  const body = `${head}${editText(text, edits)}`
  if (names.size > 0 && readEntry(readEntry(root, 'variables'), 'VERSION'))
    notes.push(
      'VERSION of the global variables named the tag of the image; nothing of the components reads it, so it can go.',
    )
  if (problems.length === 0) problems.push(...compareFindings(`${head}${text}`, body))
  return { text: body, notes, problems }
}

/** The inputs that the repository needs beside the defaults. */
function chooseInputs(root: MapNode, jobs: readonly TemplateJob[], wish: PipelineWish): [string, string][] {
  const inputs: [string, string][] = []
  const stage = chooseStage(root, jobs)
  if (stage !== undefined) inputs.push(['stage', quote(stage)])
  if (wish.jobPrefix !== '') inputs.push(['job-prefix', quote(wish.jobPrefix)])
  if (wish.instances.length > 0) inputs.push(['instances', `[${wish.instances.map(quote).join(', ')}]`])
  const { secureFile } = jobs.find((job) => job.secureFile !== undefined) ?? {}
  if (secureFile !== undefined && secureFile !== 'arkindex-cli.yaml') inputs.push(['secure-file', quote(secureFile)])
  if (notesInput && jobs.some(({ kind }) => kind === 'release-notes')) inputs.push([notesInput, 'true'])
  if (wish.dockerfile !== undefined) inputs.push(['dockerfile', quote(wish.dockerfile)])
  return inputs
}

function mentionsMergeRequests(text: string, root: MapNode): boolean {
  const workflowEntry = root.entries.get('workflow')
  const { start, end } = workflowEntry?.value ?? { start: 0, end: 0 }
  return /merge_request|MERGE_REQUEST|!reference/.test(text.slice(start, end))
}

/** Errors that the changed file has and the old one had not: then a change went wrong, and is not made. */
function compareFindings(before: string, after: string): CodedError[] {
  if (before === after) return []
  const lint = (text: string) =>
    lintTemplates([{ file: pipelineName, text }], { inputs: new Map(), hasPolicy: false }).filter(
      ({ severity }) => severity === 'error',
    )
  const known = new Set(before.trim() === '' ? [] : lint(before).map(({ code, message }) => `${code} ${message}`))
  return lint(after)
    .filter(({ code, message }) => !known.has(`${code} ${message}`))
    .map(
      ({ message, remedy }) =>
        new CodedError('init-change-wrong', { file: pipelineName, problem: message, advice: remedy }),
    )
}
