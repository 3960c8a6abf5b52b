import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../core/findings/finding.ts'
import type { Plan, Step } from '../../../core/release/plan.ts'
import {
  fence,
  type MergeRequestCheck,
  renderMergeRequestNote,
  renderPlanNote,
  renderReleaseNotes,
} from '../../../core/release/render-markdown.ts'
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

describe('the note of a merge request', () => {
  const sha = 'b'.repeat(40)
  const check = (plan: Plan | null, more: Partial<MergeRequestCheck> = {}): MergeRequestCheck => ({
    sha,
    commitUrl: `https://gitlab.example.org/acme/demo/-/commit/${sha}`,
    findings: [],
    linkFile: (file, line) => `https://gitlab.example.org/acme/demo/-/blob/${sha}/${file}#L${line}`,
    plan,
    problem: null,
    unplanned: null,
    unknownInstances: [],
    ...more,
  })
  const finding = (message: string, file = 'arkindex/a.yml'): Finding => ({
    ...{ file, line: 3, column: 1, endLine: 3, endColumn: 2, code: 'key-unknown', severity: 'error' },
    ...{ message, remedy: 'Remove it.' },
  })
  const options = { longest: 60_000, wholeUrl: 'https://bot.example.org/plans/1', checkedAt: 0 }
  const quiet = (): Plan => ({ ...makePlan([]), instances: [{ slug: 'demo', takes: 'stable tags' }] })

  it('is short where all is well', () => {
    const { body } = renderMergeRequestNote(check(quiet()), options)
    expect(body.trim().split('\n')).toEqual([
      '### Release check',
      '',
      expect.stringMatching(/^Commit \[<code>b{12}<\/code>\]\(<https.*>\), checked on 1970-01-01 at 00:00 UTC\.$/),
      '',
      '**Worker files:** no findings.',
      '',
      '**What a release would change:** nothing on <code>demo</code>.',
    ])
  })

  it('has a digest of everything but the time', () => {
    const one = renderMergeRequestNote(check(makePlan(['a'])), options)
    const later = renderMergeRequestNote(check(makePlan(['a'])), { ...options, checkedAt: 1e12 })
    expect(later.digest).toBe(one.digest)
    expect(later.body).not.toBe(one.body)
    expect(renderMergeRequestNote(check(makePlan(['b'])), options).digest).not.toBe(one.digest)
    expect(renderMergeRequestNote(check(makePlan(['a']), { sha: 'c'.repeat(40) }), options).digest).not.toBe(one.digest)
    expect(renderMergeRequestNote(check(makePlan(['a']), { findings: [finding('x')] }), options).digest).not.toBe(
      one.digest,
    )
  })

  it('lists the first findings with links to their lines, and counts the rest', () => {
    const findings = Array.from({ length: 23 }, (_, at) => finding(`Problem ${at}`))
    const { body } = renderMergeRequestNote(check(null, { findings, unplanned: 'For a reason.' }), options)
    expect(body).toContain('**Worker files:** 23 errors.')
    expect(body.match(/^\| error \|/gm)).toHaveLength(20)
    expect(body).toContain('… and 3 more.')
    expect(body).toContain(`(<https://gitlab.example.org/acme/demo/-/blob/${sha}/arkindex/a.yml#L3>)`)
    expect(body).toContain('not planned. For a reason.')
  })

  it('shows above the fold what breaks and which tag should come next', () => {
    const worker = { instance: 'demo', worker: 'reader' }
    const plan: Plan = {
      ...makePlan(['a']),
      optionChanges: [{ ...worker, since: 'v1.2.0', option: 'depth', change: 'removed', detail: 'was an integer' }],
      breaking: [
        {
          ...worker,
          option: 'depth',
          change: 'removed',
          kind: 'configuration',
          id: '1',
          name: '@all',
          reason: 'it sets it',
        },
      ],
      bumps: [{ ...worker, previous: 'v1.2.0', tag: null, bump: null, expected: 'major', suggested: 'v2.0.0' }],
    }
    const [above = ''] = renderMergeRequestNote(check(plan), options).body.split('<details>')
    expect(above).toContain('- Worker <code>reader</code> on <code>demo</code>: options change in ways that break;')
    expect(above).toContain('configuration <code>&#64;all</code> would break')
    expect(above).toContain('should be a major one')
  })

  it('is never longer than it may be, whatever there is to say, and links the whole where it is cut', () => {
    const slugs = Array.from({ length: 120 }, (_, at) => `instance-${at}-${'x'.repeat(80)}`)
    const plan: Plan = {
      ...makePlan([]),
      instances: slugs.map((slug) => ({ slug, takes: 'stable tags' })),
      steps: slugs.flatMap((slug) =>
        ['a', 'b', 'c'].map((target) => ({ ...step(target.repeat(300)), instance: slug })),
      ),
    }
    const findings = Array.from({ length: 500 }, (_, at) =>
      finding(`${at}${'@'.repeat(2000)}`, `${'d/'.repeat(200)}${at}`),
    )
    for (const longest of [3000, 20_000, 60_000]) {
      const { body } = renderMergeRequestNote(check(plan, { findings, unknownInstances: slugs }), {
        ...options,
        longest,
      })
      expect(body.length).toBeLessThanOrEqual(longest)
      expect(body).toContain('**Worker files:** 500 errors.')
    }
    const { body } = renderMergeRequestNote(check(makePlan(slugs)), { ...options, longest: 5000 })
    expect(body).toContain('[<code>its page</code>](<https://bot.example.org/plans/1>)')
    expect(body).toContain('the middle is left out here; the whole is linked above')
    expect(body).toContain('create worker instance-0-')
    const alone = renderMergeRequestNote(check(makePlan(slugs)), { ...options, longest: 5000, wholeUrl: undefined })
    expect(alone.body).toContain('"arkindex-ci plan" shows the whole')
  })

  it('lets nothing of files and instances out: no markup, mention, reference, link or command', () => {
    const evil = '</code></details>@all #1 !1 ~x %1 $1 [a](https://evil.example) <b>\n/close\n```\n/merge'
    const plan: Plan = {
      ...makePlan([evil]),
      instances: [
        { slug: 'demo', takes: evil, notes: [evil] },
        { slug: evil, takes: evil, error: { code: 'timed-out', message: evil, remedy: evil } },
      ],
    }
    const text = check(plan, { findings: [finding(evil, 'arkindex/@all|x.yml')], unknownInstances: [evil] })
    const { body } = renderMergeRequestNote(text, options)
    const outside = body.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '').replace(/\(<https:\/\/gitlab[^<>]*>\)/g, '')
    expect(outside.replace(/&#[0-9]+;/g, '')).not.toMatch(/@all|#1|!1|~x|%1|\$1|evil\.example|<b>|```/)
    expect(outside.match(/<\/?(?!code>|details>|summary>)[a-z]/g)).toBeNull()
    expect(body).not.toMatch(/^\//m)
    expect(fence('/close\n /merge\n````')).toBe('`````text\n /close\n /merge\n````\n`````')
  })

  it('says why nothing is planned', () => {
    const problem = { code: 'manifest-refused', message: 'The manifest has errors (2).', remedy: 'Mend it.' } as const
    expect(renderMergeRequestNote(check(null, { problem }), options).body).toContain(
      'not known. <code>The manifest has',
    )
    const none = { ...makePlan([]), instances: [] }
    const { body } = renderMergeRequestNote(check(none, { unknownInstances: ['far'] }), options)
    expect(body).toContain('not told how to reach them: <code>far</code>.')
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
