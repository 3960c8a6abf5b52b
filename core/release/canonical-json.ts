import { createHash } from 'node:crypto'

/** JSON with the keys of every object in order, so that equal values have equal texts. `undefined` counts as absent. */
export function writeCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeCanonicalJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeCanonicalJson(item)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** `sha256:…` of a value's canonical JSON. */
export function digestValue(value: unknown): string {
  return `sha256:${createHash('sha256').update(writeCanonicalJson(value)).digest('hex')}`
}

/** Whether two values are the same data, whatever the order of their keys. */
export function isSameValue(left: unknown, right: unknown): boolean {
  return writeCanonicalJson(left) === writeCanonicalJson(right)
}
