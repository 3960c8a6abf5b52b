import { describe, expect, it } from 'vitest'
import { createLogger } from '../../../core/log/create-logger.ts'
import { maskSecrets, registerSecret } from '../../../core/log/secrets.ts'

function capture() {
  const lines: string[] = []
  return { lines, logger: createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } }) }
}

describe('the logger', () => {
  it('masks a known secret plain, URL-encoded, in JSON and in base64 wherever it begins', () => {
    const canary = 'canary "of/this+test" =?'
    registerSecret(canary)
    const forms = [
      canary,
      encodeURIComponent(canary),
      JSON.stringify({ canary }),
      ...['', 'u', 'us', 'user:'].map((before) => Buffer.from(`${before}${canary}${before}`).toString('base64')),
    ]
    const { lines, logger } = capture()
    for (const form of forms) logger.info({ form, deep: [{ form }] }, `it is ${form}`)
    logger.error(new Error(`failed with ${canary}`))
    const log = lines.join('')
    expect(log).not.toContain('of/this')
    expect(log).not.toContain('of%2Fthis')
    // The middle of the base64 is what stays the same at each beginning.
    for (const form of forms.slice(3)) expect(log).not.toContain(form.slice(10, 26))
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true)
  })

  it('masks fields that hold secrets, known or not', () => {
    const { lines, logger } = capture()
    logger.info({
      authorization: 'Token unknown1',
      headers: { authorization: 'Token unknown2', 'set-cookie': 'unknown3' },
      password: 'unknown4',
    })
    expect(lines.join('')).not.toContain('unknown')
  })

  it('tells no more of an error than its type, message and stack', () => {
    const { lines, logger } = capture()
    logger.error(
      { err: Object.assign(new Error('failed'), { request: { headers: { 'x-other': 'hidden' } } }) },
      'it failed',
    )
    expect(lines.join('')).not.toContain('hidden')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'it failed', err: { message: 'failed' } })
  })

  it('leaves words alone that are too short to be secrets', () => {
    registerSecret('main')
    expect(maskSecrets('the branch main')).toBe('the branch main')
  })
})
