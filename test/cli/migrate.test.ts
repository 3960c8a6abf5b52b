import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from './run-command.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'migrate-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

const write = (rest = '') =>
  writeFileSync(
    path.join(root, '.arkindex.yml'),
    `version: 3\nworkers:\n  - name: A\n    slug: a\n    type: t\n${rest}`,
  )

describe('arkindex-ci migrate', () => {
  it('writes the files, removes the old one, and what it wrote validates', async () => {
    write()
    const { exit, stdout } = await runCommand(['migrate'], { cwd: root })
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout:
        'written: arkindex/a.yml\nGood to know:\n  a: there is no description: the name stands in its place\nremoved: .arkindex.yml\n',
    })
    expect((await runCommand(['validate', '--strict'], { cwd: root })).exit).toBe(0)
  })

  it('only tells with --check', async () => {
    write()
    const { exit, stdout } = await runCommand(['migrate', '--check'], { cwd: root })
    expect(exit).toBe(0)
    expect(stdout).toContain('would be written: arkindex/a.yml')
    expect(stdout).toContain('display_name: A')
    expect(readdirSync(root)).toEqual(['.arkindex.yml'])
  })

  it('refuses to lose anything, and says what it would be', async () => {
    write('    secrets: [x/y]\n')
    const { exit, stdout, stderr } = await runCommand(['migrate'], { cwd: root })
    expect(exit).toBe(1)
    expect(stdout).toContain('secret "x/y"')
    expect(stderr).toContain('error[migration-would-lose]')
    expect(existsSync(path.join(root, 'arkindex'))).toBe(false)
  })

  it('keeps the old file with --allow-loss', async () => {
    write('    secrets: [x/y]\n')
    const { exit, stdout } = await runCommand(['migrate', '--allow-loss', '--format', 'json'], { cwd: root })
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ written: ['arkindex/a.yml'], removed: [], losses: [{ worker: 'a' }] })
    expect(existsSync(path.join(root, '.arkindex.yml'))).toBe(true)
  })

  it('tells errors of the old file and writes nothing', async () => {
    write('    gpu_usage: maybe\n')
    const { exit, stdout } = await runCommand(['migrate'], { cwd: root })
    expect(exit).toBe(1)
    expect(stdout).toContain('error[value-unknown]')
    expect(readdirSync(root)).toEqual(['.arkindex.yml'])
  })

  it('says that there is nothing to migrate', async () => {
    const { exit, stderr } = await runCommand(['migrate'], { cwd: root })
    expect(exit).toBe(2)
    expect(stderr).toContain('error[migration-without-source]')
  })
})
