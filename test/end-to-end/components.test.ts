import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { git } from '../../demo/git.ts'
import type { PipelineEvent, PipelineResult } from '../../demo/run-pipeline.ts'
import { exampleProject, openSite, type RunOptions, type Site } from '../../demo/site.ts'
import { openState, type State } from '../../demo/state.ts'
import { describeWithTools } from '../required-tools.ts'
import { findSecrets } from './find-secrets.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tools = ['buildah', 'docker-registry', 'busybox', 'rsync', 'git']

const approval = { approval: true }
const pipeline = {
  include: [
    ['worker-image', {}],
    ['release-plan', {}],
    ['release-approve', {}],
    ['worker-register', { instances: ['demo'], ...approval }],
    ['model-publish', approval],
    ['model-compatibility', approval],
    ['model-compatibility', { mode: 'check', 'job-prefix': 'drift-' }],
    ['release-notes', {}],
    ['arkindex-service', { seed: 'service.yml' }],
  ].map(([name, inputs]) => ({
    project: 'arkindex/arkindex-ci',
    ref: 'v0.1.0',
    file: `/ci-templates/${name}/template.yml`,
    inputs,
  })),
  'against-a-server': {
    extends: '.arkindex-service',
    script: [
      "node -e \"fetch(process.env.ARKINDEX_API_URL + '/api/v1/models/', { headers: { authorization: 'Token ' + process.env.ARKINDEX_API_TOKEN } }).then((answer) => answer.json()).then(({ results }) => console.log('models:', results.map(({ name }) => name).join()))\"",
    ],
  },
}

/** The folder in which gitlab-ci-local keeps what a job left. */
function nameFolder(job: string): string {
  return job.replace(/[^\w-]+/g, (marks) => Buffer.from(marks).toString('base64url'))
}

describeWithTools(tools, 'a release by components of one step each, approved before its tag', () => {
  let folder: string
  let state: State
  let site: Site
  const outputs: Record<string, string> = {}
  const kept: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-components-'))
    state = await openState(path.join(folder, 'state'))
    mkdirSync(path.join(state.folder, 'tmp'))
    site = await openSite({
      root,
      state,
      cache: path.join(root, 'node_modules/.cache/arkindex-ci'),
      signal: new AbortController().signal,
      say: () => {},
    })
    expect(site.reasonWithoutImages).toBeUndefined()
    const content = path.join(folder, 'content')
    cpSync(path.join(root, 'examples'), content, { recursive: true })
    writeFileSync(path.join(content, '.gitlab-ci.yml'), JSON.stringify(pipeline))
    writeFileSync(path.join(content, 'service.yml'), 'version: 1\nmodels:\n  - { name: Of the service }\n')
    mkdirSync(path.join(content, 'shapes'))
    writeFileSync(path.join(content, 'shapes/weights.bin'), 'weights')
    writeFileSync(path.join(content, 'shapes.md'), '# Shapes\n\nOf *letters*.\n')
    const file = path.join(content, '.arkindex.yml')
    writeFileSync(
      file,
      `${readFileSync(file, 'utf8')}\nmodels:\n  - { name: Letter shapes, path: shapes, description: shapes.md }\n`,
    )
    await site.commit(content, 'Components of one step each')
  })

  afterAll(async () => {
    await site?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  async function run(event: PipelineEvent, options: RunOptions = {}): Promise<PipelineResult> {
    const done = await site.run(event, options)
    const number = kept.length + 1
    outputs[`output of pipeline ${number}`] = done.output
    const place = path.join(folder, `left-${number}`)
    for (const name of ['output', 'artifacts']) {
      const left = path.join(done.stateFolder, name)
      if (existsSync(left)) cpSync(left, path.join(place, name), { recursive: true })
    }
    kept.push(place)
    return done
  }

  const release = ['worker-image', 'release-plan', 'worker-register: [demo]', 'model-publish', 'model-compatibility']
  const tag: PipelineEvent = { kind: 'tag', name: 'v2.0.0' }
  const applied: readonly [job: string, file: string][] = [
    ['worker-register: [demo]', 'arkindex-outcomes-demo.json'],
    ['model-publish', 'arkindex-models.json'],
    ['model-compatibility', 'arkindex-compatibility.json'],
  ]

  async function readSteps(done: PipelineResult): Promise<string[]> {
    const steps: { kind: string; target: string; outcome: string }[] = []
    for (const [job, file] of applied) {
      const text = await done.readArtifact(nameFolder(job), file)
      expect(text, `${job} leaves ${file}: ${done.output}`).toBeDefined()
      steps.push(...JSON.parse(text ?? '{}').steps)
    }
    return steps.map(({ kind, target, outcome }) => `${kind} ${target}: ${outcome}`)
  }

  it('is refused before somebody approved it, with the job that approves', async () => {
    await git(site.gitlab.project(exampleProject).repository, 'tag', 'v2.0.0', 'main')
    const done = await run(tag, { jobs: release.slice(0, 3) })
    expect(done.exit).not.toBe(0)
    expect(done.output).toContain('error[approval-missing]')
    expect(done.output).toContain('Run the job release-approve')
  })

  it('is approved on the default branch', async () => {
    const done = await run({ kind: 'branch', name: 'main' }, { jobs: ['release-plan', 'release-approve'] })
    expect(done.exit, done.output).toBe(0)
    const text = await done.readArtifact('release-approve', 'arkindex-approval.json')
    const project = site.gitlab.project(exampleProject)
    const sha = project.git('rev-parse', 'main').trim()
    expect(JSON.parse(text ?? '')).toMatchObject({ sha, intentDigest: expect.stringMatching(/^sha256:/) })
    project.addDeployment({
      sha,
      environment: 'arkindex-approval',
      job: 'release-approve',
      artifacts: { 'arkindex-approval.json': text ?? '' },
    })
  })

  it('differs from the manifest until it is applied, which a check tells and does not change', async () => {
    const done = await run(tag, { jobs: ['drift-model-compatibility-check'] })
    expect(done.output).toMatch(/^drift-model-compatibility-check finished in .* FAIL 1 /m)
    expect(done.output).toContain('error[instances-differ]')
  })

  const steps = [
    'worker recognizer: created',
    'worker trainer: created',
    'worker-version recognizer: created',
    'worker-version trainer: created',
    'reference recognizer tag v2.0.0: created',
    'reference trainer tag v2.0.0: created',
    'model Letter shapes: created',
    'model Letters language model: unchanged',
    'model-version Letter shapes: created',
    'compatibility Letters language model + recognizer: created',
  ]

  it('then registers, publishes and marks, each in its own job, and writes the notes', async () => {
    const done = await run(tag, { jobs: [...release, 'release-notes'] })
    expect(done.exit, done.output).toBe(0)
    expect((await readSteps(done)).sort()).toEqual([...steps].sort())
    const notes = await done.readArtifact('release-notes', 'arkindex-release.md')
    expect(notes).toMatch(/^Image <code>.*&#64;sha256&#58;[0-9a-f]{64}<\/code>$/m)
    expect(notes).toContain('| Version of the worker | <code>recognizer</code> | created |')
    expect(notes).toContain('| Version of the model | <code>Letter shapes</code> | created |')
  })

  it('changes nothing when it runs again', async () => {
    const done = await run(tag, { jobs: [...release, 'drift-model-compatibility-check'] })
    expect(done.exit, done.output).toBe(0)
    expect((await readSteps(done)).sort()).toEqual(steps.map((line) => line.replace('created', 'unchanged')).sort())
  })

  it('has a server of its own for a job that extends arkindex-service, which ends with it', async () => {
    const done = await run({ kind: 'branch', name: 'main' }, { jobs: ['against-a-server'] })
    expect(done.exit, done.output).toBe(0)
    const log = (await done.readLog('against-a-server')) ?? ''
    expect(log).toContain('models: Of the service')
    const url = /ready on (http:\S+)/.exec(log)?.[1] ?? ''
    await expect(fetch(`${url}/readyz`)).rejects.toThrow()
  })

  it('leaves no token in any log or artifact', () => {
    const { publisherToken, registryPassword, jobToken } = state.settings
    expect(kept.length).toBeGreaterThan(4)
    expect(findSecrets([publisherToken, registryPassword, jobToken], kept, outputs)).toEqual([])
  })
})
