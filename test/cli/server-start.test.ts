import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandFile, runCommand } from './run-command.ts'

const run = promisify(execFile)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'server-start-'))
  writeFileSync(path.join(folder, 'seed.yml'), 'version: 1\nmodels:\n  - { name: Letters }\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('arkindex-ci server start', () => {
  it('gives the rest of the shell a seeded server and a token that it does not print, and ends with the shell', async () => {
    const script = [
      `'${process.execPath}' '${commandFile}' server start`,
      '. ./.arkindex-service.env',
      `'${process.execPath}' '${commandFile}' server health --url "$ARKINDEX_API_URL"`,
      `'${process.execPath}' -e 'fetch(process.env.ARKINDEX_API_URL + "/api/v1/models/", { headers: { authorization: "Token " + process.env.ARKINDEX_API_TOKEN } }).then((answer) => answer.text()).then(console.log)'`,
      'echo "$ARKINDEX_API_URL" > url',
      'exit 7',
    ].join('\n')
    const env = { PATH: process.env.PATH, HOME: folder, ARKINDEX_CI_SEED: 'seed.yml', ARKINDEX_CI_PORT: '1' }
    const ended: { code?: number; stdout: string; stderr: string } = await run('sh', ['-eu', '-c', script], {
      cwd: folder,
      env,
    }).catch((error: unknown) => error as { code: number; stdout: string; stderr: string })
    expect(ended.code, ended.stderr).toBe(7)
    expect(ended.stdout).toContain('"name":"Letters"')
    const file = path.join(folder, '.arkindex-service.env')
    const token = /ARKINDEX_API_TOKEN='(\w+)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
    expect(token).toHaveLength(48)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const log = readFileSync(path.join(folder, '.arkindex-service.log'), 'utf8')
    expect(`${ended.stdout}${ended.stderr}${log}`).not.toContain(token)
    const url = readFileSync(path.join(folder, 'url'), 'utf8').trim()
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('gone')
  })

  it('says why a server did not start, in its own words', async () => {
    const { exit, stderr } = await runCommand(['server', 'start', '--seed', 'none.yml'], { cwd: folder })
    expect(exit).toBe(2)
    expect(stderr).toContain('error[server-start-failed]')
    expect(stderr).toContain('none.yml cannot be read')
  })
})
