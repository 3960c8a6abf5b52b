import { randomUUID } from 'node:crypto'
import { type JsonValue, readJson } from '../../core/database/conventions.ts'
import type { Shape } from './shape.ts'

/** Stands in a text, while it is being written, where JSON goes that is written already. No user knows it. */
const mark = randomUUID()

/** Where `writeJson` is at work, the texts that its marks stand for. */
let collected: string[] | undefined

/**
 * A part of an answer that is JSON already, as a column holds it: to read it only to write it again would cost a page of
 * them more than all the rest.
 */
export class WrittenJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toJSON(): JsonValue {
    if (!collected) return readJson(this.text)
    collected.push(this.text)
    return mark
  }
}

/** The same shape, of an answer that has the value as it was written. */
export function written(shape: Shape<unknown>): Shape<WrittenJson> {
  return {
    ...shape,
    read: (value) => {
      const reading = shape.read(value)
      return reading.ok ? { ok: true, value: new WrittenJson(JSON.stringify(reading.value)) } : reading
    },
  }
}

/** Like `JSON.stringify`, with the parts that are written already as they stand. */
export function writeJson(body: unknown): string {
  const texts: string[] = []
  collected = texts
  try {
    const [first = '', ...rest] = JSON.stringify(body).split(`"${mark}"`)
    return rest.reduce((text, part, index) => `${text}${texts[index]}${part}`, first)
  } finally {
    collected = undefined
  }
}
