import type { VersionOption, VersionOptions } from '../worker-yaml/version-options.ts'

/** What became of an option: the first three break those who relied on it as it was. */
export const optionChangeWords = ['removed', 'narrowed', 'required', 'added'] as const
export type OptionChangeWord = (typeof optionChangeWords)[number]

export interface OptionChange {
  /** Its key; the child of a group is `group.child`. */
  option: string
  change: OptionChangeWord
  /** What differs, in words. */
  detail: string
  /** As the older version has it; undefined where it has none. */
  before: VersionOption | undefined
  /** As the newer version has it; undefined where it has none. */
  after: VersionOption | undefined
}

/** Types whose values are values of these types as well, by the checks of option-values.ts. */
const widerTypes = new Map(
  Object.entries({
    int: ['float'],
    string: ['text'],
    text: ['string'],
    enum: ['string', 'text'],
    element_type: ['string', 'text'],
    model: ['string', 'text'],
    worker_version: ['string', 'text'],
    corpus_export: ['string', 'text'],
  }),
)

/** What an option does not take any more, in words; empty where it takes all that it took. */
function listNarrowings(before: VersionOption, after: VersionOption): string[] {
  const narrowings: string[] = []
  if (before.type !== after.type && !widerTypes.get(before.type)?.includes(after.type)) {
    narrowings.push(`its type was ${before.type} and is ${after.type}`)
  }
  if (before.many !== after.many) narrowings.push(before.many ? 'it took a list, now one value' : 'it takes a list now')
  if (before.isEditable && !after.isEditable) narrowings.push('it cannot be set any more')
  if (before.type === 'enum' && after.type === 'enum') {
    const gone = (before.choices ?? []).filter((choice) => !after.choices?.includes(choice))
    if (gone.length > 0) narrowings.push(`without the choices ${gone.map(String).join(', ')}`)
  }
  return narrowings
}

function mustBeSet(option: VersionOption | undefined): boolean {
  return option?.isRequired === true && option.fallback === undefined
}

/**
 * What changed from the options of an older version to those of a newer one, by key. An older version that names no options
 * takes any value, so that nothing of it is removed or narrowed. Defaults may change freely: who relies on a value sets it.
 */
export function compareOptions(older: VersionOptions, newer: VersionOptions): OptionChange[] {
  const before = new Map(older.options.map((option) => [option.key, option]))
  const after = new Map(newer.options.map((option) => [option.key, option]))
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort()
  return keys.flatMap((option): OptionChange[] => {
    const pair = { option, before: before.get(option), after: after.get(option) }
    if (!pair.after) return [{ ...pair, change: 'removed', detail: 'the new version does not have it' }]
    const narrowings = pair.before ? listNarrowings(pair.before, pair.after) : []
    const isNewlyRequired = mustBeSet(pair.after) && !mustBeSet(pair.before)
    return [
      ...(narrowings.length > 0 ? [{ ...pair, change: 'narrowed' as const, detail: narrowings.join('; ') }] : []),
      ...(isNewlyRequired
        ? [{ ...pair, change: 'required' as const, detail: 'it must be set, and has no default' }]
        : []),
      ...(!pair.before && !isNewlyRequired ? [{ ...pair, change: 'added' as const, detail: 'it is new' }] : []),
    ]
  })
}

/** Whether a change can break those who relied on the option as it was. */
export function isBreaking({ change }: Pick<OptionChange, 'change'>): boolean {
  return change !== 'added'
}
