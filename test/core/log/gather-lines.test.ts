import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { gatherLines } from '../../../core/log/gather-lines.ts'

describe('lines that are gathered', () => {
  it('are written together at the end of their turn, in their order, and once', async () => {
    const writes: string[] = []
    const stream = gatherLines({ write: (text) => writes.push(text) })
    stream.write('one\n')
    stream.write('two\n')
    expect(writes).toEqual([])
    await nextTurn()
    stream.write('three\n')
    await nextTurn()
    await nextTurn()
    expect(writes).toEqual(['one\ntwo\n', 'three\n'])
  })

  it('are written where the process ends before its turn does', () => {
    const script = `import { gatherLines } from ${JSON.stringify(path.resolve('core/log/gather-lines.ts'))}
      gatherLines(process.stderr).write('the last line')
      process.exit(3)`
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 3, stderr: 'the last line' })
  })
})
