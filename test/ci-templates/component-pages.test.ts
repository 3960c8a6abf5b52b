import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lintTemplates } from '../../core/ci-template/lint-template.ts'
import { badInputs, needs } from '../../scripts/reference/component-facts.ts'
import { chooseWhen, isTrue, readInputs, readJobs } from '../../scripts/reference/component-jobs.ts'
import {
  fillRequired,
  listTogether,
  makeComponentPages,
  renderExample,
} from '../../scripts/reference/component-page.ts'
import { readComponents } from '../../scripts/reference/components-page.ts'
import { defaultBranch, pipelineEvents } from '../../scripts/reference/pipeline-events.ts'
import { describeWithTools } from '../required-tools.ts'
import { openWorkerProject, type WorkerProject } from './worker-project.ts'

const root = path.resolve(import.meta.dirname, '../..')
const components = readComponents(root)

describe.each(components)('the page of $name', (component) => {
  it('has an example that lints, with every required input and the components that it waits for', () => {
    const example = renderExample(component, components)
    const findings = lintTemplates([{ file: '.gitlab-ci.yml', text: example }], { inputs: new Map(), hasPolicy: false })
    expect(findings.filter(({ code }) => code !== 'extends-elsewhere')).toEqual([])
    for (const { text } of listTogether(component, components))
      expect(
        lintTemplates([{ file: 'x.yml', text }], { inputs: fillRequired(text), hasPolicy: true }).filter(
          ({ severity }) => severity === 'error',
        ),
      ).toEqual([])
    const together = listTogether(component, components).map(({ name, text }) => ({ file: name, text }))
    const codes = lintTemplates(together, { inputs: new Map(), hasPolicy: true }).map(({ code }) => code)
    expect(codes, 'nothing that a job needs is missing').not.toContain('needs-elsewhere')
  })

  it('is linked from the list of components', () => {
    const list = readFileSync(path.join(root, 'docs/reference/components.md'), 'utf8')
    expect(list).toContain(`(components/${component.name}.md)`)
  })
})

describe('the facts', () => {
  it('each hold for a component, and every page says what is needed and what goes wrong', () => {
    const traits = components.map(({ text }) => ({
      inputs: new Set(readInputs(text).keys()),
      jobs: readJobs(text, fillRequired(text)),
    }))
    for (const { isOf, text } of needs) if (!text.includes('release-image')) expect(traits.some(isOf), text).toBe(true)
    for (const { isOf, what } of badInputs) expect(traits.some(isOf), what).toBe(true)
    for (const { text } of makeComponentPages(root)) {
      expect(text).toMatch(/## What it needs\n\n- /)
      expect(text).not.toMatch(/undefined|\$\[\[/)
    }
  })

  it('conditions are read as GitLab reads them', () => {
    const variables = { A: 'x', EMPTY: '', TAG: 'v1.2.0' }
    const table: [string, boolean][] = [
      ['$A', true],
      ['$EMPTY', false],
      ['$NONE', false],
      ['$NONE == null', true],
      ['$A == "x" && $NONE', false],
      ['$NONE || $A == "x"', true],
      ['$A == "x" || $A == "y" && $NONE', true],
      ['($A == "x" || $A == "y") && $NONE', false],
      ['$TAG =~ /^v\\d/', true],
      ['$TAG !~ /^v\\d/', false],
      ['$NONE =~ /x/', false],
      ['"true" == "true" && $A != "y"', true],
    ]
    for (const [condition, expected] of table) expect(isTrue(condition, variables), condition).toBe(expected)
  })
})

describeWithTools(['git'], 'the tables of jobs are what gitlab-ci-local makes of the templates', () => {
  let project: WorkerProject
  beforeAll(() => {
    project = openWorkerProject()
  })
  afterAll(() => project.remove())

  /** Every component in one pipeline, each with a prefix of its own for its jobs and those that they wait for. */
  const prefixes = components.map((component, index) => ({ component, prefix: `c${index}-` }))
  const give = (text: string, prefix: string) => new Map([...fillRequired(text), ['job-prefix', prefix]])
  const parse = (values: ReadonlyMap<string, string>) =>
    Object.fromEntries([...values].map(([key, value]) => [key, value.startsWith('[') ? JSON.parse(value) : value]))
  const jobsOf = prefixes.map(({ component, prefix }) => ({
    ...component,
    jobs: readJobs(component.text, give(component.text, prefix)),
  }))
  const extended = jobsOf.flatMap(({ jobs }) => jobs.filter(({ isHidden }) => isHidden))
  const nameProbe = (hidden: string) => `probe${hidden.replaceAll('.', '-')}`

  it.each(pipelineEvents)('on $name', async ({ name, variables }) => {
    const include = prefixes.flatMap(({ component, prefix }) =>
      listTogether(component, components).map((one) => ({
        local: `/ci-templates/${one.name}/template.yml`,
        inputs: parse(give(one.text, prefix)),
      })),
    )
    const probes = Object.fromEntries(
      extended.map((job) => [nameProbe(job.name), { extends: job.name, script: ['true'] }]),
    )
    writeFileSync(path.join(project.folder, '.gitlab-ci.yml'), JSON.stringify({ include, ...probes }))
    const args = Object.entries({ CI_DEFAULT_BRANCH: defaultBranch, ...variables }).flatMap(([key, value]) => [
      '--variable',
      `${key}=${value}`,
    ])
    if (!('CI_COMMIT_BRANCH' in variables)) args.push('--unset-variable', 'CI_COMMIT_BRANCH')
    const listed = new Set(await project.listJobs(...args))
    const event = { name, variables }
    for (const { name: component, jobs } of jobsOf) {
      const expected = jobs.filter((job) => chooseWhen(job, event) !== undefined).map(({ name: job }) => job)
      const found = jobs.filter((job) =>
        [...listed].some((one) =>
          job.isHidden ? one === nameProbe(job.name) : one === job.name || one.startsWith(`${job.name}:`),
        ),
      )
      expect(
        found.map((job) => job.name),
        component,
      ).toEqual(expected)
    }
  })
})
