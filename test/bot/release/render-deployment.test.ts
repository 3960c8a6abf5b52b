import { describe, expect, it } from 'vitest'
import type { ReleaseTarget } from '../../../bot/release/open-target.ts'
import {
  type DeploymentStory,
  judgeDeployment,
  renderDeployment,
  summarizeDeployment,
} from '../../../bot/release/render-deployment.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Outcome } from '../../../core/release/outcome.ts'
import type { Report } from '../../../core/release/report.ts'

const hostile = '@all #1 !2 <img src=x onerror=y> [a](javascript:b) | `c` Closes #3\n## Head'

const target: ReleaseTarget = {
  project: {
    id: '7',
    path: 'acme/letters',
    webUrl: 'https://gitlab.example.org/acme/letters',
    defaultBranch: 'main',
    isArchived: false,
  },
  ref: 'v1.0.0',
  isTag: true,
  sha: 'a'.repeat(40),
  instance: 'demo',
  manifestSha: null,
  trainings: [],
}

function tell(steps: readonly Outcome[], more: Partial<DeploymentStory> = {}, exit = 0): DeploymentStory {
  const report: Report = {
    ...{ format: 1, intentDigest: '', bound: null, dryRun: false, instances: [], image: null, process: null },
    ...{ versions: [], moved: [], steps: [...steps] },
  }
  const applied = { report, exit, approvedBy: null }
  return { target, applied, errors: [], stopped: null, requestedBy: null, isFound: false, ...more }
}

const step = (outcome: Outcome['outcome'], more: Partial<Outcome> = {}): Outcome => ({
  ...{ kind: 'worker', target: 'recognizer', instance: 'demo', outcome },
  ...more,
})

describe('the story of a deployment', () => {
  it.each([
    ['done', tell([step('created'), step('unchanged')])],
    ['unchanged', tell([step('unchanged'), step('skipped')])],
    ['incomplete', tell([step('failed')], {}, 1)],
    ['refused', tell([], { applied: null, errors: [new CodedError('tag-not-semver', { tag: 'x' })] })],
    ['interrupted', tell([], { applied: null, stopped: 'The bot stops.' })],
  ] as const)('is %s', (word, story) => {
    expect(judgeDeployment(story)).toBe(word)
  })

  it('says nothing but itself, whatever stands in names, reasons and errors', () => {
    const error = { code: 'internal-error', message: hostile, remedy: hostile } as const
    const story = tell(
      [step('failed', { target: hostile, error }), step('skipped', { reason: hostile })],
      { requestedBy: hostile },
      1,
    )
    const text = renderDeployment({ ...story, target: { ...target, ref: hostile, isTag: false, instance: hostile } })
    const shown = text.replace(/&#\d+;/g, '')
    for (const bad of ['@all', '#1', '!2', '<img', '](javascript', 'Closes #3', '\n## Head', '`c`']) {
      expect(shown).not.toContain(bad)
    }
    // What is left are only our own marks.
    expect(shown.replace(/<\/?code>|<br>/g, '')).not.toMatch(/[<>@`]/)
  })

  it('lists only the first of many troubles', () => {
    const errors = Array.from({ length: 50 }, (_, at) => new CodedError('tag-not-semver', { tag: `t${at}` }))
    const text = renderDeployment(tell([], { applied: null, errors }))
    expect(text.match(/^- /gm)).toHaveLength(21)
    expect(text).toContain('- … and 30 more')
  })

  it('is one short line for a status', () => {
    const errors = [new CodedError('image-not-pinned', { image: 'x'.repeat(300) })]
    const line = summarizeDeployment(tell([], { applied: null, errors }))
    expect(line).toHaveLength(140)
    expect(line).toMatch(/^v1\.0\.0 is not released \(The image/)
    expect(summarizeDeployment(tell([step('created'), step('created'), step('unchanged')]))).toBe(
      'v1.0.0 is released (2 created, 1 unchanged)',
    )
  })
})
