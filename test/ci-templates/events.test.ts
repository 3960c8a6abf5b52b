import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithTools } from '../required-tools.ts'
import { type ListedJob, openWorkerProject, type WorkerProject } from './worker-project.ts'

const set = (variables: Record<string, string>) =>
  Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`])
const withoutBranch = ['--unset-variable', 'CI_COMMIT_BRANCH']
const isProtected = set({ CI_COMMIT_REF_PROTECTED: 'true' })
const branch = (name: string) => set({ CI_COMMIT_BRANCH: name, CI_COMMIT_REF_NAME: name })
const tag = (name: string) => [...set({ CI_COMMIT_TAG: name, CI_COMMIT_REF_NAME: name }), ...withoutBranch]
const mergeRequest = (source: number) => [
  ...set({
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_IID: '7',
    CI_MERGE_REQUEST_PROJECT_ID: '10',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: String(source),
  }),
  ...withoutBranch,
]

const events = {
  'a push to a branch': branch('feature'),
  'a push to the protected default branch': [...branch('main'), ...isProtected],
  'a push to another protected branch': [...branch('stable'), ...isProtected],
  'a push to a branch that has a merge request': [
    ...branch('feature'),
    ...set({ CI_OPEN_MERGE_REQUESTS: 'group/project!7' }),
  ],
  'a merge request': mergeRequest(10),
  'a merge request of a fork': mergeRequest(11),
  'a merge request of a fork, whatever is protected': [...mergeRequest(11), ...isProtected],
  'a tag that is not protected': tag('v1.0.0'),
  'a protected tag': [...tag('v1.0.0'), ...isProtected],
  'a protected pre-release tag': [...tag('v1.0.0-rc.1'), ...isProtected],
  'a schedule': [...branch('main'), ...isProtected, ...set({ CI_PIPELINE_SOURCE: 'schedule' })],
}
type Event = keyof typeof events

interface Case {
  component: string
  inputs: Record<string, unknown>
  /** The jobs on each event; one that is left out is not looked at. */
  jobs: Partial<Record<Event, readonly string[]>>
}

const all = ['worker-validate', 'worker-image', 'release-plan', 'release-apply', 'dataset-train']
const onBranch = all.slice(0, 3)
const onProtected = all.slice(0, 4)
const notes = ['release-notes', 'release-create']

const whole: readonly Case[] = [
  {
    component: 'arkindex',
    inputs: {},
    jobs: {
      'a push to a branch': onBranch,
      'a push to the protected default branch': onProtected,
      'a push to a branch that has a merge request': ['worker-image', 'release-plan'],
      'a merge request': ['worker-validate', 'release-plan'],
      'a merge request of a fork': ['worker-validate'],
      'a protected tag': all,
      'a protected pre-release tag': all,
      'a tag that is not protected': onBranch,
      'a schedule': [],
    },
  },
  {
    component: 'arkindex',
    inputs: { 'protected-only': false },
    jobs: {
      'a merge request of a fork, whatever is protected': ['worker-validate'],
      'a tag that is not protected': all,
    },
  },
  {
    component: 'arkindex',
    inputs: { approval: true, 'release-notes': true },
    jobs: {
      'a push to the protected default branch': [...onProtected, 'release-approve'],
      'a push to another protected branch': onProtected,
      'a push to a branch': onBranch,
      'a merge request': ['worker-validate', 'release-plan'],
      'a merge request of a fork, whatever is protected': ['worker-validate'],
      'a protected tag': [...all, ...notes],
      'a tag that is not protected': onBranch,
      'a schedule': [],
    },
  },
  // Rules of the user, which neither a fork nor a ref that is not protected gets round.
  {
    component: 'arkindex',
    inputs: { rules: [{ when: 'on_success' }] },
    jobs: {
      'a merge request of a fork': ['worker-validate'],
      'a push to a branch': onBranch,
      'a schedule': all,
    },
  },
  {
    component: 'arkindex',
    inputs: { rules: [{ if: '$CI_COMMIT_TAG' }, { when: 'never' }] },
    jobs: { 'a push to the protected default branch': [], 'a protected tag': all },
  },
  // It stands there without a plan, rather than GitLab making no pipeline at all.
  {
    component: 'arkindex',
    inputs: { approval: true, rules: [{ if: '$CI_COMMIT_TAG' }, { when: 'never' }] },
    jobs: { 'a push to the protected default branch': ['release-approve'] },
  },
  { component: 'arkindex', inputs: { approval: true, rules: [{ when: 'on_success' }] }, jobs: {} },
]

const order: readonly Event[] = [
  'a push to a branch',
  'a push to the protected default branch',
  'a merge request',
  'a merge request of a fork',
  'a tag that is not protected',
  'a protected tag',
  'a protected pre-release tag',
  'a schedule',
]
const register = { instances: ['demo', 'staging'] }
const registers = ['worker-register: [demo]', 'worker-register: [staging]']
const plan = ['release-plan']
const check = ['model-compatibility-check']
const marks = ['model-compatibility']
const models = ['model-publish']
const image = ['worker-image']
const both = ['release-plan', 'release-apply']
const validate = ['worker-validate']

const parts: readonly Case[] = (
  [
    ['worker-validate', {}, [validate, validate, validate, validate, validate, validate, validate, []]],
    ['worker-image', {}, [image, image, [], [], image, image, image, []]],
    ['release-plan', {}, [plan, plan, plan, [], plan, plan, plan, []]],
    ['release', {}, [plan, both, plan, [], plan, both, both, []]],
    ['worker-register', register, [[], registers, [], [], [], registers, registers, []]],
    [
      'worker-register',
      { ...register, 'protected-only': false },
      [registers, registers, [], [], registers, registers, registers, []],
    ],
    ['model-publish', {}, [[], models, [], [], [], models, models, []]],
    ['model-compatibility', {}, [[], [], [], [], [], marks, marks, []]],
    ['model-compatibility', { mode: 'check' }, [check, check, check, [], check, check, check, check]],
    ['release-notes', {}, [[], [], [], [], [], notes, notes, []]],
    ['release-notes', { 'dry-run': true }, [[], [], [], [], [], ['release-notes'], ['release-notes'], []]],
    ['arkindex-service', {}, [[], [], [], [], [], [], [], []]],
  ] satisfies [string, Record<string, unknown>, string[][]][]
).map(([component, inputs, jobs]) => ({
  component,
  inputs,
  jobs: Object.fromEntries(order.map((event, index) => [event, jobs[index] ?? []])),
}))

const cases = [...whole, ...parts]
const prefix = (index: number) => `c${index}-`

/** Every case in one pipeline, apart by the prefix of its jobs: gitlab-ci-local starts once an event and not once a case. */
describeWithTools(['git'], 'the jobs of a pipeline', () => {
  let project: WorkerProject
  beforeAll(() => {
    project = openWorkerProject()
    project.include(
      cases.map(({ component, inputs }, index) => [component, { ...inputs, 'job-prefix': prefix(index) }] as const),
    )
  })
  afterAll(() => project.remove())

  const pick = (jobs: readonly ListedJob[], index: number) =>
    jobs
      .filter(({ name }) => name.startsWith(prefix(index)))
      .map((job) => ({ ...job, name: job.name.slice(prefix(index).length) }))

  it.each(Object.entries(events))('on %s', async (event, args) => {
    const listed = await project.describeJobs(...args)
    expect(listed.filter(({ name }) => !/^c\d+-/.test(name))).toEqual([])
    for (const [index, { component, inputs, jobs }] of cases.entries()) {
      const about = `${component} with ${JSON.stringify(inputs)}`
      const expected = Object.entries(jobs).find(([name]) => name === event)?.[1]
      const found = pick(listed, index)
      if (expected) expect(found.map(({ name }) => name).sort(), about).toEqual([...expected].sort())
      // It waits for somebody, and holds nothing up, whatever the rules of the user say.
      for (const job of found)
        if (job.name === 'release-approve') expect(job, about).toMatchObject({ when: 'manual', allow_failure: true })
    }
    if (event === 'a push to the protected default branch')
      expect(pick(listed, whole.length - 1).map(({ name }) => name)).toContain('release-approve')
  })

  it('all have a case on each event that matters to arkindex as it is', () => {
    for (const event of order) expect(Object.keys(whole[0]?.jobs ?? {})).toContain(event)
  })
})

describe('a prefix of jobs', () => {
  let project: WorkerProject
  beforeAll(() => {
    project = openWorkerProject()
  })
  afterAll(() => project.remove())

  it('is carried also where they wait for each other', async () => {
    project.include('arkindex', { 'job-prefix': 'ocr-' })
    const preview = await project.ask('--preview', ...tag('v1.0.0'), ...isProtected)
    expect(preview.match(/job: (\S+)/g)?.every((line) => line.startsWith('job: ocr-'))).toBe(true)
  })
})
