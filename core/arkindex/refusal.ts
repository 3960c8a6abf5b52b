import { maskSecrets } from '../log/secrets.ts'
import type { FieldMessages } from './instance.ts'
import { isJsonObject } from './openapi-document.ts'

const longestMessage = 300
const longestText = 1_000
const mostMessages = 50
const deepest = 8

/** Text of an instance made fit for a line of ours: no control characters, no line breaks, bounded. */
export function tidyText(text: string, longest: number = longestText): string {
  const tidy = text
    .slice(0, longest * 4)
    // Controls, and the marks that turn the direction of what follows.
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return tidy.length > longest ? `${tidy.slice(0, longest - 1)}…` : tidy
}

/** The same value with every known secret in it masked. */
export function maskValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskSecrets(value)
  if (depth > 50) return undefined
  if (Array.isArray(value)) return value.map((item) => maskValue(item, depth + 1))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [maskSecrets(name), maskValue(item, depth + 1)]),
  )
}

/**
 * The messages of a refused request, by field. Django REST Framework sends `{field: [messages]}`, nested by field and by
 * position, `{"detail": message}`, and what belongs to no field under `non_field_errors` or `__all__` (arkindex.md 3.14).
 */
export function readFieldMessages(body: unknown): FieldMessages {
  const fields = new Map<string, string[]>()
  let count = 0
  const add = (field: string, message: string) => {
    if (count++ >= mostMessages) return
    const name = tidyText(field, 100) || 'detail'
    fields.set(name, [...(fields.get(name) ?? []), tidyText(message, longestMessage)])
  }
  const walk = (value: unknown, place: readonly string[]) => {
    if (count >= mostMessages || place.length > deepest) return
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        walk(item, typeof item === 'object' ? [...place, String(index)] : place)
    } else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) {
        walk(item, ['non_field_errors', '__all__', 'detail'].includes(name) ? place : [...place, name])
      }
    } else if (value !== null && value !== undefined && value !== '') {
      add(place.join('.'), String(value))
    }
  }
  walk(body, [])
  return Object.fromEntries(fields)
}

/** One line of all messages: those of no field first as they are, then each field with its own. */
export function renderFieldMessages(fields: FieldMessages): string {
  const { detail = [], ...others } = fields
  const parts = [...detail, ...Object.entries(others).map(([field, messages]) => `${field}: ${messages.join(' ')}`)]
  return tidyText(parts.join('; ')).replace(/[.\s]+$/, '')
}
