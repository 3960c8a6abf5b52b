import type { Fault, FaultAction } from './fault.ts'

/** One rule of `--fault`: to which requests what happens, when, and how often. */
export interface FaultRule {
  readonly method: string
  readonly path: RegExp
  readonly when: 'before' | 'after'
  readonly action: FaultAction
  /** Undefined has no end. */
  readonly times: number | undefined
}

const form =
  /^(?<method>[A-Z]+|\*) +(?<path>\/\S*): +(?:(?<cut>cut)|delay +(?<delay>\d{1,6})(?<unit>ms|s)|fail +(?<status>[45]\d\d)) +(?<when>before|after)(?: +(?:(?<once>once)|(?<times>[1-9]\d{0,5}) +times))?$/

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

function readAction(groups: Readonly<Record<string, string | undefined>>): FaultAction {
  if (groups.cut !== undefined) return 'cut'
  if (groups.status !== undefined) return { status: Number(groups.status) }
  return { delay: Number(groups.delay) * (groups.unit === 's' ? 1000 : 1) }
}

/** What a text of `--fault` must look like, for messages. */
export const faultForm =
  'it is METHOD PATH: WHAT WHEN, such as "POST /api/v1/workers/*: cut after once"; METHOD may be *, PATH may hold *; WHAT is cut, delay 500ms, delay 2s or fail 503; WHEN is before or after; then once, 3 times or nothing'

/** Reads a rule, or gives undefined where the text is none. */
export function parseFaultRule(text: string): FaultRule | undefined {
  const groups = form.exec(text.trim())?.groups
  if (!groups) return undefined
  const { method = '*', path = '', when, once, times } = groups
  return {
    method,
    path: toPattern(path),
    when: when === 'after' ? 'after' : 'before',
    action: readAction(groups),
    times: once === undefined ? (times === undefined ? undefined : Number(times)) : 1,
  }
}

/** A fault that follows rules: of those that fit a request, the first that is not used up. */
export function createRuledFault(rules: readonly FaultRule[]): Fault {
  const left = rules.map((rule) => ({ rule, times: rule.times ?? Number.POSITIVE_INFINITY }))
  return ({ method, path, when }) => {
    const found = left.find(
      ({ rule, times }) =>
        times > 0 && rule.when === when && (rule.method === '*' || rule.method === method) && rule.path.test(path),
    )
    if (!found) return undefined
    found.times -= 1
    return found.rule.action
  }
}
