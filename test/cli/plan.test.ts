import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { plan } from '../../cli/commands/plan.ts'
import validators from '../../generated/validators.cjs'
import { letters, openStage, type Stage } from '../core/release/stage.ts'
import { runCommand } from './run-command.ts'

let stage: Stage
afterEach(() => stage?.close())

describe('arkindex-ci plan', () => {
  it('shows its options and an example', async () => {
    const { exit, stdout } = await runCommand(['plan', '--help'])
    expect(exit).toBe(0)
    expect(stdout).toContain('--out FILE')
    expect(stdout).toContain('arkindex-ci plan --tag v1.2.0 --out plan.json')
  })

  it('prints and writes a plan that its schema describes, before the tag and at it', async () => {
    stage = await openStage()
    for (const args of [[], ['--tag', 'v3.0.0-rc.1'], ['--branch', 'main']]) {
      const { run, ...seen } = await stage.plan(args)
      expect(run.exit, run.stderr).toBe(0)
      expect(validators.plan(seen), JSON.stringify(validators.plan.errors)).toBe(true)
    }
  })

  it("writes the numbers that GitLab's merge request widget shows", async () => {
    stage = await openStage()
    const { steps } = await stage.plan(['--counts', 'counts.json'])
    const written: unknown = JSON.parse(readFileSync(path.join(stage.repository.folder, 'counts.json'), 'utf8'))
    const count = (action: string) => steps.filter((step) => step.action === action).length
    expect(written).toEqual({ create: count('create'), update: count('update'), delete: count('remove') })
    expect(count('create')).toBeGreaterThan(0)
  })

  it('warns of what changed options break, in text and JSON, and exits with 0', async () => {
    stage = await openStage()
    await stage.apply(['--tag', 'v1.0.0'])
    const trainer = (await stage.api.list('/workers/')).find(({ slug }) => slug === 'trainer')
    const values = { model_id: (await stage.api.first('/models/')).id, order: 5 }
    const body = { name: 'Fifth', configuration: values }
    await stage.api.send('POST', `/workers/${trainer?.id}/configurations/`, body)
    const file = letters['.arkindex.yml'] ?? ''
    const files = {
      '.arkindex.yml': file.replace(/ +order: .*\n/, ''),
      '.arkindex-ci.yml': 'version: 1\ninstances: { demo: {} }\n',
    }
    stage.repository.commit(files, 'v1.0.1')
    const { run, ...seen } = await stage.plan(['--tag', 'v1.0.1'])
    expect(run.exit, run.stderr).toBe(0)
    expect(validators.plan(seen), JSON.stringify(validators.plan.errors)).toBe(true)
    expect(seen.breaking).toContainEqual(expect.objectContaining({ worker: 'trainer', option: 'order', name: 'Fifth' }))
    const { stdout, exit } = await stage.run(plan, ['--tag', 'v1.0.1'])
    expect(exit).toBe(0)
    expect(stdout).toMatch(/breaks configuration "Fifth" \(.*\): it sets "order"/)
    expect(stdout).toContain(
      'v1.0.1 is a patch release after v1.0.0; it should have been a major one, v2.0.0 or higher',
    )
  })

  it('is the same from the built command, with plain lines when it is no terminal', async () => {
    stage = await openStage()
    const built = await runCommand(['plan'], { cwd: stage.repository.folder, env: stage.env })
    expect(built.exit, built.stderr).toBe(0)
    expect(built.stdout).toBe((await stage.run(plan)).stdout)
    expect(built.stdout).not.toContain('\u001b')
  })
})
