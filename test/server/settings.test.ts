import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { server as command } from '../../cli/commands/server.ts'
import { resolveOptions } from '../../cli/resolve-options.ts'
import { addFileSettings } from '../../cli/server-config.ts'
import { CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(text: string): string {
  const file = path.join(folder, 'server.yml')
  writeFileSync(file, text)
  return file
}

/** What the command makes of a line of arguments and a file. */
function merge(text: string, args: string[] = [], env: Record<string, string> = {}) {
  const { options } = resolveOptions(command, ['--config', write(text), ...args], env)
  const problems: Parameters<typeof addFileSettings>[3] = []
  const merged = addFileSettings(options, command.options, { env, cwd: folder }, problems)
  return { merged, problems: problems.map(({ message }) => message) }
}

describe('the configuration file', () => {
  it('gives what neither a flag nor a variable gives', () => {
    const text = 'port: 9000\nhost: 0.0.0.0\nmemory: true\ncors-origin: [https://a.example]\nlog-level: warn\n'
    const { merged, problems } = merge(text, ['--port', '9001'], { ARKINDEX_CI_LOG_LEVEL: 'error' })
    expect(problems).toEqual([])
    expect(merged).toMatchObject({
      port: '9001',
      host: '0.0.0.0',
      memory: true,
      'cors-origin': ['https://a.example'],
      'log-level': 'error',
    })
  })

  it('keeps the secret of a database to itself, and lets DATABASE_URL go before it', () => {
    const { problems } = merge('database: [postgresql://u:hunter2@h/d]\n')
    expect(problems).toHaveLength(1)
    expect(problems[0]).not.toContain('hunter2')
    expect(merge('database: "postgresql://u:hunter2@h/d\n').problems[0]).not.toContain('hunter2')
    const { merged } = merge('database: postgresql://u:p@h/d\n', [], { DATABASE_URL: 'postgresql://other/d' })
    expect(merged.database).toBeUndefined()
  })

  it('is refused with all that is wrong, flags included', async () => {
    const file = write('port: [1]\nprot: 8000\nlog-level: loud\nmemory: maybe\nfault: nonsense\nconfig: other.yml\n')
    const { options, positionals } = resolveOptions(command, ['--config', file, '--public-url', 'nowhere'], {})
    const stream = { write: () => {}, isTerminal: false, hasColor: false, columns: 80 }
    const signal = new AbortController().signal
    const context = { env: {}, cwd: folder, stdout: stream, stderr: stream, signal }
    const error: unknown = await command.run({ options, positionals }, context).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CodedErrors)
    const messages = listCodedErrors(error).map(({ message }) => message)
    for (const word of [
      'port in ',
      'prot in ',
      'log-level in ',
      'memory in ',
      'config in ',
      '--public-url',
      '--fault',
    ]) {
      expect(
        messages.filter((message) => message.startsWith(word)),
        word,
      ).toHaveLength(1)
    }
    expect(messages).toHaveLength(7)
  })

  it('may be empty, and must be there and be YAML of settings', () => {
    expect(merge('').problems).toEqual([])
    expect(merge('- a\n').problems).toHaveLength(1)
    expect(merge('port: 1\nport: 2\n').problems[0]).toContain('no YAML')
    const problems: Parameters<typeof addFileSettings>[3] = []
    addFileSettings({ config: 'missing.yml' }, command.options, { env: {}, cwd: folder }, problems)
    expect(problems.map(({ code }) => code)).toEqual(['file-unreadable'])
  })
})
