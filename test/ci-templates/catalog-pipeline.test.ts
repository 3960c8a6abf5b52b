import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { lintTemplates } from '../../core/ci-template/lint-template.ts'
import { writeComponents } from '../../scripts/write-components.ts'
import { describeWithTools } from '../required-tools.ts'
import { openWorkerProject, type WorkerProject } from './worker-project.ts'

const root = path.resolve(import.meta.dirname, '../..')
const image = `registry.example.org/arkindex/arkindex-ci@sha256:${'0123456789abcdef'.repeat(4)}`

describeWithTools(['git'], 'the pipeline of the project of the catalog', () => {
  let project: WorkerProject
  let folder: string
  let text: string
  beforeAll(() => {
    project = openWorkerProject()
    folder = mkdtempSync(path.join(tmpdir(), 'catalog-'))
    writeComponents(root, folder, image)
    text = readFileSync(path.join(folder, '.gitlab-ci.yml'), 'utf8')
    writeFileSync(path.join(project.folder, '.gitlab-ci.yml'), text)
  })
  afterAll(() => {
    project.remove()
    rmSync(folder, { recursive: true })
  })

  it('lints by the schema of GitLab, in the image that the components have', () => {
    expect(lintTemplates([{ file: '.gitlab-ci.yml', text }], { inputs: new Map(), hasPolicy: false })).toEqual([])
    expect(parse(text).lint.image.name).toBe(image)
    writeComponents(root, folder, undefined)
    expect(parse(readFileSync(path.join(folder, '.gitlab-ci.yml'), 'utf8')).lint.image.name).toMatch(
      /^\$CI_REGISTRY\/.+:\d/,
    )
  })

  const tag = (name: string) => ['--variable', `CI_COMMIT_TAG=${name}`, '--unset-variable', 'CI_COMMIT_BRANCH']
  it.each([
    ['a plain version', tag('1.2.0'), ['lint', 'release']],
    ['a pre-release', tag('1.2.0-rc.1'), ['lint', 'release']],
    ['a tag that the catalog refuses', tag('v1.2.0'), ['lint']],
    ['the default branch', ['--variable', 'CI_COMMIT_BRANCH=main'], ['lint']],
    ['another branch', ['--variable', 'CI_COMMIT_BRANCH=feature'], []],
  ])('on %s', async (_name, args, jobs) => {
    expect(await project.listJobs(...args)).toEqual(jobs)
  })
})
