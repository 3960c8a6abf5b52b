import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'

/** A value of JSON as plain data. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }
export type JsonObject = { [key: string]: JsonValue }

/** How time, ids and JSON are kept on both engines: epoch milliseconds, text in the form of a UUID, and text (DESIGN decision 6). */
export interface Clock {
  /** Epoch milliseconds; within one process never the same twice, so that rows sort in the order in which they were made. */
  now(): number
}

export function createClock(): Clock {
  let last = 0
  return {
    now: () => {
      last = Math.max(last + 1, Date.now())
      return last
    },
  }
}

export function createId(): string {
  return randomUUID()
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a column that holds JSON. Throws where it does not: that is a damaged database, never a user's mistake. */
export function readJson(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text)
  return value
}

export function readJsonObject(text: string): JsonObject {
  const value = readJson(text)
  if (!isJsonObject(value)) throw new Error('a column that holds a JSON object holds something else')
  return value
}

export function readJsonTexts(text: string): string[] {
  const value = readJson(text)
  if (!Array.isArray(value)) throw new Error('a column that holds a JSON list holds something else')
  return value.map(String)
}

/** JSON with the keys of every object in order, so that equal contents are equal texts. */
export function writeCanonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonicalJson).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeCanonicalJson(item)}`).join(',')}}`
}

/** A name as it is compared in a search that ignores case, alike on both engines. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** What LIKE finds `text` anywhere with, each character as itself: SQLite has no escape character of its own. */
export function containsPattern(text: string): RawBuilder<string> {
  return sql<string>`${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
}
