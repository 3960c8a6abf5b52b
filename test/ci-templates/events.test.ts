import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithTools } from '../required-tools.ts'
import { openWorkerProject, type WorkerProject } from './worker-project.ts'

const isProtected = ['--variable', 'CI_COMMIT_REF_PROTECTED=true']
const tag = (name: string) => [
  '--variable',
  `CI_COMMIT_TAG=${name}`,
  '--variable',
  `CI_COMMIT_REF_NAME=${name}`,
  '--unset-variable',
  'CI_COMMIT_BRANCH',
]
const branch = (name: string) => ['--variable', `CI_COMMIT_BRANCH=${name}`, '--variable', `CI_COMMIT_REF_NAME=${name}`]
const mergeRequest = (source: number) => [
  '--variable',
  'CI_PIPELINE_SOURCE=merge_request_event',
  '--variable',
  'CI_MERGE_REQUEST_IID=7',
  '--variable',
  'CI_MERGE_REQUEST_PROJECT_ID=10',
  '--variable',
  `CI_MERGE_REQUEST_SOURCE_PROJECT_ID=${source}`,
  '--unset-variable',
  'CI_COMMIT_BRANCH',
]

const schedule = ['--variable', 'CI_PIPELINE_SOURCE=schedule']

const all = ['worker-validate', 'worker-image', 'release-plan', 'release-apply', 'dataset-train']

/** What happens, which jobs it gives, and with which inputs other than the defaults. */
const table: [event: string, args: string[], inputs: Record<string, unknown>, jobs: string[]][] = [
  ['a push to a branch', branch('feature'), {}, ['worker-validate', 'worker-image', 'release-plan']],
  ['a push to the protected default branch', [...branch('main'), ...isProtected], {}, all.slice(0, 4)],
  [
    'a push to a branch that has a merge request',
    [...branch('feature'), '--variable', 'CI_OPEN_MERGE_REQUESTS=group/project!7'],
    {},
    ['worker-image', 'release-plan'],
  ],
  ['a merge request', mergeRequest(10), {}, ['worker-validate', 'release-plan']],
  ['a merge request of a fork', mergeRequest(11), {}, ['worker-validate']],
  [
    'a merge request of a fork, whatever is protected',
    [...mergeRequest(11), ...isProtected],
    { 'protected-only': false },
    ['worker-validate'],
  ],
  ['a protected tag', [...tag('v1.0.0'), ...isProtected], {}, all],
  ['a protected pre-release tag', [...tag('v1.0.0-rc.1'), ...isProtected], {}, all],
  ['a tag that is not protected', tag('v1.0.0'), {}, ['worker-validate', 'worker-image', 'release-plan']],
  ['a tag that is not protected, where that is allowed', tag('v1.0.0'), { 'protected-only': false }, all],
  ['a schedule', [...branch('main'), ...isProtected, '--variable', 'CI_PIPELINE_SOURCE=schedule'], {}, []],
]

describeWithTools(['git'], 'the jobs of a pipeline with the component arkindex', () => {
  let project: WorkerProject
  beforeAll(() => {
    project = openWorkerProject()
  })
  afterAll(() => project.remove())

  it.each(table)('on %s', async (_event, args, inputs, jobs) => {
    project.include('arkindex', inputs)
    expect((await project.listJobs(...args)).sort()).toEqual([...jobs].sort())
  })

  it.each([
    ['a push to the default branch', [...branch('main'), ...isProtected], [...all.slice(0, 4), 'release-approve']],
    ['a push to another protected branch', [...branch('stable'), ...isProtected], all.slice(0, 4)],
    ['a push to a branch', branch('feature'), ['worker-validate', 'worker-image', 'release-plan']],
    ['a merge request', mergeRequest(10), ['worker-validate', 'release-plan']],
    ['a merge request of a fork', [...mergeRequest(11), ...isProtected], ['worker-validate']],
    ['a protected tag', [...tag('v1.0.0'), ...isProtected], [...all, 'release-notes', 'release-create']],
    ['a tag that is not protected', tag('v1.0.0'), ['worker-validate', 'worker-image', 'release-plan']],
    ['a schedule', [...branch('main'), ...isProtected, ...schedule], []],
  ])('with approval and notes, on %s', async (_event, args, jobs) => {
    project.include('arkindex', { approval: true, 'release-notes': true })
    expect((await project.listJobs(...args)).sort()).toEqual([...jobs].sort())
  })

  it.each([[[]], [[{ when: 'on_success' }]]])(
    'waits for somebody to approve, and holds nothing up, with the rules %j',
    async (rules) => {
      project.include('arkindex', { approval: true, rules })
      const jobs = await project.describeJobs(...branch('main'), ...isProtected)
      expect(jobs.find(({ name }) => name === 'release-approve')).toMatchObject({ when: 'manual', allow_failure: true })
    },
  )

  it('take rules of the user, which neither a fork nor a ref that is not protected gets round', async () => {
    project.include('arkindex', { rules: [{ when: 'on_success' }] })
    expect(await project.listJobs(...mergeRequest(11))).toEqual(['worker-validate'])
    expect(await project.listJobs(...branch('feature'))).toEqual(['worker-validate', 'worker-image', 'release-plan'])
    expect((await project.listJobs(...branch('main'), ...isProtected, ...schedule)).sort()).toEqual([...all].sort())
    project.include('arkindex', { rules: [{ if: '$CI_COMMIT_TAG' }, { when: 'never' }] })
    expect(await project.listJobs(...branch('main'), ...isProtected)).toEqual([])
    expect((await project.listJobs(...tag('v1.0.0'), ...isProtected)).sort()).toEqual([...all].sort())
    // It stands there without a plan, rather than GitLab making no pipeline at all.
    project.include('arkindex', { approval: true, rules: [{ if: '$CI_COMMIT_TAG' }, { when: 'never' }] })
    expect(await project.listJobs(...branch('main'), ...isProtected)).toEqual(['release-approve'])
  })

  it('carry the prefix that is given, also where they wait for each other', async () => {
    project.include('arkindex', { 'job-prefix': 'ocr-' })
    const preview = await project.ask('--preview', ...tag('v1.0.0'), ...isProtected)
    expect(preview.match(/job: (\S+)/g)?.every((line) => line.startsWith('job: ocr-'))).toBe(true)
  })
})

describe('the parts of arkindex on their own', () => {
  let project: WorkerProject
  beforeAll(() => {
    project = openWorkerProject()
  })
  afterAll(() => project.remove())

  const inputs: Readonly<Record<string, Record<string, unknown>>> = {
    'worker-register': { instances: ['demo', 'staging'] },
  }
  const register = ['worker-register: [demo]', 'worker-register: [staging]']

  /** Jobs on a branch, the protected default branch, a merge request, one of a fork, a tag, a protected tag and a schedule. */
  const events = [
    branch('feature'),
    [...branch('main'), ...isProtected],
    mergeRequest(10),
    mergeRequest(11),
    tag('v1.0.0'),
    [...tag('v1.0.0'), ...isProtected],
    [...tag('v1.0.0-rc.1'), ...isProtected],
    [...branch('main'), ...isProtected, ...schedule],
  ]
  const plan = ['release-plan']
  const notes = ['release-notes', 'release-create']
  const check = ['model-compatibility-check']
  const marks = ['model-compatibility']
  const models = ['model-publish']
  const image = ['worker-image']
  const both = ['release-plan', 'release-apply']
  const validate = ['worker-validate']

  it.each<[string, Record<string, unknown>, string[][]]>([
    ['worker-validate', {}, [validate, validate, validate, validate, validate, validate, validate, []]],
    ['worker-image', {}, [image, image, [], [], image, image, image, []]],
    ['release-plan', {}, [plan, plan, plan, [], plan, plan, plan, []]],
    ['release', {}, [plan, both, plan, [], plan, both, both, []]],
    ['worker-register', {}, [[], register, [], [], [], register, register, []]],
    ['worker-register', { 'protected-only': false }, [register, register, [], [], register, register, register, []]],
    ['model-publish', {}, [[], models, [], [], [], models, models, []]],
    ['model-compatibility', {}, [[], [], [], [], [], marks, marks, []]],
    ['model-compatibility', { mode: 'check' }, [check, check, check, [], check, check, check, check]],
    ['release-notes', {}, [[], [], [], [], [], notes, notes, []]],
    ['release-notes', { 'dry-run': true }, [[], [], [], [], [], ['release-notes'], ['release-notes'], []]],
    ['arkindex-service', {}, [[], [], [], [], [], [], [], []]],
  ])('%s with %j works without the others', async (component, more, expected) => {
    project.include(component, { ...inputs[component], ...more })
    const seen: string[][] = []
    for (const event of events) seen.push(await project.listJobs(...event))
    expect(seen).toEqual(expected)
  })
})
