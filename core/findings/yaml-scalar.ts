/**
 * What a plain scalar means to PyYAML, which is what Arkindex and its tools parse with: YAML 1.1 as PyYAML has it, not as the
 * specification does. `yes`, `no`, `on` and `off` are booleans but `y` and `n` are text; `010` is eight and `0o10` is text; `1:30`
 * is ninety; `1e3` and `1.0e3` are text because PyYAML wants a point and a sign in the exponent; `-.5` is text; a bare date is a
 * date. The patterns are those of `yaml/resolver.py` of PyYAML 6.0, tried only for the first characters that it lists.
 */
export type ScalarKind = 'null' | 'bool' | 'int' | 'float' | 'text' | 'date' | 'merge' | 'value'

export interface PlainScalar {
  kind: ScalarKind
  /** The value as JSON data; for `date`, `merge` and `value` the text itself. */
  value: null | boolean | number | string
}

const boolPattern = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const intPattern =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const floatPattern =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const datePattern =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/

function readSexagesimal(digits: string): number {
  return digits.split(':').reduce((total, part) => total * 60 + Number(part), 0)
}

/** The integer that PyYAML makes of a text that matches its pattern; NaN for the few that it fails on, such as `0b_`. */
export function readInteger(source: string): number {
  let digits = source.replaceAll('_', '')
  let sign = 1
  if (digits.startsWith('-') || digits.startsWith('+')) {
    if (digits.startsWith('-')) sign = -1
    digits = digits.slice(1)
  }
  if (digits === '0') return 0
  if (digits.startsWith('0b')) return sign * Number.parseInt(digits.slice(2), 2)
  if (digits.startsWith('0x')) return sign * Number.parseInt(digits.slice(2), 16)
  if (digits.startsWith('0')) return sign * Number.parseInt(digits, 8)
  if (digits.includes(':')) return sign * readSexagesimal(digits)
  return sign * Number(digits)
}

/** The float that PyYAML makes of a text that matches its pattern. */
export function readFloat(source: string): number {
  let digits = source.replaceAll('_', '').toLowerCase()
  let sign = 1
  if (digits.startsWith('-') || digits.startsWith('+')) {
    if (digits.startsWith('-')) sign = -1
    digits = digits.slice(1)
  }
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY
  if (digits === '.nan') return Number.NaN
  if (digits.includes(':')) return sign * readSexagesimal(digits)
  return sign * Number(digits)
}

const nothing: PlainScalar = { kind: 'null', value: null }

/** Resolves a plain (unquoted, untagged) scalar as PyYAML's safe loader does. */
export function resolvePlainScalar(source: string): PlainScalar {
  const first = source.charCodeAt(0)
  const text: PlainScalar = { kind: 'text', value: source }
  if (Number.isNaN(first)) return nothing
  const isDigit = first >= 48 && first <= 57
  if (isDigit || first === 43 || first === 45 || first === 46) {
    if (source.length > 10_000) return text
    if (intPattern.test(source)) {
      const value = readInteger(source)
      return Number.isNaN(value) ? text : { kind: 'int', value }
    }
    if (floatPattern.test(source)) return { kind: 'float', value: readFloat(source) }
    if (isDigit && datePattern.test(source)) return { kind: 'date', value: source }
    return text
  }
  switch (source[0]) {
    case '~':
      return source.length === 1 ? nothing : text
    case '=':
      return source.length === 1 ? { kind: 'value', value: source } : text
    case '<':
      return source === '<<' ? { kind: 'merge', value: source } : text
    case 'n':
    case 'N':
      if (source === 'null' || source === 'Null' || source === 'NULL') return nothing
      break
    case 'y':
    case 'Y':
    case 't':
    case 'T':
    case 'f':
    case 'F':
    case 'o':
    case 'O':
      break
    default:
      return text
  }
  if (source.length > 5 || !boolPattern.test(source)) return text
  return { kind: 'bool', value: /^(?:yes|true|on)$/i.test(source) }
}

/** Whether a text written plain would be read back as that same text. */
export function isPlainText(text: string): boolean {
  const { kind } = resolvePlainScalar(text)
  return (
    kind === 'text' &&
    /^[A-Za-z0-9_./-][^:#\t\n\r]*$/.test(text) &&
    !/\s$/.test(text) &&
    !/^(?:-|\.\.\.|---)(?:\s|$)/.test(text)
  )
}
