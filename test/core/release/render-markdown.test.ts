import { describe, expect, it } from 'vitest'
import type { Plan, Step } from '../../../core/release/plan.ts'
import { renderPlanNote, renderReleaseNotes } from '../../../core/release/render-markdown.ts'
import type { Report } from '../../../core/release/report.ts'

const step = (target: string): Step => ({
  kind: 'worker',
  worker: target,
  target,
  instance: 'demo',
  action: 'create',
  before: null,
  after: { name: target },
  notes: [],
  needs: [],
})

const makePlan = (targets: readonly string[]): Plan => ({
  format: 1,
  intentDigest: `sha256:${'0'.repeat(64)}`,
  bound: null,
  intent: { workers: {}, models: {}, manifest: '', objects: {} },
  instances: [
    { slug: 'demo', takes: 'stable tags' },
    { slug: 'old', takes: 'stable tags', skipped: 'it takes no branches' },
  ],
  defaults: [],
  steps: targets.map(step),
  unchanged: [],
  skipped: [],
  failed: [],
  optionChanges: [],
  breaking: [],
  bumps: [],
  findings: [],
})

describe('the note of a plan', () => {
  it('tells the numbers of each instance and keeps its digest where only the job is another', () => {
    const one = renderPlanNote(makePlan(['a', 'b']), 'https://gitlab.example.org/jobs/1')
    const other = renderPlanNote(makePlan(['a', 'b']), 'https://gitlab.example.org/jobs/2')
    expect(one.body).toContain('| <code>demo</code> | 2 | 0 | 0 | 0 |  |')
    expect(one.body).toContain('| <code>old</code> | 0 | 0 | 0 | 0 | does not take it |')
    expect(one).toEqual(other)
    expect(renderPlanNote(makePlan(['a']), undefined).digest).not.toBe(one.digest)
  })

  it('lets nothing out of its fence: no markup, mention or command of GitLab', () => {
    const { body } = renderPlanNote(makePlan(['```` @all', '</details>']), undefined)
    const [, fence = '', inside = ''] = /^(`{3,})text\n([\s\S]*)\n\1$/m.exec(body) ?? []
    expect(fence.length).toBeGreaterThan(4)
    expect(inside).toContain('```` @all')
    expect(body.replace(inside, '')).not.toContain('@all')
  })

  it('cuts a long plan in its middle, between lines, and links the whole', () => {
    const plan = makePlan(Array.from({ length: 3000 }, (_, number) => `worker-${number}`))
    const { body } = renderPlanNote(plan, 'https://gitlab.example.org/jobs/1')
    expect(body.length).toBeLessThan(45_000)
    expect(body).toContain('<https://gitlab.example.org/jobs/1>')
    expect(body).toContain('create worker worker-0\n')
    expect(body).toContain('3000 to create')
    expect(body).toContain('the middle is left out here')
  })
})

describe('the notes of a release', () => {
  const report = (steps: Report['steps']): Report => ({
    format: 1,
    intentDigest: `sha256:${'0'.repeat(64)}`,
    bound: {
      repositoryUrl: 'https://gitlab.example.org/acme/demo',
      sha: 'a'.repeat(40),
      revision: `https://gitlab.example.org/acme/demo/-/commit/${'a'.repeat(40)}`,
      tag: 'v1.0.0',
      branch: null,
      image: null,
    },
    dryRun: false,
    instances: [],
    steps,
    image: null,
    process: null,
    versions: [],
    moved: [],
  })

  it('name the image, and link the commit and the processes of each instance', () => {
    const text = renderReleaseNotes(
      [
        report([{ kind: 'worker-version', target: 'a|b', instance: 'demo', outcome: 'created', id: 'id-1' }]),
        report([
          {
            kind: 'training',
            target: 'language',
            instance: 'demo',
            outcome: 'created',
            id: 'id-2',
            state: 'running',
            url: 'https://arkindex.example.org/process/id-2',
          },
          {
            kind: 'training',
            target: 'x',
            instance: 'demo',
            outcome: 'failed',
            id: 'id-3',
            url: 'javascript:alert(1)',
          },
        ]),
      ],
      { image: 'registry.example.org/demo@sha256:1' },
    )
    expect(text).toContain('Image <code>registry&#46;example&#46;org')
    expect(text).toContain(`(<https://gitlab.example.org/acme/demo/-/commit/${'a'.repeat(40)}>)`)
    expect(text).toContain('| Version of the worker | <code>a&#124;b</code> | created | <code>id&#45;1</code> |')
    expect(text).toContain('[<code>id&#45;2</code>](<https://arkindex.example.org/process/id-2>) <code>running</code>')
    expect(text).not.toContain('](<javascript')
  })
})
