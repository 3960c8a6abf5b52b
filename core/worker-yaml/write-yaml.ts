import { writeFloat } from '../findings/check-yaml-file.ts'
import { resolvePlainScalar } from '../findings/yaml-scalar.ts'
import type { PlainValue } from './definition.ts'

/** A number that YAML must show as a float, also where it has no fraction. */
export class FloatNumber {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** What can be written: plain data, with floats told from integers. */
export type WritableValue =
  | null
  | boolean
  | number
  | string
  | FloatNumber
  | WritableValue[]
  | { [key: string]: WritableValue }

// What PyYAML takes for a line break, a mark or no character at all, and what JSON leaves as it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must be escaped.
const needsEscape = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/u

/** A text in double quotes, as YAML 1.1 and 1.2 both read it. */
function writeQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Whether a text written without quotes is read back as that same text, by PyYAML and by YAML 1.2 alike. */
function isPlain(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[A-Za-z/][A-Za-z0-9 _./()+-]*$/.test(text) &&
    !text.endsWith(' ') &&
    resolvePlainScalar(text).kind === 'text' &&
    !/^(?:y|n)$/i.test(text)
  )
}

function isBlock(text: string): boolean {
  return (
    text.includes('\n') &&
    /^[^\s]/.test(text) &&
    !text.includes('\r') &&
    !text.includes('\t') &&
    !needsEscape.test(text)
  )
}

function writeBlock(text: string, indent: string): string {
  const trailing = /\n*$/.exec(text)?.[0].length ?? 0
  const chomping = trailing === 0 ? '-' : trailing === 1 ? '' : '+'
  const lines = (trailing === 0 ? text : text.slice(0, -1)).split('\n')
  return `|${chomping}\n${lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}`
}

function writeScalar(value: null | boolean | number | string | FloatNumber, indent: string): string {
  if (value === null) return 'null'
  if (value instanceof FloatNumber) return Object.is(value.value, -0) ? '-0.0' : writeFloat(value.value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? String(value === 0 ? 0 : value) : writeFloat(value)
  if (isBlock(value)) return writeBlock(value, indent)
  return isPlain(value) ? value : writeQuoted(value)
}

function isScalar(value: WritableValue): value is null | boolean | number | string | FloatNumber {
  return value === null || typeof value !== 'object' || value instanceof FloatNumber
}

function writeEntries(value: WritableValue[] | { [key: string]: WritableValue }, indent: string): string {
  if (Array.isArray(value)) {
    return value
      .map((item) => {
        if (isScalar(item)) return `${indent}- ${writeScalar(item, `${indent}  `)}\n`
        if (isEmpty(item)) return `${indent}- ${Array.isArray(item) ? '[]' : '{}'}\n`
        // The first line of the item goes behind the dash, which is as wide as the indentation.
        return `${indent}- ${writeEntries(item, `${indent}  `).slice(indent.length + 2)}`
      })
      .join('')
  }
  return Object.entries(value)
    .map(([key, item]) => {
      const name = isPlain(key) ? key : writeQuoted(key)
      // PyYAML takes no key over 1024 characters on the line of its colon.
      const lead = name.length > 1000 ? `${indent}? ${name}\n${indent}:` : `${indent}${name}:`
      if (isScalar(item)) return `${lead} ${writeScalar(item, `${indent}  `)}\n`
      if (isEmpty(item)) return `${lead} ${Array.isArray(item) ? '[]' : '{}'}\n`
      return `${lead}\n${writeEntries(item, `${indent}  `)}`
    })
    .join('')
}

function isEmpty(value: WritableValue[] | { [key: string]: WritableValue }): boolean {
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
}

/** A mapping as a YAML document that PyYAML and YAML 1.2 read alike: several lines as block text, odd text in double quotes. */
export function writeYaml(value: { [key: string]: WritableValue }): string {
  return writeEntries(value, '')
}

/**
 * Plain data with its floats marked.
 *
 * @param floats JSON pointers of numbers that were written as floats without a fraction
 * @param pointer the pointer of `value` itself
 */
export function markFloats(value: PlainValue, floats: ReadonlySet<string>, pointer: string): WritableValue {
  if (typeof value === 'number')
    return floats.has(pointer) || !Number.isSafeInteger(value) ? new FloatNumber(value) : value
  if (Array.isArray(value)) return value.map((item, index) => markFloats(item, floats, `${pointer}/${index}`))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, markFloats(item, floats, `${pointer}/${escapePointer(key)}`)]),
  )
}

export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
