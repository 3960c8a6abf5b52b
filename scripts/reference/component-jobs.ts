import { readInputValues } from '../../core/ci-template/input-values.ts'
import { interpolate } from '../../core/ci-template/interpolate.ts'
import { readHeader, type TemplateInput, toPlain } from '../../core/ci-template/read-header.ts'
import { asMap, readTemplate, splitDocuments, type Tell } from '../../core/ci-template/read-template.ts'
import { resolveReferences } from '../../core/ci-template/resolve-references.ts'
import type { PlainMap, PlainValue } from '../../core/worker-yaml/definition.ts'
import { defaultBranch, type PipelineEvent } from './pipeline-events.ts'

/** A job of a component, with its inputs filled in. */
export interface ComponentJob {
  name: string
  /** Whether it is there for others to extend. */
  isHidden: boolean
  settings: PlainMap
}

const refuse: Tell = (code, _start, _end, details) => {
  throw new Error(`${code} ${JSON.stringify(details)}`)
}

function isMap(value: PlainValue | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The declared inputs of a template, by name. */
export function readInputs(text: string): Map<string, TemplateInput> {
  const [first] = splitDocuments(text)
  const root = first && readTemplate(text.slice(first.start, first.end), refuse)
  return readHeader(root ?? null, false, refuse).inputs
}

/** The jobs of a template by given inputs, as texts of the command line; the rest takes its default, or an example. */
export function readJobs(text: string, given: ReadonlyMap<string, string>): ComponentJob[] {
  const inputs = readInputs(text)
  const part = splitDocuments(text)[1]
  if (!part) throw new Error('there is no body')
  const values = readInputValues(
    { inputs, component: [], place: { start: 0, end: 0 } },
    given,
    () => false,
    () => {},
  )
  const filled = interpolate(text, part, { inputs, values, component: [] }, refuse)
  const body = asMap(readTemplate(filled?.text ?? '', refuse))
  const resolved = body && resolveReferences(body, () => {}, refuse)
  const jobs = resolved ? toPlain(resolved) : {}
  return Object.entries(isMap(jobs) ? jobs : {}).flatMap(([name, settings]) => {
    // A hidden job of nothing but rules is a part of others.
    const isPart = isMap(settings) && Object.keys(settings).every((key) => key === 'rules')
    return isMap(settings) && !isPart ? [{ name, isHidden: name.startsWith('.'), settings }] : []
  })
}

type Variables = Readonly<Record<string, string>>

/** The truth of a condition of rules, by GitLab's grammar: ors of ands of comparisons. */
export function isTrue(condition: string, variables: Variables): boolean {
  const tokens =
    condition.match(/\(|\)|&&|\|\||==|!=|=~|!~|\$\w+|"[^"]*"|'[^']*'|\/(?:[^/\\]|\\.)+\/[ismU]*|null/g) ?? []
  if (tokens.join('') !== condition.replace(/\s/g, '') && !/["'/]/.test(condition))
    throw new Error(`not read: ${condition}`)
  let at = 0
  const operand = (): string | RegExp | null => {
    const token = tokens[at]
    at += 1
    if (token === undefined) throw new Error(`cut short: ${condition}`)
    if (token.startsWith('$')) return variables[token.slice(1)] ?? null
    if (token.startsWith('/')) {
      const close = token.lastIndexOf('/')
      return new RegExp(token.slice(1, close), token.slice(close + 1).replace('U', ''))
    }
    return token === 'null' ? null : token.slice(1, -1)
  }
  const comparison = (): boolean => {
    if (tokens[at] === '(') {
      at += 1
      const inner = any()
      at += 1
      return inner
    }
    const left = operand()
    const operator = tokens[at]
    if (operator !== '==' && operator !== '!=' && operator !== '=~' && operator !== '!~') return Boolean(left)
    at += 1
    const right = operand()
    const isSame = right instanceof RegExp ? typeof left === 'string' && right.test(left) : left === right
    return operator.startsWith('!') ? !isSame : isSame
  }
  const all = (): boolean => {
    let result = comparison()
    while (tokens[at] === '&&') {
      at += 1
      const next = comparison()
      result = result && next
    }
    return result
  }
  const any = (): boolean => {
    let result = all()
    while (tokens[at] === '||') {
      at += 1
      const next = all()
      result = next || result
    }
    return result
  }
  return any()
}

/** When a job runs on an event: `on_success`, `manual`, …; undefined where it does not. */
export function chooseWhen({ settings }: ComponentJob, { variables }: PipelineEvent): string | undefined {
  const all = { CI_DEFAULT_BRANCH: defaultBranch, ...variables }
  for (const rule of Array.isArray(settings.rules) ? settings.rules : []) {
    if (!isMap(rule) || (typeof rule.if === 'string' && !isTrue(rule.if, all))) continue
    const when = typeof rule.when === 'string' ? rule.when : 'on_success'
    return when === 'never' ? undefined : when
  }
  return undefined
}

/** The jobs that a job waits for and that must be in the pipeline. */
export function listRequiredJobs({ settings }: ComponentJob): string[] {
  return (Array.isArray(settings.needs) ? settings.needs : []).flatMap((need) => {
    if (typeof need === 'string') return [need]
    return isMap(need) && typeof need.job === 'string' && need.optional !== true ? [need.job] : []
  })
}

/** The lines of a job's scripts, as they are called. */
export function listScript({ settings }: ComponentJob): string[] {
  return ['before_script', 'script'].flatMap((key) => {
    const lines = settings[key]
    return Array.isArray(lines) ? lines.map(String) : []
  })
}
