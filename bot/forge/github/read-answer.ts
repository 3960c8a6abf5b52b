import { isJsonObject } from '../../../core/arkindex/openapi-document.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { ForgeUser } from '../forge.ts'

type Fields = Readonly<Record<string, unknown>>

/** An object of an answer. Throws `forge-answer-invalid`: what a forge answers is never taken on trust. */
export function readRecord(value: unknown, peer: string, what: string): Fields {
  if (isJsonObject(value)) return value
  throw new CodedError('forge-answer-invalid', { peer, what, problem: 'no object' })
}

/** A part of an object; empty where there is none. */
export function readPart(fields: Fields, name: string): Fields {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return isJsonObject(value) ? value : {}
}

/** A text, or a number as text; empty where it is neither. */
export function readString(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function readSafeInteger(fields: Fields, name: string): number {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0
}

export function readUser(fields: Fields): ForgeUser {
  const user = readPart(fields, 'user')
  return { id: readString(user, 'id'), username: readString(user, 'login') }
}
