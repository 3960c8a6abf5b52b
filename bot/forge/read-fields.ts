import { tidyText } from '../../core/arkindex/refusal.ts'
import { CodedError } from '../../core/errors/coded-error.ts'

/** A part of an answer as it should be; what is otherwise throws `forge-answer-invalid`. */
export interface Fields {
  text(name: string): string
  /** Null where it is missing or null. */
  optionalText(name: string): string | null
  number(name: string): number
  /** A number or text that names an object, as text. */
  id(name: string): string
  optionalId(name: string): string | null
  /** Whether it is true; what is missing is false. */
  flag(name: string): boolean
  /** Epoch milliseconds of a moment. */
  moment(name: string): number
  fields(name: string): Fields
  /** Undefined where it is missing or null. */
  optionalFields(name: string): Fields | undefined
  list(name: string): Fields[]
  /** The texts of a list; none where there is no list. */
  texts(name: string): string[]
}

/** Who answered what, for errors. */
export interface AnswerOrigin {
  peer: string
  what: string
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads an answer field by field: a forge's answers are of any version, or of another program. Throws `forge-answer-invalid`. */
export function readFields(value: unknown, origin: AnswerOrigin): Fields {
  const fail = (problem: string) => new CodedError('forge-answer-invalid', { ...origin, problem })
  if (!isObject(value)) throw fail('no object')
  const read = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined)

  function readText(name: string): string {
    const found = read(name)
    if (typeof found !== 'string') throw fail(`no text "${name}"`)
    return found
  }
  function readId(name: string): string {
    const found = read(name)
    if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return String(found)
    if (typeof found === 'string' && found !== '' && found.length <= 200) return found
    throw fail(`no id "${name}"`)
  }
  const isThere = (name: string) => read(name) !== undefined && read(name) !== null
  return {
    text: readText,
    optionalText: (name) => (isThere(name) ? readText(name) : null),
    number: (name) => {
      const found = read(name)
      if (typeof found !== 'number' || !Number.isFinite(found)) throw fail(`no number "${name}"`)
      return found
    },
    id: readId,
    optionalId: (name) => (isThere(name) ? readId(name) : null),
    flag: (name) => read(name) === true,
    moment: (name) => {
      const moment = Date.parse(readText(name))
      if (Number.isNaN(moment)) throw fail(`no time "${name}"`)
      return moment
    },
    fields: (name) => {
      if (!isObject(read(name))) throw fail(`no object "${name}"`)
      return readFields(read(name), origin)
    },
    optionalFields: (name) => (isThere(name) ? readFields(read(name), origin) : undefined),
    texts: (name) => {
      const found = read(name)
      return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []
    },
    list: (name) => readList(read(name), { ...origin, what: `${origin.what} (${tidyText(name, 50)})` }),
  }
}

/** Reads a list of objects. Throws `forge-answer-invalid`. */
export function readList(value: unknown, origin: AnswerOrigin): Fields[] {
  if (!Array.isArray(value)) throw new CodedError('forge-answer-invalid', { ...origin, problem: 'no list' })
  return value.map((item) => readFields(item, origin))
}
