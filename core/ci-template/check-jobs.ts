import { findNearest } from '../findings/suggest.ts'
import {
  type MapNode,
  type Place,
  readEntry,
  readString,
  type ScalarNode,
  type Tell,
  type TemplateNode,
} from './read-template.ts'
import { checkExpression } from './rule-expression.ts'

/** Keys at the top of a pipeline file that are no jobs; `pages` is one. */
export const globalKeywords: readonly string[] = [
  'after_script',
  'before_script',
  'cache',
  'default',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'variables',
  'workflow',
]

export interface JobsContext {
  /** Names of jobs, hidden ones too, of all files that are checked together. */
  jobs: ReadonlySet<string>
  /** Whether what is not here may be in another file: one that this includes, or that includes this. */
  mayBeElsewhere: boolean
  isSample: (node: Place) => boolean
  /** The place in the source of a part of a text, where it is written as it is read. */
  placePart: (node: ScalarNode, start: number, end: number) => Place
}

/** The jobs of a body, hidden ones too. */
export function listJobs(body: MapNode): Array<{ name: string; key: ScalarNode; job: TemplateNode }> {
  return [...body.entries].flatMap(([name, { key, value }]) =>
    globalKeywords.includes(name) || name === '!reference' ? [] : [{ name, key, job: value }],
  )
}

function listItems(node: TemplateNode | undefined): TemplateNode[] {
  return node?.kind === 'list' ? node.items : node ? [node] : []
}

/** Checks what the jobs name: the jobs that they need and extend, and the conditions of their rules. */
export function checkJobs(body: MapNode, context: JobsContext, tell: Tell): void {
  const jobs = listJobs(body)
  const needs = new Map<string, string[]>()
  const bases = new Map<string, string[]>()
  const keys = new Map(jobs.map(({ name, key }) => [name, key]))
  for (const { name, key, job } of jobs) {
    if (job.kind !== 'map') continue
    if (!name.startsWith('.') && !['script', 'run', 'trigger', 'extends'].some((work) => job.entries.has(work)))
      tell('job-does-nothing', key.start, key.end, { name: JSON.stringify(name.slice(0, 100)) })
    needs.set(name, checkNeeds(job, context, tell))
    bases.set(name, checkExtends(job, context, tell))
    checkRules(readEntry(job, 'rules'), context, tell)
  }
  checkRules(readEntry(readEntry(body, 'workflow'), 'rules'), context, tell)
  for (const item of listItems(readEntry(body, 'include'))) checkRules(readEntry(item, 'rules'), context, tell)
  for (const [graph, code] of [
    [needs, 'needs-circular'],
    [bases, 'extends-circular'],
  ] as const) {
    const circle = findCircle(graph)
    const key = circle && keys.get(circle[0] ?? '')
    if (circle && key) {
      const chain = [...circle, circle[0] ?? '']
        .slice(0, 12)
        .map((name) => name.slice(0, 60))
        .join(', ')
      tell(code, key.start, key.end, { chain })
    }
  }
}

function tellUnknown(
  kind: 'needs' | 'extends',
  node: ScalarNode,
  name: string,
  candidates: readonly string[],
  context: JobsContext,
  tell: Tell,
): void {
  const nearest = findNearest(name, candidates)
  const advice = nearest ? ` Did you mean "${nearest}"?` : ''
  const details = { name: name.slice(0, 100), advice }
  tell(context.mayBeElsewhere ? `${kind}-elsewhere` : `${kind}-unknown`, node.start, node.end, details)
}

/** Gives the names of the needed jobs. */
function checkNeeds(job: TemplateNode, context: JobsContext, tell: Tell): string[] {
  const names: string[] = []
  const visible = [...context.jobs].filter((name) => !name.startsWith('.'))
  const items = [...listItems(readEntry(job, 'needs')), ...listItems(readEntry(job, 'dependencies'))]
  for (const item of items) {
    const isOptional = item.kind === 'map' && readScalarValue(readEntry(item, 'optional')) === true
    const isForeign = item.kind === 'map' && (item.entries.has('pipeline') || item.entries.has('project'))
    const node = item.kind === 'map' ? readEntry(item, 'job') : item
    const name = readString(node)
    if (isForeign || name === undefined || node?.kind !== 'scalar' || context.isSample(node)) continue
    names.push(name)
    if (!isOptional && !context.jobs.has(name)) tellUnknown('needs', node, name, visible, context, tell)
  }
  return names
}

function readScalarValue(node: TemplateNode | undefined): ScalarNode['value'] | undefined {
  return node?.kind === 'scalar' ? node.value : undefined
}

/** Gives the names of the extended jobs. */
function checkExtends(job: TemplateNode, context: JobsContext, tell: Tell): string[] {
  return listItems(readEntry(job, 'extends')).flatMap((node) => {
    const name = readString(node)
    if (name === undefined || node.kind !== 'scalar' || context.isSample(node)) return []
    if (!context.jobs.has(name)) tellUnknown('extends', node, name, [...context.jobs], context, tell)
    return [name]
  })
}

function checkRules(rules: TemplateNode | undefined, context: JobsContext, tell: Tell): void {
  for (const rule of listItems(rules)) {
    const node = readEntry(rule, 'if')
    const text = readString(node)
    if (text === undefined || node?.kind !== 'scalar' || context.isSample(node)) continue
    for (const { start, end, problem, isNew } of checkExpression(text)) {
      const place = context.placePart(node, start, end)
      if (isNew) tell('rule-if-new', place.start, place.end, { token: `"${problem}"` })
      else tell('rule-if-invalid', place.start, place.end, { problem })
    }
  }
}

/** The first circle of a graph, found without recursion; as names, each of which leads to the next. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  for (const root of graph.keys()) {
    const path: Array<{ name: string; next: number }> = [{ name: root, next: 0 }]
    const open = new Set([root])
    if (done.has(root)) continue
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const name = graph.get(top.name)?.[top.next]
      top.next += 1
      if (name === undefined) {
        done.add(top.name)
        open.delete(top.name)
        path.pop()
      } else if (open.has(name)) {
        const names = path.map((step) => step.name)
        return names.slice(names.indexOf(name))
      } else if (!done.has(name) && graph.has(name)) {
        open.add(name)
        path.push({ name, next: 0 })
      }
    }
  }
  return undefined
}
