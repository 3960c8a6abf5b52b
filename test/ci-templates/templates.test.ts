import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import type { Command } from '../../cli/command.ts'
import { nameVariable } from '../../cli/resolve-options.ts'
import { lintTemplates } from '../../core/ci-template/lint-template.ts'
import { assembleComponents, compositions } from '../../scripts/assemble-components.ts'
import { describeWithTools } from '../required-tools.ts'
import { pairUp } from './pairwise.ts'
import { openWorkerProject, type WorkerProject } from './worker-project.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Input {
  type?: 'string' | 'boolean' | 'array' | 'number'
  description?: string
  default?: unknown
  options?: unknown[]
  regex?: string
}

interface Job {
  script: string[]
  variables: Record<string, string>
  [key: string]: unknown
}

function readTemplate(name: string): { text: string; inputs: Record<string, Input>; jobs: Record<string, Job> } {
  const text = readFileSync(path.join(root, 'ci-templates', name, 'template.yml'), 'utf8')
  const [header = '', body = ''] = text.split('\n---\n')
  return { text, inputs: parseDocument(header).toJS().spec.inputs, jobs: parseDocument(body).toJS() }
}

const names = readdirSync(path.join(root, 'ci-templates'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
const jobs = names.flatMap((component) =>
  Object.entries(readTemplate(component).jobs)
    .filter(([name]) => !name.startsWith('.'))
    .map(([name, job]): [string, string, Job] => [component, name, job]),
)
/** Made by GitLab's own keyword, in the image of glab. */
const withoutCommand = ['$[[ inputs.job-prefix ]]release-create']

it('there is one template a component', () => {
  expect(names.sort()).toEqual([
    'arkindex',
    'arkindex-service',
    'dataset-train',
    'model-compatibility',
    'model-publish',
    'release',
    'release-apply',
    'release-approve',
    'release-notes',
    'release-plan',
    'worker-image',
    'worker-register',
    'worker-validate',
  ])
})

it.each(Object.keys(compositions))('%s is what its parts say; "npm run generate" writes it', (name) => {
  expect(readTemplate(name).text).toBe(assembleComponents(root, name))
})

it('all of them pass lint-template with its rules for components', () => {
  const files = names.map((name) => ({ file: name, text: readTemplate(name).text }))
  const inputs = new Map([
    ['instances', '["demo","staging"]'],
    ['rules', '[{"if":"$CI_COMMIT_TAG","when":"manual"},{"when":"never"}]'],
  ])
  for (const given of [new Map<string, string>(), inputs])
    expect(lintTemplates(files, { inputs: given, hasPolicy: true })).toEqual([])
})

it('the example includes the components of this release', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  expect(readFileSync(path.join(root, 'examples/.gitlab-ci.yml'), 'utf8')).toContain(`ref: v${version}\n`)
})

describe.each(names)('the component %s', (name) => {
  const { text, inputs } = readTemplate(name)
  const body = text.split('\n---\n')[1] ?? ''

  it('uses every input that it declares and declares every input that it uses', () => {
    const used = new Set([...body.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, input]) => input))
    expect([...used].sort()).toEqual(Object.keys(inputs).sort())
    expect(body.match(/\$\[\[/g)?.length, 'no other interpolation').toBe(
      body.match(/\$\[\[ inputs\.[\w-]+ \]\]/g)?.length,
    )
  })

  it('wants no input but the instances that are to have a job each', () => {
    const required = Object.entries(inputs).filter(([, spec]) => spec.default === undefined)
    expect(required.map(([input]) => input)).toEqual(name === 'worker-register' ? ['instances'] : [])
  })

  it('takes the inputs that all components have in common', () => {
    const common = ['stage', 'job-prefix', 'image', 'runner-tags', 'allow-failure']
    // A rule of the user could approve without anybody.
    expect(Object.keys(inputs)).toEqual(
      expect.arrayContaining(name === 'release-approve' ? common : [...common, 'rules']),
    )
    if (name === 'release-approve') expect(Object.keys(inputs)).not.toContain('rules')
  })

  it.each(Object.entries(inputs))(
    'describes the input %s and gives it a default that its own limits allow',
    (_input, spec) => {
      expect(spec.description?.length).toBeGreaterThan(10)
      expect(spec.description?.length).toBeLessThanOrEqual(1024)
      if (spec.default === undefined) return
      const kinds = {
        array: Array.isArray(spec.default),
        boolean: typeof spec.default === 'boolean',
        number: typeof spec.default === 'number',
        string: typeof spec.default === 'string',
      }
      expect(kinds[spec.type ?? 'string']).toBe(true)
      if (spec.regex) expect(String(spec.default)).toMatch(new RegExp(spec.regex))
      if (spec.options) expect(spec.options).toContain(spec.default)
    },
  )

  it('runs in the image of this release unless told otherwise', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    expect(inputs.image?.default).toBe(`$CI_REGISTRY/arkindex/arkindex-ci:${version}`)
  })

  it('has no key that would reach into the rest of the pipeline', () => {
    for (const key of Object.keys(readTemplate(name).jobs))
      expect(key).toMatch(/^\.?\$\[\[ inputs\.job-prefix \]\][a-z-]+$/)
  })
})

describe.each(jobs)('%s: the job %s', (_component, name, job) => {
  const commands = job.script.map((line) => /^arkindex-ci ([a-z]+)(?: [a-z.-]+)?$/.exec(line)?.[1])

  it('calls the command once, with nothing spliced into the shell', () => {
    expect(commands).toEqual([withoutCommand.includes(name) ? undefined : expect.any(String)])
    expect(job.script.length).toBeLessThanOrEqual(3)
    expect(job.before_script).toBeUndefined()
    expect(job.after_script, 'it would lose the artifacts in gitlab-ci-local').toBeUndefined()
  })

  it.skipIf(withoutCommand.includes(name))('gives its inputs to the command as variables that it knows', async () => {
    const [command = ''] = commands
    const exported: Record<string, Command> = await import(`../../cli/commands/${command}.ts`)
    const { options } = Object.values(exported).find(({ name }) => name === command) ?? { options: {} }
    const known = Object.keys(options).map(nameVariable)
    for (const variable of Object.keys(job.variables)) expect(known).toContain(variable)
  })

  it('names its rules, so that it never runs by chance', () => {
    expect(job.rules).toBeInstanceOf(Array)
  })
})

describeWithTools(['shellcheck'], 'the scripts', () => {
  it('are POSIX shell without a remark of shellcheck', () => {
    const service = readTemplate('arkindex-service').jobs['.$[[ inputs.job-prefix ]]arkindex-service']
    const before = [service?.before_script ?? []].flat().map(String)
    expect(before).toHaveLength(3)
    const script = [...before, ...jobs.flatMap(([, , job]) => job.script)].join('\n')
    execFileSync('shellcheck', ['--shell=sh', '--exclude=SC1091', '-'], { input: `#!/bin/sh\n${script}\n` })
  })
})

/** Values to try of each input, beside its default. */
const tried: Readonly<Record<string, readonly unknown[]>> = {
  'runner-tags': [[], ['linux', 'large']],
  'allow-failure': [false, true],
  'dry-run': [false, true],
  instances: [[], ['demo', 'staging']],
  'build-args': [[], ['WORD=a b', 'OTHER=']],
  builder: ['', 'buildah'],
  'protected-only': [true, false],
}

describeWithTools(
  ['git'],
  'every pair of inputs passes the check of gitlab-ci-local against the schema of GitLab',
  () => {
    let project: WorkerProject
    beforeAll(() => {
      project = openWorkerProject()
    })
    afterAll(() => project.remove())

    /** Those whose jobs cannot be without a job of another. */
    const companions: Readonly<Record<string, string[]>> = {
      'dataset-train': ['release'],
      'release-apply': ['release-plan'],
      'release-approve': ['release-plan'],
    }
    const pairs = names.flatMap((name) => {
      if (name === 'arkindex-service') return []
      const { inputs } = readTemplate(name)
      const values = new Map(Object.entries(tried).filter(([input]) => input in inputs))
      if (inputs.instances?.default === undefined && values.has('instances'))
        values.set('instances', [['demo'], ['demo', 'staging']])
      return pairUp(values).map((row): [string, Record<string, unknown>] => [name, Object.fromEntries(row)])
    })
    const nameJob = (component: string) =>
      jobs.find(([one]) => one === component)?.[1].replace('$[[ inputs.job-prefix ]]', '') ?? ''

    // All in one pipeline, apart by their prefixes: gitlab-ci-local starts once. What it finds wrong it names by its job.
    it('with a prefix of their jobs', async () => {
      const prefix = (index: number) => `ocr.${index}-`
      project.include(
        pairs.flatMap(([name, inputs], index) =>
          [...(companions[name] ?? []), name].map((one) => [one, { ...inputs, 'job-prefix': prefix(index) }] as const),
        ),
      )
      const preview = await project.ask('--preview')
      expect(preview).not.toContain('$[[')
      expect(pairs.length).toBeGreaterThan(40)
      for (const [index, [name]] of pairs.entries())
        expect(preview, `${name} ${index}`).toContain(`\n${prefix(index)}${nameJob(name)}:`)
    })

    it('without one', async () => {
      const whole: [string, Record<string, unknown>] = ['arkindex', { approval: true, 'release-notes': true }]
      const others = ['model-publish', 'model-compatibility', 'arkindex-service'].map((name) => [name, {}] as const)
      project.include([whole, ...others, ['worker-register', { instances: ['demo'] }]])
      const preview = await project.ask('--preview')
      for (const [, name] of jobs) {
        const job = name.replace('$[[ inputs.job-prefix ]]', '')
        if (job !== 'model-compatibility-check') expect(preview).toContain(`\n${job}:`)
      }
    })

    it('and a wrong one does not', async () => {
      project.include('arkindex', { 'allow-failure': 'perhaps' })
      await expect(project.ask('--preview')).rejects.toThrow('allow-failure')
    })
  },
)
