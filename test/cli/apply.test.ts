import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { apply } from '../../cli/commands/apply.ts'
import validators from '../../generated/validators.cjs'
import { letters, openStage, type Stage } from '../core/release/stage.ts'
import { runCommand } from './run-command.ts'

let stage: Stage
afterEach(() => stage?.close())

describe('arkindex-ci apply', () => {
  it('shows its options and an example', async () => {
    const { exit, stdout } = await runCommand(['apply', '--help'])
    expect(exit).toBe(0)
    expect(stdout).toContain('--dry-run')
    expect(stdout).toContain('arkindex-ci apply plan.json')
  })

  it('prints outcomes that their schema describes, first, again, and where steps are skipped or fail', async () => {
    stage = await openStage()
    for (const args of [
      ['--dry-run'],
      ['--branch', 'main'],
      [],
      [],
      ['--tag', 'v3.0.0-rc.1'],
      ['--only', 'training'],
    ]) {
      const { run, ...report } = await stage.apply(args)
      expect(validators.outcomes(report), `${args}: ${JSON.stringify(validators.outcomes.errors)}${run.stderr}`).toBe(
        true,
      )
    }
  })

  it('prints a line for each step and the counts', async () => {
    stage = await openStage()
    const { exit, stdout } = await stage.run(apply)
    expect(exit).toBe(0)
    expect(stdout).toContain('created   worker recognizer on demo\n')
    expect(stdout).toContain('created   training language-model on demo: state pending\n')
    expect(stdout).toMatch(/8 created, 1 unchanged\n$/)
  })

  it('leaves an instance of the bot out with the reason, unless it is named; plans show it all the same', async () => {
    const manifest = letters['.arkindex-ci.yml']?.replace('demo: {', 'demo: { applied_by: bot,') ?? ''
    stage = await openStage({ files: { ...letters, '.arkindex-ci.yml': manifest } })
    const plan = await stage.plan(['--tag', 'v1.0.0'])
    expect(plan.steps).not.toEqual([])
    expect(plan.instances[0]?.notes).toContain('the bot applies this, as applied_by says; the jobs of CI leave it out')
    const { run, ...left } = await stage.apply()
    expect(run.exit).toBe(0)
    expect(left.steps).toEqual([])
    const reason = 'the manifest says applied_by: bot, so the bot applies releases to it, not the jobs of CI'
    expect(left.instances[0]?.skipped).toBe(reason)
    expect(run.stderr).toContain(`demo does not take this release: ${reason}`)
    expect(validators.outcomes(left)).toBe(true)
    const named = await stage.apply(['--instance', 'demo'])
    expect(named.steps.map(({ outcome }) => outcome)).toContain('created')
  })

  it.each([
    ['is missing', undefined, 'file-unreadable'],
    ['is no JSON', 'plan', 'plan-file-broken'],
    ['is another JSON', '{"format":1}', 'plan-file-broken'],
  ])('refuses a plan file that %s with exit 2', async (_what, text, code) => {
    stage = await openStage()
    if (text !== undefined) writeFileSync(path.join(stage.repository.folder, 'p.json'), text)
    const { exit, codes } = await stage.run(apply, ['p.json'])
    expect([exit, codes]).toEqual([2, [code]])
  })

  it('takes one file at most, and only kinds of step that there are', async () => {
    stage = await openStage()
    expect((await stage.run(apply, ['a', 'b'])).exit).toBe(2)
    const { exit, stderr } = await runCommand(['apply', '--only', 'everything'], {
      cwd: stage.repository.folder,
      env: stage.env,
    })
    expect(exit).toBe(2)
    expect(stderr).toContain('it can be worker, worker-version')
  })
})
