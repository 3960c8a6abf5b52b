import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerSecret } from '../../../core/log/secrets.ts'
import { collectArtifacts } from '../../../server/agent/collect-artifacts.ts'
import { isLeaseOver, noteLease } from '../../../server/agent/lease.ts'
import { identifyProcess, isAlive, isOfEarlierBoot } from '../../../server/agent/process-identity.ts'
import { openBoundedLog } from '../../../server/agent/runner/bounded-log.ts'
import { claimFolder, voidFolder } from '../../../server/agent/runner/run-task.ts'
import { findWholeLength } from '../../../server/agent/send-log.ts'
import { splitCommand } from '../../../server/agent/split-command.ts'
import { readUptime } from '../../../server/agent/uptime.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-agent-parts-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a command that is one text', () => {
  it.each([
    ['worker-train', ['worker-train']],
    ['  python3  -m worker ', ['python3', '-m', 'worker']],
    [`sh -c 'a "b" $c' "d e\\"f" g\\ h ''`, ['sh', '-c', 'a "b" $c', 'd e"f', 'g h', '']],
    ['', []],
  ])('%j is split as a shell does', (text, words) => {
    expect(splitCommand(text)).toEqual(words)
  })

  it('agrees with the shell on quotes', () => {
    const text = `a 'b  c' "d \\$e" f\\'g "h'i" j"k"l`
    const said = execFileSync('sh', ['-c', `printf '%s\\n' ${text}`], { encoding: 'utf8' })
    expect(splitCommand(text)).toEqual(said.trimEnd().split('\n'))
  })

  it('with an open quote is refused', () => {
    expect(() => splitCommand('sh -c "echo')).toThrow('a quote is left open')
  })
})

describe('the bounded log', () => {
  const write = async (chunks: readonly (string | Buffer)[], bounds = { head: 1000, tail: 100 }, pause = 0) => {
    const file = path.join(folder, `log-${Math.random()}`)
    const log = openBoundedLog(file, bounds)
    for (const chunk of chunks) {
      log.write(Buffer.from(chunk))
      if (pause > 0) await delay(pause)
    }
    log.close()
    return readFileSync(file, 'utf8')
  }

  it('masks a secret that comes in parts', async () => {
    registerSecret('this-is-a-token-of-a-task')
    expect(await write(['token: this-is-a-to', 'ken-of-a-task\n', 'and this-is-a-token-of-a-task'])).toBe(
      'token: [redacted]\nand [redacted]\n',
    )
    const long = 'x'.repeat(700)
    expect(await write([long, 'this-is-a-token', '-of-a-task', 'y'], { head: 10_000, tail: 100 })).toBe(
      `${long}[redacted]y\n`,
    )
  })

  it('cuts through no character, and holds neither NUL nor what is no UTF-8', async () => {
    const text = 'grüße €😀\n'
    const bytes = Buffer.from(text.repeat(3))
    expect(await write([...bytes].map((byte) => Buffer.from([byte])))).toBe(text.repeat(3))
    expect(await write([Buffer.from([0x61, 0, 0xff, 0x62, 0x0a])])).toBe('a\ufffd\ufffdb\n')
  })

  it('keeps the beginning and the end, and says how much is left out', async () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `line ${at}\n`)
    const text = await write(lines)
    expect(text).toMatch(/^line 0\nline 1\n/)
    expect(text).toMatch(/line 998\nline 999\n$/)
    const [, left] = /\n\[agent\] (\d+) bytes of the log are left out here\n/.exec(text) ?? []
    const kept = Buffer.byteLength(text.replace(/\[agent\].*\n/, ''))
    expect(Math.abs(kept + Number(left) - lines.join('').length), 'nothing else is lost').toBeLessThanOrEqual(1)
  })

  it('shows a line without an end soon', async () => {
    const file = path.join(folder, 'progress')
    const log = openBoundedLog(file)
    log.write(Buffer.from('......'))
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 2_000 }).toBe('......')
    log.close()
  })

  it('a part that is sent ends with a whole character', () => {
    const bytes = Buffer.from('a€')
    expect([1, 2, 3, 4].map((length) => findWholeLength(bytes.subarray(0, length)))).toEqual([1, 1, 1, 4])
    expect(findWholeLength(Buffer.alloc(0))).toBe(0)
  })
})

describe('the files of a worker', () => {
  it('are taken within bounds; links out of the folder, pipes and folders behind links are not', async () => {
    const root = path.join(folder, 'current')
    mkdirSync(path.join(root, 'deep'), { recursive: true })
    for (const name of ['a', 'deep/b', 'z']) writeFileSync(path.join(root, name), 'four')
    writeFileSync(path.join(folder, 'outside'), 'secret')
    symlinkSync('../outside', path.join(root, 'leaving'))
    symlinkSync('..', path.join(root, 'up'))
    symlinkSync('deep/b', path.join(root, 'inside'))
    execFileSync('mkfifo', [path.join(root, 'pipe')])
    const { files, leftOut } = await collectArtifacts(root)
    expect(files.map(({ path: name, size }) => `${name} ${size}`)).toEqual(['a 4', 'deep/b 4', 'inside 4', 'z 4'])
    expect(leftOut.map((text) => text.split(':')[0])).toEqual(['leaving', 'up'])
    const few = await collectArtifacts(root, { files: 2, bytes: 1000 })
    expect(few.files).toHaveLength(2)
    expect(few.leftOut.join()).toContain('more than 2 files')
    const small = await collectArtifacts(root, { files: 10, bytes: 9 })
    expect(small.files).toHaveLength(2)
  })
})

describe('who runs a task', () => {
  it('is one process, or nobody, for ever', () => {
    const [taken, voided] = ['taken', 'voided'].map((name) => path.join(folder, name))
    for (const place of [taken, voided]) mkdirSync(place ?? '')
    expect([claimFolder(taken ?? ''), claimFolder(taken ?? ''), voidFolder(taken ?? '')]).toEqual([true, false, false])
    expect([voidFolder(voided ?? ''), claimFolder(voided ?? '')]).toEqual([true, false])
  })

  it('is told from another process of the same number, and of another boot', () => {
    const own = identifyProcess(process.pid)!
    expect(isAlive(own)).toBe(true)
    expect(isAlive({ ...own, start: '1' })).toBe(false)
    expect(isAlive({ ...own, boot: 'other' })).toBe(false)
    expect(isOfEarlierBoot({ ...own, boot: 'other' })).toBe(true)
  })

  it('may go on until shortly before the server gives the task away', () => {
    const file = path.join(folder, 'lease')
    expect(isLeaseOver(file), 'nothing was heard yet').toBe(true)
    noteLease(file, readUptime(), 60)
    expect(isLeaseOver(file)).toBe(false)
    noteLease(file, readUptime() - 57, 60)
    expect(isLeaseOver(file)).toBe(false)
    noteLease(file, readUptime() - 58.5, 60)
    expect(isLeaseOver(file)).toBe(true)
    noteLease(file, readUptime() + 1000, 60)
    expect(isLeaseOver(file), 'it was written before the machine was started anew').toBe(true)
  })
})
