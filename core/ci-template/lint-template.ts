import { createFinding } from '../findings/create-finding.ts'
import { decodeText } from '../findings/decode-text.ts'
import type { Finding } from '../findings/finding.ts'
import { yamlLimits } from '../findings/read-yaml.ts'
import { findNearest } from '../findings/suggest.ts'
import { checkJobs, listJobs } from './check-jobs.ts'
import { checkPolicy } from './check-policy.ts'
import { checkSchema } from './check-schema.ts'
import { readInputValues } from './input-values.ts'
import { InterpolatedText, interpolate } from './interpolate.ts'
import { readHeader, type TemplateHeader } from './read-header.ts'
import {
  asMap,
  type MapNode,
  nameNode,
  type Place,
  type ReferenceNode,
  readTemplate,
  type ScalarNode,
  splitDocuments,
  type Tell,
  type TemplateNode,
} from './read-template.ts'
import { resolveReferences } from './resolve-references.ts'
import { TemplateReport } from './template-report.ts'

/** A template to lint: the name that findings carry, and its text or bytes. */
export interface TemplateFile {
  file: string
  text: string | Uint8Array
}

export interface LintOptions {
  /** Values of inputs by name, as they are written on the command line. With none, required inputs get an example. */
  inputs: ReadonlyMap<string, string>
  /** Whether our rules for components are applied too, beside those of GitLab. */
  hasPolicy: boolean
}

interface Draft {
  file: string
  text: string
  report: TemplateReport
  header: TemplateHeader
  hasHeader: boolean
  body: Place | undefined
}

interface Read {
  draft: Draft
  tell: Tell
  interpolated: InterpolatedText
  body: MapNode | undefined
}

const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }

/**
 * Checks templates of GitLab CI as GitLab would read them, and by our rules for components. A job that one of the files
 * names may be in another. Never throws for what stands in the texts; time and memory are bounded by `yamlLimits`.
 */
export function lintTemplates(files: readonly TemplateFile[], options: LintOptions): Finding[] {
  const findings: Finding[] = []
  const drafts: Draft[] = []
  for (const { file, text } of files) {
    const decoded = decode(text, file)
    if ('finding' in decoded) findings.push(decoded.finding)
    else drafts.push(openDraft(decoded.text, file, options))
  }
  const declared = new Set(drafts.flatMap(({ header }) => [...header.inputs.keys()]))
  const read = drafts.map((draft) => readBody(draft, options, declared))
  const jobs = new Set(read.flatMap(({ body }) => (body ? listJobs(body).map(({ name }) => name) : [])))
  for (const one of read) checkBody(one, jobs, options)
  return [...findings, ...drafts.flatMap(({ report }) => report.findings)]
}

function decode(text: string | Uint8Array, file: string): { text: string } | { finding: Finding } {
  if (text.length > yamlLimits.bytes) {
    const details = { path: file, size: text.length.toLocaleString('en'), limit: yamlLimits.bytes.toLocaleString('en') }
    return { finding: createFinding('file-too-large', file, start, details) }
  }
  return typeof text === 'string' ? { text } : decodeText(text, file)
}

/** Tells of a part of a text, whose offsets count from its own start. */
function shift(report: TemplateReport, offset: number): Tell {
  return (code, from, to, details) => report.add(code, from + offset, to + offset, details)
}

function openDraft(text: string, file: string, { hasPolicy }: LintOptions): Draft {
  const report = new TemplateReport(text, file)
  if (text.charCodeAt(0) === 0xfeff) report.add('encoding-bom', 0, 1)
  const parts = splitDocuments(text)
  const [first = { start: 0, end: text.length }, second, third] = parts
  if (third) report.add('documents-too-many', third.start - 3, third.start)
  const empty: TemplateHeader = { inputs: new Map(), component: [], place: { start: first.start, end: first.start } }
  const draft: Draft = { file, text, report, header: empty, hasHeader: false, body: first }
  const tellHeader = shift(report, first.start)
  // A lone document is the body, and filled in before it is read, unless it is a header by mistake.
  const isHeader = second !== undefined || /^spec\s*:/m.test(text.slice(first.start, first.end))
  if (!isHeader) return draft
  draft.body = second
  const root = readTemplate(text.slice(first.start, first.end), tellHeader)
  if (root === undefined) return draft
  const spec = asMap(root)?.entries.get('spec')
  if (!spec) {
    const place = asMap(root)?.entries.values().next().value?.key ?? { start: 0, end: 0 }
    if (second) tellHeader('spec-missing', place.start, place.end)
    else draft.body = first
    return draft
  }
  draft.hasHeader = true
  if (!second && asMap(root)?.entries.size !== 1) {
    tellHeader('spec-misplaced', spec.key.start, spec.key.end)
    return draft
  }
  const header = readHeader(root, hasPolicy, tellHeader)
  const move = ({ start: from, end: to }: Place) => ({ start: from + first.start, end: to + first.start })
  const inputs = [...header.inputs].map(([name, input]) => [name, { ...input, place: move(input.place) }] as const)
  draft.header = { ...header, inputs: new Map(inputs), place: move(header.place) }
  if (!second) tellHeader('body-missing', spec.key.start, spec.key.end)
  return draft
}

function readBody(draft: Draft, options: LintOptions, declared: ReadonlySet<string>): Read {
  const { text, report, header, body } = draft
  const tellSource = shift(report, 0)
  const values = readInputValues(header, options.inputs, (name) => declared.has(name), tellSource)
  const part = body ?? { start: text.length, end: text.length }
  const context = { inputs: header.inputs, values, component: header.component }
  const filled = interpolate(text, part, context, tellSource)
  const interpolated = filled ?? new InterpolatedText('', part.start, [], new Set())
  const tell: Tell = (code, from, to, details) => {
    const place = interpolated.locate({ start: from, end: to })
    report.add(code, place.start, place.end, details)
  }
  const nothing: Read = { draft, tell, interpolated, body: undefined }
  if (!body || !filled) return nothing
  for (const [name, { place }] of header.inputs) {
    if (!interpolated.used.has(name)) report.add('input-unused', place.start, place.end, { name: name.slice(0, 100) })
  }
  const root = readTemplate(interpolated.text, tell)
  if (root === undefined) return nothing
  const map = asMap(root)
  if (map) return { draft, tell, interpolated, body: map }
  if (root) tell('body-wrong', root.start, root.end, { actual: nameNode(root) })
  else if (draft.hasHeader) report.add('body-missing', header.place.start, header.place.end)
  else report.add('yaml-empty', part.start, part.start)
  return nothing
}

function checkBody({ draft, tell, interpolated, body }: Read, jobs: ReadonlySet<string>, options: LintOptions): void {
  if (!body) return
  const mayBeElsewhere = draft.hasHeader || body.entries.has('include')
  const isSample = (place: Place) => interpolated.listPieces(place).some((piece) => piece.isSample)
  checkLists(body, interpolated, tell)
  const tellUnknown = (reference: ReferenceNode) => {
    const [job = ''] = reference.path
    const isHere = body.entries.has(job)
    if (isSample(reference) || (!isHere && jobs.has(job))) return
    const nearest = isHere ? undefined : findNearest(job, [...jobs])
    const advice = isHere ? ` "${job.slice(0, 100)}" has no such key.` : nearest ? ` Did you mean "${nearest}"?` : ''
    const path = JSON.stringify(reference.path).slice(0, 200)
    const code = mayBeElsewhere && !isHere ? 'reference-elsewhere' : 'reference-unknown'
    tell(code, reference.start, reference.end, { path, advice })
  }
  const resolved = resolveReferences(body, tellUnknown, tell)
  if (resolved) {
    checkSchema(resolved, (node, key) => isUnsure(node, key, isSample), tell)
    const placePart = (node: ScalarNode, from: number, to: number) => placeInScalar(interpolated.text, node, from, to)
    checkJobs(resolved, { jobs, mayBeElsewhere, isSample, placePart }, tell)
  }
  if (options.hasPolicy) checkPolicy(body, interpolated, tell)
}

/** Whether nothing can be said of a value: it is an example, or stands elsewhere. */
function isUnsure(node: TemplateNode, key: Place, isSample: (place: Place) => boolean): boolean {
  if (node.kind === 'reference' || isSample(key)) return true
  if (node.kind === 'scalar') return isSample(node)
  if (node.kind === 'list')
    return node.items.some((item) => item.kind === 'reference') || (node.items.length === 0 && isSample(node))
  return false
}

/** The place of a part of a text, where the text is written without escapes; else that of the whole. */
function placeInScalar(text: string, node: ScalarNode, from: number, to: number): Place {
  const lead = node.style === 'plain' ? 0 : 1
  const isPlain = node.style !== 'block' && text.slice(node.start + lead, node.end - lead) === node.value
  return isPlain ? { start: node.start + lead + from, end: node.start + lead + to } : node
}

/** Tells of lists that are filled into other text. */
function checkLists(body: MapNode, interpolated: InterpolatedText, tell: Tell): void {
  if (!interpolated.pieces.some(({ isArray }) => isArray)) return
  const seen = new Set<TemplateNode>()
  const visit = (node: TemplateNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'list') for (const item of node.items) visit(item)
    if (node.kind === 'map') for (const { key, value } of node.entries.values()) [key, value].forEach(visit)
    if (node.kind !== 'scalar' || node.style === 'block') return
    for (const piece of interpolated.listPieces(node)) {
      // What lies inside of the list that was filled in is an item of it.
      if (!piece.isArray || (node.start >= piece.start && node.end <= piece.end)) continue
      const lead = node.style === 'plain' ? 0 : 1
      const isWhole = piece.start === node.start + lead && piece.end === node.end - lead
      if (isWhole && node.style === 'single') continue
      tell('interpolation-array-in-text', piece.start, piece.end, { name: piece.input ?? '' })
    }
  }
  visit(body)
}
