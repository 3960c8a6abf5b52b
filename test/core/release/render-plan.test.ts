import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../core/release/plan.ts'
import { countSteps, renderOutcome, renderPlan } from '../../../core/release/render-plan.ts'

const error = { code: 'object-not-found', message: 'There is no farm "F" on demo.', remedy: 'Check the name.' } as const
const plan: Plan = {
  format: 1,
  intentDigest: `sha256:${'0'.repeat(64)}`,
  bound: null,
  intent: { workers: {}, models: {}, manifest: `sha256:${'0'.repeat(64)}`, objects: {} },
  instances: [
    { slug: 'demo', takes: 'stable tags' },
    { slug: 'away', takes: 'stable tags', error, exit: 3 },
    { slug: 'other', takes: 'stable tags', skipped: 'it takes no branches' },
    { slug: 'idle', takes: 'stable tags' },
  ],
  defaults: ['no instances are listed'],
  steps: [
    {
      kind: 'worker',
      target: 'a',
      instance: 'demo',
      worker: 'a',
      action: 'create',
      before: null,
      after: { name: 'A' },
      notes: [],
      needs: [],
    },
    {
      kind: 'worker',
      target: 'b\u001b[31m',
      instance: 'demo',
      worker: 'b',
      action: 'update',
      before: { name: 'B' },
      after: { name: 'C\u202e\n' },
      notes: ['note\u0007'],
      needs: [],
    },
    {
      kind: 'compatibility',
      target: 'M + a',
      instance: 'demo',
      model: 'M',
      worker: 'a',
      action: 'remove',
      before: { compatible: true },
      after: { compatible: false },
      when: 'tags outside >=1',
      notes: [],
      needs: [],
    },
  ],
  unchanged: [{ kind: 'training', target: 't', instance: 'demo', state: 'running', notes: [] }],
  skipped: [{ kind: 'training', target: 'u', instance: 'demo', reason: 'not this tag' }],
  failed: [{ kind: 'training', target: 'v', instance: 'demo', error }],
  optionChanges: [],
  breaking: [],
  bumps: [],
  findings: [],
}

describe('a plan for people', () => {
  it('has a header for each instance, marks, before and after, reasons and counts', () => {
    expect(renderPlan(plan, { hasColor: false }).split('\n')).toEqual([
      'Plan of the next release, not bound to a tag yet',
      'By default no instances are listed',
      '',
      'demo  takes stable tags',
      '  + create worker a',
      '      name: "A"',
      '  ~ update worker b\\u{1b}[31m',
      '      name: "B" -> "C\\u{202e} "',
      '      note: note\\u{7}',
      '  - remove compatibility M + a  (tags outside >=1)',
      '      compatible: true -> false',
      '  = unchanged training t (state running)',
      '  · skipped training u: not this tag',
      '  ! cannot training v: There is no farm "F" on demo. [object-not-found]',
      '      remedy: Check the name.',
      '',
      'away  takes stable tags',
      '  could not be read: There is no farm "F" on demo. [object-not-found]',
      '      remedy: Check the name.',
      '',
      'other  takes stable tags',
      '  does not take this release: it takes no branches',
      '',
      'idle  takes stable tags',
      '  nothing to do',
      '',
      '1 to create, 1 to update, 1 to remove; 1 unchanged, 1 skipped, 1 that cannot be done.',
      `Intent sha256:${'0'.repeat(64)}`,
      '',
    ])
  })

  it('warns of changed options by worker, as plain text, and tells what could not be looked at', () => {
    const where = { instance: 'idle', worker: 'a\u001b' }
    const changed: Plan = {
      ...plan,
      instances: [{ slug: 'idle', takes: 'stable tags', notes: ['nobody\u0007 tells'] }],
      optionChanges: [
        { ...where, since: 'v1.0.0', option: 'o\u202e', change: 'removed', detail: 'gone\u0007' },
        { ...where, since: 'v1.0.0', option: 'p', change: 'added', detail: 'it is new' },
        { ...where, worker: 'b', since: 'v1.0.0', option: 'p', change: 'added', detail: 'it is new' },
        { ...where, worker: 'c', since: 'v1.0.0', option: 'p', change: 'added', detail: 'it is new' },
      ],
      breaking: [
        { ...where, option: 'o', change: 'removed', kind: 'template', id: '1', name: 'T\u001b', reason: 'r\n' },
      ],
      bumps: [
        { ...where, previous: 'v1.0.0', tag: null, bump: null, expected: 'major', suggested: 'v2.0.0' },
        {
          ...where,
          worker: 'b',
          previous: 'v1.0.0',
          tag: 'v1.0.1',
          bump: 'patch',
          expected: 'minor',
          suggested: 'v1.1.0',
        },
      ],
    }
    expect(renderPlan(changed, { hasColor: false }).split('\n').slice(-14, -3)).toEqual([
      '',
      'idle  takes stable tags',
      '  nothing to do',
      '  ! warning worker a\\u{1b}: options changed since v1.0.0 in ways that break',
      '      removed o\\u{202e}: gone\\u{7}',
      '      breaks template "T\\u{1b}" (1): r\\u{a}',
      '      the next tag after v1.0.0 should be a major one, v2.0.0 or higher',
      '  ! warning worker b: options were added',
      '      v1.0.1 is a patch release after v1.0.0; it should have been a minor one, v1.1.0 or higher',
      '  note: nobody\\u{7} tells',
      '',
    ])
  })

  it('is the same text with colour as without, but for the marks of colour', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with one
    const plain = renderPlan(plan, { hasColor: true }).replace(/\u001b\[\d+m/g, '')
    expect(plain).toBe(renderPlan(plan, { hasColor: false }))
  })

  it('counts its steps', () => {
    expect(countSteps(plan)).toEqual({ create: 1, update: 1, remove: 1, unchanged: 1, skipped: 1, failed: 1 })
  })
})

describe('an outcome for people', () => {
  it('is one line, with the remedy of an error on the next', () => {
    const subject = { kind: 'training', target: 't', instance: 'demo' }
    expect(renderOutcome({ ...subject, outcome: 'created', state: 'pending' }, { hasColor: false })).toBe(
      'created   training t on demo: state pending\n',
    )
    expect(renderOutcome({ ...subject, outcome: 'failed', error }, { hasColor: false })).toBe(
      'failed    training t on demo: There is no farm "F" on demo. [object-not-found]\n          remedy: Check the name.\n',
    )
  })
})
