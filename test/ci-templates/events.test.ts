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

  it.each([
    ['worker-validate', ['worker-validate']],
    ['worker-image', ['worker-image']],
    ['release', ['release-apply', 'release-plan']],
  ])('%s works without the others', async (component, jobs) => {
    project.include(component, {})
    expect((await project.listJobs(...tag('v1.0.0'), ...isProtected)).sort()).toEqual(jobs)
  })
})
