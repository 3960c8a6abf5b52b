import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext, OptionValue } from '../../cli/command.ts'
import { validateCommand } from '../../cli/commands/validate.ts'
import validators from '../../generated/validators.cjs'
import { runCommand } from './run-command.ts'

const good = 'slug: a\ndisplay_name: A\ntype: t\ndescription: D\n'
let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'validate-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
}

async function run(positionals: string[] = [], options: Record<string, OptionValue> = {}, hasColor = false) {
  let stdout = ''
  let stderr = ''
  const open = (take: (text: string) => void) => ({ write: take, isTerminal: false, hasColor, columns: 80 })
  const context: CommandContext = {
    env: {},
    cwd: root,
    stdout: open((text) => {
      stdout += text
    }),
    stderr: open((text) => {
      stderr += text
    }),
    signal: new AbortController().signal,
  }
  const exit = await validateCommand.run({ options: { format: 'pretty', ...options }, positionals }, context)
  return { exit, stdout, stderr }
}

describe('what is checked and the exit code', () => {
  it('is the repository of the working folder, and 0 where all is well', async () => {
    write({ 'arkindex/a.yml': good })
    expect(await run()).toEqual({ exit: 0, stdout: '1 file checked, nothing to complain about.\n', stderr: '' })
  })

  it('is 1 where an error is found', async () => {
    write({ 'arkindex/a.yml': good.replace('a\n', 'a b\n') })
    expect((await run()).exit).toBe(1)
  })

  it('is 0 with warnings alone, and 1 with --strict', async () => {
    write({ '.arkindex.yml': 'version: 3\nworkers: [{name: A, slug: a, type: t}]\n' })
    expect((await run()).exit).toBe(0)
    expect((await run([], { strict: true })).exit).toBe(1)
  })

  it('is a finding where there is no worker YAML at all', async () => {
    const { exit, stdout } = await run()
    expect(exit).toBe(1)
    expect(stdout).toContain('error[no-workers]')
  })

  it.each([
    ['one worker file', ['arkindex/a.yml'], ['arkindex/a.yml']],
    ['the folder of worker files', ['arkindex'], ['arkindex/a.yml']],
    ['a repository elsewhere', ['sub'], ['sub/arkindex/b.yml']],
    ['several, each once', ['arkindex/a.yml', '.', 'sub'], ['arkindex/a.yml', 'sub/arkindex/b.yml']],
    ['.arkindex.yml alone', ['sub2/.arkindex.yml'], ['sub2/.arkindex.yml']],
    ['the release manifest alone', ['.arkindex-ci.yml'], ['.arkindex-ci.yml']],
  ])('takes %s', async (_what, paths, files) => {
    write({
      'arkindex/a.yml': `${good}x: 1\n`,
      'sub/arkindex/b.yml': `${good}x: 1\n`,
      'sub2/.arkindex.yml': 'version: 9\nworkers: []\n',
      ...(paths.includes('.arkindex-ci.yml') ? { '.arkindex-ci.yml': 'version: 2\n' } : {}),
    })
    const { findings } = JSON.parse((await run(paths, { format: 'json' })).stdout) as {
      findings: Array<{ file: string }>
    }
    expect([...new Set(findings.map(({ file }) => file))]).toEqual(files)
  })

  it('checks the release manifest against the workers beside it', async () => {
    write({ 'arkindex/a.yml': good, '.arkindex-ci.yml': 'version: 1\ncompatibility: [{model: M, workers: [b]}]\n' })
    expect((await run()).stdout).toContain('.arkindex-ci.yml:2:38 error[worker-unknown]')
  })

  it('refuses a path that does not exist with a coded error', async () => {
    await expect(run(['nowhere'])).rejects.toMatchObject({ code: 'file-unreadable', exit: 2 })
  })

  it('checks the other files where one cannot be read at all', async () => {
    write({
      'arkindex/a.yml': '\tno YAML: [',
      'arkindex/b.yml': good.replace('gpu', ''),
      'arkindex/c.yml': `${good.replace('slug: a', 'slug: c')}gpu_usage: x\n`,
    })
    const { stdout } = await run()
    expect(stdout).toContain('arkindex/a.yml:1:1 error')
    expect(stdout).toContain('arkindex/c.yml:5:12 error[value-unknown]')
    expect(stdout).toContain('3 files checked')
  })
})

describe('never outside of the repository', () => {
  it.each([
    ['a link to a file', () => symlinkSync('/etc/passwd', path.join(root, 'arkindex/b.yml'))],
    [
      'a link to a folder',
      () => {
        rmSync(path.join(root, 'arkindex'), { recursive: true })
        symlinkSync('/etc', path.join(root, 'arkindex'))
      },
    ],
  ])('not by %s', async (_what, make) => {
    write({ 'arkindex/a.yml': good })
    make()
    const { stdout } = await run()
    expect(stdout).toContain('error[file-outside]')
    expect(stdout, 'what a link leads to is not quoted either').not.toContain('root:')
  })

  it('not by a link on the way of an entry, nor of a description', async () => {
    symlinkSync('/etc', path.join(root, 'etc'))
    write({
      '.arkindex.yml': 'version: 3\nworkers: [etc/hostname, {name: A, slug: a, type: t, description: etc/hostname}]\n',
    })
    expect((await run()).stdout.match(/error\[file-outside\]/g)).toHaveLength(2)
  })

  it('and a link that stays inside is followed', async () => {
    write({ 'workers/a.yml': good })
    mkdirSync(path.join(root, 'arkindex'))
    symlinkSync('../workers/a.yml', path.join(root, 'arkindex/a.yml'))
    expect((await run()).exit).toBe(0)
  })

  it('does not wait for a pipe', async () => {
    write({ 'arkindex/a.yml': good })
    execFileSync('mkfifo', [path.join(root, 'arkindex/b.yml')])
    expect((await run()).stdout).toContain('arkindex/b.yml is a named pipe')
  })
})

describe('the formats', () => {
  it('pretty shows the line with carets under the exact columns, tabs and wide letters counted', async () => {
    write({
      'arkindex/a.yml': `${good.replace('D\n', '"語\té"\n')}gpu_usage: suported\ndocker: {command: "語é\\t", shm_size: 64M}\n`,
    })
    expect((await run()).stdout).toBe(
      [
        'arkindex/a.yml:5:12 error[value-unknown] "suported" is not a value of "gpu_usage".',
        '  5 | gpu_usage: suported',
        '    |            ^^^^^^^^',
        '    = Write supported. Possible are disabled, supported, required. (--fix does it)',
        '',
        'arkindex/a.yml:6:37 error[shm-size-invalid] "64M" is not a size of shared memory.',
        '  6 | docker: {command: "語é\\t", shm_size: 64M}',
        '    |                                      ^^^',
        '    = Write a whole number above zero, then b, k, m or g, such as 512m. (--fix does it)',
        '',
        '1 file checked: 2 errors, 0 warnings.',
        '',
      ].join('\n'),
    )
  })

  it('pretty cuts a long line around the place, and never prints control characters of a file', async () => {
    write({ 'arkindex/a.yml': `${good}"\\e[31m": {${'a'.repeat(5000)}: 1}\ngpu_usage: "\\u202e"\n# \u009b31m\n` })
    const { stdout } = await run()
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(500)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })

  it('pretty is coloured only where the output takes colour', async () => {
    write({ 'arkindex/a.yml': `${good}x: 1\n` })
    expect((await run()).stdout).not.toContain('\u001b')
    expect((await run([], {}, true)).stdout).toContain('\u001b[1;31merror[key-unknown]\u001b[0m')
  })

  it('json is the findings and nothing else', async () => {
    write({ 'arkindex/a.yml': `${good.replace('display_name', 'name')}` })
    const printed: unknown = JSON.parse((await run([], { format: 'json' })).stdout)
    expect(validators.findings(printed)).toBe(true)
    expect(printed).toEqual({
      findings: [
        {
          file: 'arkindex/a.yml',
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 5,
          code: 'key-unknown',
          severity: 'error',
          message: 'The key "name" is not known.',
          remedy: 'Write "display_name".',
          edit: { line: 2, column: 1, endLine: 2, endColumn: 5, newText: 'display_name' },
        },
      ],
    })
  })

  it('codequality has unique fingerprints that stay when lines move', async () => {
    write({
      'arkindex/a.yml': `${good}configuration:\n  - {key: a, display_name: A, type: x}\n  - {key: b, display_name: B, type: x}\n`,
    })
    type Issue = {
      fingerprint: string
      location: { path: string; lines: { begin: number } }
      severity: string
      check_name: string
    }
    const before: Issue[] = JSON.parse((await run([], { format: 'codequality' })).stdout)
    expect(before).toMatchObject([
      { check_name: 'value-unknown', severity: 'major', location: { path: 'arkindex/a.yml', lines: { begin: 6 } } },
      { check_name: 'value-unknown', severity: 'major', location: { path: 'arkindex/a.yml', lines: { begin: 7 } } },
    ])
    expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(2)
    write({ 'arkindex/a.yml': `# moved\n${readFileSync(path.join(root, 'arkindex/a.yml'), 'utf8')}` })
    const after: Issue[] = JSON.parse((await run([], { format: 'codequality' })).stdout)
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint))
  })

  it('junit has a test case a file, and is XML whatever the file holds', async () => {
    write({
      'arkindex/a.yml': good,
      'arkindex/b.yml': `${good.replace('slug: a', 'slug: b')}gpu_usage: "<&\\">\\u0001\\ud800]]>"\n`,
    })
    const { stdout } = await run([], { format: 'junit' })
    const program =
      'import sys, json, xml.etree.ElementTree as E; r = E.fromstring(sys.stdin.buffer.read()); print(json.dumps([[c.get("name"), [f.get("type") for f in c.findall("failure")]] for c in r.iter("testcase")]))'
    const parsed: unknown = JSON.parse(execFileSync('python3', ['-c', program], { input: stdout, encoding: 'utf8' }))
    expect(parsed).toEqual([
      ['arkindex/a.yml', []],
      ['arkindex/b.yml', ['value-unknown']],
    ])
  })

  it('writes several reports in one call while it prints', async () => {
    write({ 'arkindex/a.yml': `${good}x: 1\n` })
    const { stdout } = await run([], { output: ['codequality=q.json', 'junit=j.xml', 'json=f.json'] })
    expect(stdout).toContain('error[key-unknown]')
    expect(JSON.parse(readFileSync(path.join(root, 'q.json'), 'utf8'))).toHaveLength(1)
    expect(readFileSync(path.join(root, 'j.xml'), 'utf8')).toContain('<failure')
    expect(validators.findings(JSON.parse(readFileSync(path.join(root, 'f.json'), 'utf8')))).toBe(true)
  })

  it('refuses an output without a format, and one that cannot be written', async () => {
    write({ 'arkindex/a.yml': good })
    await expect(run([], { output: ['x.json'] })).rejects.toMatchObject({ code: 'wrong-usage', exit: 2 })
    await expect(run([], { output: ['json=no/x.json'] })).rejects.toMatchObject({ code: 'file-unwritable', exit: 2 })
  })
})

describe('--fix', () => {
  it('writes every mend, keeps the mode, and says what is left', async () => {
    write({
      'arkindex/a.yml': `slug: a\nname: A\ntype: 3\ndescription: D\ngpu_usage: no\ndocker: {shm_size: 64M}\nx: 1\n`,
    })
    chmodSync(path.join(root, 'arkindex/a.yml'), 0o600)
    const { exit, stdout, stderr } = await run([], { fix: true })
    expect(readFileSync(path.join(root, 'arkindex/a.yml'), 'utf8')).toBe(
      'slug: a\ndisplay_name: A\ntype: "3"\ndescription: D\ngpu_usage: disabled\ndocker: {shm_size: 64m}\nx: 1\n',
    )
    expect(statSync(path.join(root, 'arkindex/a.yml')).mode & 0o777).toBe(0o600)
    expect(stderr).toBe('4 mends written.\n')
    expect(stdout).toContain('1 file checked: 1 error, 0 warnings.')
    expect(exit).toBe(1)
  })
})

describe('the built command', () => {
  it('prints and exits as it should, and reads its options from variables', async () => {
    write({ 'arkindex/a.yml': `${good}x: 1\n` })
    const { exit, stdout } = await runCommand(['validate'], { cwd: root, env: { ARKINDEX_CI_FORMAT: 'json' } })
    expect(exit).toBe(1)
    expect(validators.findings(JSON.parse(stdout))).toBe(true)
  })

  it('has no ajv in it', () => {
    const parts = path.join(import.meta.dirname, '../../dist/parts')
    expect(readFileSync(path.join(parts, 'check.cjs'), 'utf8')).not.toMatch(
      /node_modules\/ajv\/dist\/(?:core|compile|2020)/,
    )
  })
})
