import type { Fault, FaultAction } from './fault.ts'

/** One rule of `--fault`: to which requests what happens, when, and how often. */
export interface FaultRule {
  readonly method: string
  readonly path: RegExp
  readonly when: 'before' | 'after'
  readonly action: FaultAction
  readonly often: HowOften
}

/** Of the requests that fit a rule, which it counts for. */
export type HowOften =
  | 'always'
  /** The first so many. */
  | { readonly first: number }
  /** Only the one with this number, from 1. */
  | { readonly nth: number }
  /** Each with a number that this divides. */
  | { readonly every: number }
  /** Each by chance, in so many of a hundred. */
  | { readonly percent: number }

const form = new RegExp(
  [
    /^(?<method>[A-Z]+|\*) +(?<path>\/\S*):/,
    /(?:(?<cut>cut)|(?<double>double)|delay +(?<delay>\d{1,6})(?<unit>ms|s)|fail +(?<status>[45]\d\d))/,
    /(?<when>before|after)(?: +(?<often>\S.*))?$/,
  ]
    .map(({ source }) => source)
    .join(' +'),
)

const oftenForm =
  /^(?:(?<once>once)|(?<times>[1-9]\d{0,5}) +times|the +(?<nth>[1-9]\d{0,5})(?:st|nd|rd|th)|every +(?<every>[1-9]\d{0,5})(?:st|nd|rd|th)|(?<percent>[1-9]\d?|100)%)$/

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

type Groups = Readonly<Record<string, string | undefined>>

function readAction(groups: Groups, when: FaultRule['when']): FaultAction {
  if (groups.cut !== undefined) return 'cut'
  if (groups.double !== undefined) return { double: when === 'before' ? 'second' : 'first' }
  if (groups.status !== undefined) return { status: Number(groups.status) }
  return { delay: Number(groups.delay) * (groups.unit === 's' ? 1000 : 1) }
}

function readOften(text: string | undefined): HowOften | undefined {
  if (text === undefined) return 'always'
  const groups: Groups | undefined = oftenForm.exec(text)?.groups
  if (!groups) return undefined
  const { once, times, nth, every, percent } = groups
  if (once !== undefined) return { first: 1 }
  if (times !== undefined) return { first: Number(times) }
  if (nth !== undefined) return { nth: Number(nth) }
  if (every !== undefined) return { every: Number(every) }
  return { percent: Number(percent) }
}

/** What a text of `--fault` must look like, for messages. */
export const faultForm =
  'it is METHOD PATH: WHAT WHEN, such as "POST /api/v1/workers/*: cut after once"; METHOD may be *, PATH may hold *; WHAT is cut, double, delay 500ms, delay 2s or fail 503; WHEN is before or after; then once, 3 times, the 3rd, every 3rd, 25% or nothing'

/** Reads a rule, or gives undefined where the text is none. */
export function parseFaultRule(text: string): FaultRule | undefined {
  const groups = form.exec(text.trim())?.groups
  const often = readOften(groups?.often)
  if (!groups || !often) return undefined
  const { method = '*', path = '' } = groups
  const when = groups.when === 'after' ? 'after' : 'before'
  const action = readAction(groups, when)
  // A request that is to be handled twice is told from the beginning, since its body can be read only once.
  const isDoubling = groups.double !== undefined
  return { method, path: toPattern(path), when: isDoubling ? 'before' : when, action, often }
}

function isDue(often: HowOften, seen: number, random: () => number): boolean {
  if (often === 'always') return true
  if ('first' in often) return seen <= often.first
  if ('nth' in often) return seen === often.nth
  if ('every' in often) return seen % often.every === 0
  return random() * 100 < often.percent
}

/** A fault that follows rules: of those that fit a request, the first that is due. Each counts the requests that come to it. */
export function createRuledFault(rules: readonly FaultRule[], random: () => number = Math.random): Fault {
  const counted = rules.map((rule) => ({ rule, seen: 0 }))
  return ({ method, path, when }) => {
    for (const held of counted) {
      const { rule } = held
      const isFitting = rule.when === when && (rule.method === '*' || rule.method === method) && rule.path.test(path)
      if (!isFitting) continue
      held.seen += 1
      if (isDue(rule.often, held.seen, random)) return rule.action
    }
    return undefined
  }
}
