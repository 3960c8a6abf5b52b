import type { PlainMap, PlainValue } from './definition.ts'

export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function readMap(value: PlainValue | undefined): PlainMap {
  return isMap(value) ? value : {}
}

export function readString(value: PlainValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

export function readList(value: PlainValue | undefined): PlainValue[] {
  return Array.isArray(value) ? value : []
}
