import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithTools } from '../required-tools.ts'
import { gitEnvironment } from './git.ts'
import { type Gitlab, startGitlab } from './start-gitlab.ts'

const run = promisify(execFile)
const runner = path.resolve(import.meta.dirname, '../../node_modules/.bin/gitlab-ci-local')
const job = { token: 'glcbt-includes-1234', project: 'acme/demo' }

let folder = ''
let gitlab: Gitlab
let sha = ''

async function git(cwd: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
  return (await run('git', [...identity, ...args], { cwd, env: gitEnvironment })).stdout.trim()
}

async function makeRepository(files: Record<string, string>): Promise<string> {
  const work = mkdtempSync(path.join(folder, 'repository-'))
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(work, file)), { recursive: true })
    writeFileSync(path.join(work, file), content)
  }
  await git(work, 'init', '--quiet', '--initial-branch', 'main')
  await git(work, 'add', '.')
  await git(work, 'commit', '--quiet', '--message', 'First')
  return work
}

const header = 'spec:\n  inputs:\n    who:\n      default: nobody\n---\n'
const jobNamed = (name: string) =>
  `${name}:\n  variables:\n    WHO: "$[[ inputs.who ]]"\n  script:\n    - echo "${name} greets $WHO"\n`
const includeLocal = (...files: string[]) =>
  `include:\n${files.map((file) => `  - local: ${file}\n    inputs:\n      who: "$[[ inputs.who ]]"\n`).join('')}`

/** Runs a pipeline whose file includes what is given, as the guide says, and gives what it printed, or why it failed. */
async function runPipeline(include: string, env: Record<string, string> = {}): Promise<string> {
  const work = await makeRepository({ '.gitlab-ci.yml': `include:\n${include}` })
  await git(work, 'remote', 'add', 'origin', `${gitlab.url}/acme/demo.git`)
  await git(work, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
  await git(work, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
  const flags = ['--force-shell-executor', '--shell-isolation', '--no-artifacts-to-source']
  const bare = { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', GIT_TERMINAL_PROMPT: '0', ...env }
  try {
    const { stdout, stderr } = await run(process.execPath, [runner, ...flags], { cwd: work, env: bare })
    return stdout + stderr
  } catch (error) {
    return `failed: ${String(error)}`
  }
}

/** Gives Git the job's token for the stand-in, through its environment. */
function lendToken(): Record<string, string> {
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${gitlab.url}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`gitlab-ci-token:${job.token}`).toString('base64')}`,
  }
}

describeWithTools(['git', 'rsync'], 'includes of gitlab-ci-local (docs/guides/testing-components.md)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'includes-'))
    gitlab = await startGitlab({
      folder: path.join(folder, 'gitlab'),
      jobs: [job],
      projects: [
        { path: 'arkindex/arkindex-ci', visibility: 'public' },
        { path: 'arkindex/hidden', allowsJobsOf: ['acme/demo'] },
        { path: 'acme/demo' },
      ],
    })
    const work = await makeRepository({
      'ci-templates/x/template.yml': header + jobNamed('x'),
      'ci-templates/y/template.yml': header + jobNamed('y'),
      'ci-templates/all/template.yml':
        header + includeLocal('/ci-templates/x/template.yml', 'ci-templates/y/template.yml'),
      'templates/z/template.yml': `${header}${includeLocal('/templates/w.yml')}${jobNamed('z')}`,
      'templates/w.yml': header + jobNamed('w'),
    })
    await git(work, 'tag', 'v1.0.0')
    sha = await git(work, 'rev-parse', 'HEAD')
    for (const name of ['arkindex/arkindex-ci', 'arkindex/hidden']) {
      await git(work, 'push', '--quiet', gitlab.project(name).repository, 'main', 'v1.0.0')
    }
  })
  afterAll(async () => {
    await gitlab.close()
    rmSync(folder, { recursive: true })
  })

  const project = (file: string, ref = '    ref: main\n', name = 'arkindex/arkindex-ci') =>
    `  - project: ${name}\n${ref}    file: ${file}\n    inputs: {who: the world}\n`
  const component = (name: string, version: string) =>
    `  - component: $CI_SERVER_FQDN/arkindex/arkindex-ci/${name}@${version}\n    inputs: {who: the world}\n`

  test('project with a branch, a tag or no ref', async () => {
    for (const ref of ['    ref: main\n', '    ref: v1.0.0\n', '']) {
      expect(await runPipeline(project('/ci-templates/x/template.yml', ref))).toContain('x greets the world')
    }
  })
  test('a file that includes others by local, with inputs handed on', async () => {
    const printed = await runPipeline(project('ci-templates/all/template.yml', '    ref: v1.0.0\n'))
    expect(printed).toContain('x greets the world')
    expect(printed).toContain('y greets the world')
  })
  test('a component of templates/ by tag, branch and ~latest, with a local include of its own', async () => {
    for (const version of ['v1.0.0', 'main', '~latest']) {
      const printed = await runPipeline(component('z', version))
      expect(printed, version).toContain('z greets the world')
      expect(printed, version).toContain('w greets the world')
    }
  })
  test('no component of another folder, and no SHA', async () => {
    expect(await runPipeline(component('x', 'main'))).toMatch(/failed: .*must exist in/s)
    expect(await runPipeline(component('z', sha))).toMatch(/failed: .*could not be fetched/s)
    expect(await runPipeline(project('/ci-templates/x/template.yml', `    ref: ${sha}\n`))).toMatch(
      /failed: .*could not be fetched/s,
    )
  })
  test('a private project needs the header that the guide shows', async () => {
    const include = project('/ci-templates/all/template.yml', '    ref: main\n', 'arkindex/hidden')
    expect(await runPipeline(include)).toMatch(/failed: .*could not read Username/s)
    expect(await runPipeline(include, lendToken())).toContain('y greets the world')
  })
})
