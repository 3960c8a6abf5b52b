import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from './run-command.ts'

const good = 'spec: {inputs: {p: {description: Prefix., default: ""}}}\n---\n"$[[ inputs.p ]]a": {script: [run]}\n'
const wrong = good.replace('{script', '{skript')
const warned = `${good}stages: [a]\n`
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lint-template-'))
  for (const [name, text] of Object.entries({ good, wrong, warned }))
    writeFileSync(path.join(folder, `${name}.yml`), text)
})

afterAll(() => rmSync(folder, { recursive: true }))

const lint = (...args: string[]) => runCommand(['lint-template', ...args], { cwd: folder })

describe('lint-template', () => {
  it('ends with 0 where all is well', async () => {
    expect(await lint('good.yml')).toMatchObject({
      exit: 0,
      stdout: '1 file checked, nothing to complain about.\n',
      stderr: '',
    })
  })

  it('ends with 1 where an error is found, and shows the line with the place', async () => {
    const { exit, stdout } = await lint('wrong.yml')
    expect(exit).toBe(1)
    expect(stdout).toContain(
      'wrong.yml:3:22 error[ci-key-unknown] GitLab knows no "skript" in "a". Did you mean "script"?',
    )
    expect(stdout).toContain('^^^^^^\n')
  })

  it('lets warnings pass, fails on them with --strict, and leaves out those of policy with --no-policy', async () => {
    expect(await lint('warned.yml')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('policy-global-keyword'),
    })
    expect((await lint('warned.yml', '--strict')).exit).toBe(1)
    expect((await lint('warned.yml', '--strict', '--no-policy')).exit).toBe(0)
  })

  it('takes inputs, and says which are wrong at once', async () => {
    expect((await lint('good.yml', '--input', 'p=ocr-')).exit).toBe(0)
    const { exit, stdout } = await lint('good.yml', '--input', 'q=1', '--input', 'r=1')
    expect(exit).toBe(1)
    expect(stdout.match(/error\[given-unknown\]/g)?.length).toBe(2)
    expect(await lint('good.yml', '--input', 'p')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('NAME=VALUE'),
    })
  })

  it('prints JSON, and writes the reports that GitLab shows', async () => {
    const { stdout } = await lint(
      'wrong.yml',
      '--format',
      'json',
      '--output',
      'codequality=q.json',
      '--output',
      'junit=j.xml',
    )
    const codes = ['ci-key-unknown', 'job-does-nothing']
    const { findings } = JSON.parse(stdout)
    expect(findings.map(({ code }: { code: string }) => code).sort()).toEqual(codes)
    const quality = JSON.parse(readFileSync(path.join(folder, 'q.json'), 'utf8'))
    expect(quality.map((issue: { check_name: string }) => issue.check_name).sort()).toEqual(codes)
    expect(readFileSync(path.join(folder, 'j.xml'), 'utf8')).toContain('classname="arkindex-ci.lint-template"')
  })

  it('is wrong usage without a file, or with one that is not there', async () => {
    expect(await lint()).toMatchObject({ exit: 2, stderr: expect.stringContaining('No FILE') })
    expect(await lint('none.yml', 'other.yml')).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/none\.yml.*other\.yml/s),
    })
  })

  it('reads plain files alone', async () => {
    symlinkSync('/dev/zero', path.join(folder, 'zero.yml'))
    expect(await lint('zero.yml')).toMatchObject({ exit: 1, stdout: expect.stringContaining('file-not-regular') })
  })
})
