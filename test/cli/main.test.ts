import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandParts } from '../../cli/command-parts.ts'
import { projectRoot, runCommand, startCommand } from './run-command.ts'

describe('the command', () => {
  it('lists every command when asked for help', async () => {
    const { exit, stdout } = await runCommand(['--help'])
    expect(exit).toBe(0)
    for (const name of Object.keys(commandParts)) expect(stdout).toContain(`\n  ${name} `)
  })

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'))
    expect(await runCommand(['--version'])).toMatchObject({ exit: 0, stdout: `${version}\n` })
  })

  it('answers a command that it does not have with a coded error and exit 2', async () => {
    const { exit, stderr } = await runCommand(['publish'])
    expect(exit).toBe(2)
    expect(stderr).toContain('error[unknown-command]: There is no command "publish".')
    expect(stderr).toContain('remedy: ')
  })

  it.each(Object.keys(commandParts))('shows the options and an example of %s', async (name) => {
    const { exit, stdout } = await runCommand([...name.split(' '), '--help'])
    expect(exit).toBe(0)
    expect(stdout).toContain(`Usage: arkindex-ci ${name}`)
    expect(stdout).toMatch(/Examples:\n {2}# \S/)
    expect(stdout).toContain(`\n  arkindex-ci ${name}`)
  })

  it('tells every wrong option at once, as text and as JSON', async () => {
    const { exit, stderr, stdout } = await runCommand(['schema', '--no-such-option'])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain('error[wrong-usage]')
    expect(stderr).toContain('--no-such-option')
  })

  it('says so and exits 1 when the reader of its output goes away', async () => {
    const { child, result } = startCommand(['schema', 'manifest'])
    child.stdout?.destroy()
    const { exit, stderr } = await result
    expect(stderr).toContain('error[output-closed]')
    expect(exit).toBe(1)
  })
})
