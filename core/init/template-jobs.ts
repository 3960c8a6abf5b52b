import { asMap, type MapNode, readEntry, readString, type TemplateNode } from '../ci-template/read-template.ts'

/** What a job of Teklia's worker template does (reference/arkindex.md 6). */
export type TemplateJobKind = 'build' | 'publish' | 'release-notes'

/** A job of Teklia's worker template, as a pipeline has it. */
export interface TemplateJob {
  name: string
  kind: TemplateJobKind
  /** The instances of its matrix or variable, without those that are variables themselves. */
  instances: string[]
  /** The name of the secure file that it reads its profiles from, where it tells. */
  secureFile: string | undefined
  mayFail: boolean
}

/** The names that the template gives its jobs; one of these whose script is another's is not taken for it. */
const templateNames: Readonly<Record<string, TemplateJobKind>> = {
  'docker-build': 'build',
  'publish-worker': 'publish',
  'release-notes': 'release-notes',
}

const scripts: Readonly<Record<TemplateJobKind, RegExp>> = {
  build: /^(?:(?:ba)?sh\s+)?(?:\.\/|\$CI_PROJECT_DIR\/)?ci\/build\.sh$/,
  publish: /^arkindex\s(?:.*\s)?workers?\s+(?:import|publish)\s/,
  'release-notes': /^devops\s+release-notes\b/,
}

function listLines(node: TemplateNode | undefined): string[] {
  if (node?.kind === 'list') return node.items.flatMap(listLines)
  const text = readString(node)
  return (text?.replace(/\\\r?\n/g, ' ').split('\n') ?? []).map((line) => line.trim()).filter((line) => line !== '')
}

function listTexts(node: TemplateNode | undefined): string[] {
  if (node?.kind === 'list') return node.items.flatMap(listTexts)
  const text = readString(node)
  return text === undefined ? [] : [text]
}

function readInstances(job: TemplateNode, root: MapNode): string[] {
  const matrix = readEntry(readEntry(job, 'parallel'), 'matrix')
  const rows = matrix?.kind === 'list' ? matrix.items : []
  const variable = readEntry(readEntry(job, 'variables'), 'ARKINDEX_INSTANCE')
  const shared = readEntry(readEntry(root, 'variables'), 'ARKINDEX_INSTANCE')
  const found = rows.flatMap((row) => listTexts(readEntry(row, 'ARKINDEX_INSTANCE')))
  const texts = found.length > 0 ? found : listTexts(variable ?? shared)
  return [...new Set(texts.filter((text) => !text.includes('$')))]
}

function readKind(job: TemplateNode): TemplateJobKind | undefined {
  const lines = listLines(readEntry(job, 'script'))
  const kinds: readonly TemplateJobKind[] = ['build', 'publish', 'release-notes']
  return lines.length === 0 ? undefined : kinds.find((kind) => lines.every((line) => scripts[kind].test(line)))
}

/** The jobs of Teklia's worker template in a pipeline, known by their scripts, whatever their names. */
export function findTemplateJobs(root: MapNode): TemplateJob[] {
  return [...root.entries].flatMap(([name, { value }]): TemplateJob[] => {
    const kind = asMap(value) ? readKind(value) : undefined
    if (kind === undefined) return []
    const lines = listLines(readEntry(value, 'script')).join(' ')
    const secureFile = /--gitlab-secure-file[ =]["']?([A-Za-z0-9][\w.-]*)/.exec(lines)?.[1]
    const allow = readEntry(value, 'allow_failure')
    const mayFail = allow?.kind === 'scalar' && allow.value === true
    return [{ name, kind, instances: readInstances(value, root), secureFile, mayFail }]
  })
}

/** Jobs that have a name of the template, but whose script does something else. */
export function findChangedJobs(root: MapNode): string[] {
  return [...root.entries].flatMap(([name, { value }]) => {
    const kind = templateNames[name]
    return kind !== undefined && asMap(value) && readKind(value) !== kind ? [name] : []
  })
}

/** The jobs that a job waits for, extends or refers to, with the place where it names each. */
export function listNamedJobs(job: TemplateNode): { name: string; start: number }[] {
  const named: { name: string; start: number }[] = []
  const add = (node: TemplateNode | undefined) => {
    const name = readString(node)
    if (node && name !== undefined) named.push({ name, start: node.start })
  }
  for (const key of ['needs', 'dependencies', 'extends']) {
    const value = readEntry(job, key)
    for (const item of value?.kind === 'list' ? value.items : value ? [value] : []) add(readEntry(item, 'job') ?? item)
  }
  const seen = new Set<TemplateNode>()
  const visit = (node: TemplateNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'reference') named.push({ name: node.path[0] ?? '', start: node.start })
    if (node.kind === 'list') for (const item of node.items) visit(item)
    if (node.kind === 'map') for (const { value } of node.entries.values()) visit(value)
  }
  visit(job)
  return named
}
