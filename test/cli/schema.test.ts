import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot, runCommand } from './run-command.ts'

const folder = path.join(projectRoot, 'schemas')

describe('arkindex-ci schema', () => {
  it('lists every schema and the line that an editor wants', async () => {
    const { exit, stdout } = await runCommand(['schema'])
    expect(exit).toBe(0)
    for (const file of readdirSync(folder)) expect(stdout).toContain(file.replace('.json', ''))
    expect(stdout).toContain('# yaml-language-server: $schema=')
  })

  it.each(readdirSync(folder).map((file) => file.replace('.json', '')))('prints %s', async (name) => {
    const { exit, stdout } = await runCommand(['schema', name])
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')))
  })

  it('names the schemas that there are where the name is wrong', async () => {
    const { exit, stderr } = await runCommand(['schema', 'wroker'])
    expect(exit).toBe(2)
    expect(stderr).toContain('There is no schema "wroker"; there are worker, ')
  })
})
