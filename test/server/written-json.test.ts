import { describe, expect, it } from 'vitest'
import { freeObject } from '../../server/contract/shape.ts'
import { WrittenJson, writeJson, written } from '../../server/contract/written-json.ts'

describe('an answer with parts that are JSON already', () => {
  it('is the text that it would be had they been read', () => {
    const texts = ['{"a":[1,"\\"x\\"",null]}', '{}', '{"$&":"$1","é":"\\u0000"}']
    const body = {
      first: 1,
      results: texts.map((text) => ({ text, part: new WrittenJson(text), more: [new WrittenJson(text)] })),
    }
    const read = {
      first: 1,
      results: texts.map((text) => ({ text, part: JSON.parse(text), more: [JSON.parse(text)] })),
    }
    expect(JSON.parse(writeJson(body))).toEqual(read)
    expect(JSON.parse(JSON.stringify(body))).toEqual(read)
  })

  it('is written one after the other, also when one fails', () => {
    const broken = {
      one: new WrittenJson('{}'),
      get two() {
        throw new Error('broken')
      },
    }
    expect(() => writeJson(broken)).toThrow('broken')
    expect(writeJson([new WrittenJson('1'), 2])).toBe('[1,2]')
  })

  it('keeps the shape of the value', () => {
    const shape = written(freeObject('Anything.'))
    expect(shape.schema).toEqual(freeObject('Anything.').schema)
    expect(shape.read(3).ok).toBe(false)
    const reading = shape.read({ a: 1 })
    expect(reading.ok && reading.value.text).toBe('{"a":1}')
  })
})
