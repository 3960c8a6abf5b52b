import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { git } from '../../demo/git.ts'
import { type Reading, readResults } from '../../demo/read-results.ts'
import type { PipelineEvent, PipelineResult } from '../../demo/run-pipeline.ts'
import { exampleProject, openSite, type RunOptions, type Site } from '../../demo/site.ts'
import { openState, type State } from '../../demo/state.ts'
import { describeWithTools } from '../required-tools.ts'
import { findSecrets, listForms } from './find-secrets.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tools = ['buildah', 'docker-registry', 'busybox', 'rsync', 'git']

interface Version {
  id: string
  revision_url: string
  tag: string | null
  branch: string | null
  docker_image_iid: string
}

it('the search for secrets finds a planted one in each form, also in a layer', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-canary-'))
  const secret = 'planted/secret+of?the=canary'
  mkdirSync(path.join(folder, 'nested'))
  writeFileSync(path.join(folder, 'plain'), `token: ${secret}\n`)
  writeFileSync(path.join(folder, 'base64'), Buffer.from(`user:${secret}!`).toString('base64'))
  writeFileSync(path.join(folder, 'shifted'), Buffer.from(`a${secret}`).toString('base64'))
  writeFileSync(path.join(folder, 'url'), `https://x/?token=${encodeURIComponent(secret)}`)
  writeFileSync(path.join(folder, 'nested/layer'), gzipSync(secret))
  writeFileSync(path.join(folder, 'clean'), 'nothing here')
  const found = findSecrets([secret], [folder], { output: secret, other: 'nothing' })
  rmSync(folder, { recursive: true })
  expect(found.map((file) => path.basename(file)).sort()).toEqual([
    'base64',
    'layer',
    'output',
    'plain',
    'shifted',
    'url',
  ])
  expect(listForms('short-secret').every((form) => form.length > 8)).toBe(true)
})

describeWithTools(tools, 'a release through gitlab-ci-local, buildah and a registry behind a password', () => {
  let folder: string
  let state: State
  let site: Site
  const outputs: Record<string, string> = {}
  const logs: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-end-to-end-'))
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
    await site.ensureTag('v1.0.0', path.join(root, 'examples'))
  })

  afterAll(async () => {
    await site?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  /** Runs a pipeline, and keeps what it leaves for the search for secrets at the end. */
  async function run(event: PipelineEvent, options: RunOptions = {}): Promise<PipelineResult> {
    const pipeline = await site.run(event, options)
    const number = logs.length + 1
    outputs[`output of pipeline ${number}`] = pipeline.output
    const kept = path.join(folder, `left-${number}`)
    for (const name of ['output', 'artifacts']) {
      const left = path.join(pipeline.stateFolder, name)
      if (existsSync(left)) cpSync(left, path.join(kept, name), { recursive: true })
    }
    logs.push(kept)
    return pipeline
  }

  /** A copy of the example with some texts replaced, as a folder. */
  function changeExample(changes: Readonly<Record<string, (text: string) => string>>): string {
    const copy = mkdtempSync(path.join(folder, 'example-'))
    cpSync(path.join(root, 'examples'), copy, { recursive: true })
    for (const [file, change] of Object.entries(changes)) {
      const place = path.join(copy, file)
      const before = readFileSync(place, 'utf8')
      const after = change(before)
      expect(after, `${file} is changed`).not.toBe(before)
      writeFileSync(place, after)
    }
    return copy
  }

  async function ask<Answer>(route: string): Promise<Answer> {
    const answer = await fetch(`${site.server.url}/api/v1/${route}`, {
      headers: { authorization: `Token ${state.settings.publisherToken}` },
    })
    expect(answer.status, route).toBe(200)
    return (await answer.json()) as Answer
  }

  async function listVersions(slug: string): Promise<Version[]> {
    const workers = await ask<{ results: { id: string; slug: string }[] }>('workers/')
    const worker = workers.results.find((candidate) => candidate.slug === slug)
    return (await ask<{ results: Version[] }>(`workers/${worker?.id}/versions/`)).results
  }

  const read = (pipeline: PipelineResult): Promise<Reading> => readResults(pipeline, site.server.url)
  const tell = ({ result }: Reading) => result.steps.map(({ kind, target, outcome }) => `${kind} ${target}: ${outcome}`)

  describe('of the tag v1.0.0', () => {
    let first: Reading
    let pipeline: PipelineResult

    it('validates, builds, plans, applies and trains', async () => {
      pipeline = await run({ kind: 'tag', name: 'v1.0.0' })
      expect(pipeline.exit, pipeline.output).toBe(0)
      first = await read(pipeline)
      expect(first.missing).toEqual([])
      expect(tell(first)).toEqual([
        'worker recognizer: created',
        'worker trainer: created',
        'worker-version recognizer: created',
        'worker-version trainer: created',
        'reference recognizer tag v1.0.0: created',
        'reference trainer tag v1.0.0: created',
        'model Letters language model: unchanged',
        'compatibility Letters language model + recognizer: created',
        'training language-model: created',
      ])
      expect(first.result.process).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        state: expect.any(String),
      })
    })

    it('registers the digest that the registry has', async () => {
      const { image } = first.result
      const answer = await fetch(`http://${site.registry?.host}/v2/${exampleProject}/manifests/v1.0.0`, {
        headers: {
          accept: 'application/vnd.oci.image.manifest.v1+json',
          authorization: `Basic ${Buffer.from(`ci-robot:${state.settings.registryPassword}`).toString('base64')}`,
        },
      })
      expect(answer.headers.get('docker-content-digest')).toBe(image?.digest)
      for (const slug of ['recognizer', 'trainer']) {
        const [version, ...more] = await listVersions(slug)
        expect(more).toEqual([])
        expect(version?.docker_image_iid).toBe(`${site.registry?.host}/${exampleProject}@${image?.digest}`)
        expect(version?.tag).toBe('v1.0.0')
      }
    })

    it('shows the findings as reports', async () => {
      const quality = JSON.parse((await pipeline.readArtifact('worker-validate', 'arkindex-code-quality.json')) ?? '')
      expect(quality).toMatchObject([{ check_name: 'legacy-format', location: { path: '.arkindex.yml' } }])
      expect(await pipeline.readArtifact('worker-validate', 'arkindex-junit.xml')).toContain('<testsuite')
    })

    it('changes and builds nothing when it runs again, and says so step by step', async () => {
      const again = await run({ kind: 'tag', name: 'v1.0.0' })
      expect(again.exit, again.output).toBe(0)
      expect(await again.readLog('worker-image')).toContain('Nothing to build: ')
      const second = await read(again)
      expect(tell(second)).toEqual(tell(first).map((line) => line.replace('created', 'unchanged')))
      expect(second.result.image).toEqual(first.result.image)
      expect(second.result.process?.id).toBe(first.result.process?.id)
    })
  })

  it('a merge request gets findings and a plan, and nothing is built or written', async () => {
    const before = await listVersions('recognizer')
    const pipeline = await run(
      { kind: 'merge-request', branch: 'main', iid: 7 },
      { variables: { CI_COMMIT_REF_PROTECTED: 'false' } },
    )
    expect(pipeline.exit, pipeline.output).toBe(0)
    const { missing } = await read(pipeline)
    expect(missing).toEqual(['worker-image', 'release-apply', 'dataset-train'])
    expect(await pipeline.readLog('release-plan')).toContain('recognizer')
    expect(await listVersions('recognizer')).toEqual(before)
  })

  it('a commit that was published from its branch and then from its tag is one version with both', async () => {
    const content = changeExample({ '.arkindex-ci.yml': (text) => text.replace('[stable]', '[stable, branch]') })
    await site.commit(content, 'Publish the default branch too')
    const branch = await run({ kind: 'branch', name: 'main' })
    expect(branch.exit, branch.output).toBe(0)
    await site.ensureTag('v1.1.0', content)
    const tag = await run({ kind: 'tag', name: 'v1.1.0' })
    expect(tag.exit, tag.output).toBe(0)
    const fromTag = await read(tag)
    expect(await tag.readLog('worker-image')).toMatch(
      /Nothing to build: \S+:commit-\w+ is the image of this commit, and gets the tag v1\.1\.0/,
    )
    expect(tell(fromTag)).toContain('worker-version recognizer: unchanged')
    expect(tell(fromTag)).toContain('reference recognizer tag v1.1.0: created')
    expect(fromTag.result.image?.digest, 'the image is the same').toBe((await read(branch)).result.image?.digest)
    const sha = await git(site.gitlab.project(exampleProject).repository, 'rev-parse', 'v1.1.0')
    const versions = (await listVersions('recognizer')).filter(({ revision_url: url }) => url.endsWith(sha))
    expect(versions).toMatchObject([{ branch: 'main', tag: 'v1.1.0' }])
  })

  it('without one of its components the release is not whole, and the demo says which job left nothing', async () => {
    const content = changeExample({
      '.gitlab-ci.yml': (text) => text.replace('/arkindex/template.yml', '/release/template.yml'),
    })
    await site.ensureTag('v1.2.0', content)
    const reading = await read(await run({ kind: 'tag', name: 'v1.2.0' }))
    expect(reading.missing).toEqual(['worker-validate', 'worker-image', 'dataset-train'])
  })

  describe('when something is wrong', () => {
    const closed = 'http://127.0.0.1:9'
    const profiles = (url: string, token: string) => JSON.stringify({ hosts: { demo: { url, token } } })

    afterEach(() => {
      site.gitlab.project(exampleProject).secureFiles.length = 0
      site.gitlab
        .project(exampleProject)
        .addSecureFile('arkindex-cli.yaml', profiles(site.server.url, state.settings.publisherToken))
    })

    function replaceSecureFile(content: string): void {
      const project = site.gitlab.project(exampleProject)
      project.secureFiles.length = 0
      project.addSecureFile('arkindex-cli.yaml', content)
    }

    /** Runs the tag's jobs that reach something, expects that each fails, and gives what they say. */
    async function expectFailures(exit: number, variables: Record<string, string> = {}): Promise<string[]> {
      const jobs = ['worker-image', 'release-plan']
      const pipeline = await run({ kind: 'tag', name: 'v1.0.0' }, { variables, jobs })
      expect(pipeline.exit, pipeline.output).not.toBe(0)
      for (const job of jobs) expect(pipeline.output).toMatch(new RegExp(`^${job} finished in .* FAIL ${exit} `, 'm'))
      return Promise.all(jobs.map(async (job) => (await pipeline.readLog(job)) ?? ''))
    }

    it('a wrong password and a wrong token are told as such, with the remedy, before anything is built', async () => {
      replaceSecureFile(profiles(site.server.url, 'not-a-token-of-anyone'))
      const [image, plan] = await expectFailures(2, { CI_REGISTRY_PASSWORD: 'not-the-password' })
      expect(image).toContain('error[registry-login-refused]')
      expect(image).toContain('remedy: Check CI_REGISTRY_USER and CI_REGISTRY_PASSWORD')
      expect(image).not.toContain('STEP 1')
      expect(plan).toContain('does not accept the token (401, ListWorkers)')
      expect(plan).toContain('remedy: Put a valid API token')
    })

    it('a registry and an instance that are down exit 3', async () => {
      replaceSecureFile(profiles(closed, state.settings.publisherToken))
      const down = { CI_REGISTRY: '127.0.0.1:9', CI_REGISTRY_IMAGE: `127.0.0.1:9/${exampleProject}` }
      const [image, plan] = await expectFailures(3, down)
      expect(image).toContain('error[registry-unreachable]')
      expect(plan).toContain('refuses the connection: connect ECONNREFUSED 127.0.0.1:9. [connection-refused]')
    })

    it('a secure file that is missing is named', async () => {
      site.gitlab.project(exampleProject).secureFiles.length = 0
      const pipeline = await run({ kind: 'tag', name: 'v1.0.0' }, { jobs: ['release-plan'] })
      expect(pipeline.output).toMatch(/^release-plan finished in .* FAIL 2 /m)
      expect(await pipeline.readLog('release-plan')).toContain('arkindex-cli.yaml')
    })

    it('a tag that is no semantic version is refused with the remedy', async () => {
      await site.ensureTag('final', path.join(root, 'examples'))
      const pipeline = await run({ kind: 'tag', name: 'final' }, { jobs: ['release-plan'] })
      expect(pipeline.exit).not.toBe(0)
      expect(await pipeline.readLog('release-plan')).toContain('error[tag-not-semver]')
    })
  })

  it('no token and no password is in any log, artifact, image layer or error', () => {
    const { publisherToken, guestToken, registryPassword, jobToken } = state.settings
    const secrets = [
      publisherToken,
      guestToken,
      registryPassword,
      jobToken,
      'not-a-token-of-anyone',
      'not-the-password',
    ]
    const registry = path.join(state.folder, 'images/registry/images')
    expect(logs.length).toBeGreaterThan(8)
    expect(
      findSecrets(secrets, [...logs, registry], { ...outputs, 'log of the server': site.server.readLog() }),
    ).toEqual([])
  })

  it('the log-in to the registry is not left in the folder for temporary files', () => {
    expect(
      findSecrets([state.settings.registryPassword], [path.join(state.folder, 'tmp'), path.join(state.folder, 'work')]),
    ).toEqual([])
  })
})
