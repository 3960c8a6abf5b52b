import { describe, expect, it } from 'vitest'
import { RequestLogger } from '../../../core/http/request-logger.ts'
import { createLogger } from '../../../core/log/create-logger.ts'

describe('the logger of a request', () => {
  it('puts its request into each line, its children too, and masks what the logger of the server masks', () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } })
    const ofRequest = new RequestLogger(logger, { reqId: 'the-request' }, {})
    ofRequest.warn({ token: 'unknown' }, 'it is odd')
    ofRequest.debug('below the level')
    ofRequest.child({ part: 'one' }).error('it failed')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, reqId: 'the-request', token: '[redacted]', msg: 'it is odd' },
      { level: 50, reqId: 'the-request', part: 'one', msg: 'it failed' },
    ])
    expect(ofRequest.level).toBe('info')
  })
})
