import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lintTemplates } from '../../core/ci-template/lint-template.ts'
import { writeComponents } from '../../scripts/write-components.ts'
import { gitEnvironment } from '../gitlab/git.ts'
import { type Gitlab, startGitlab } from '../gitlab/start-gitlab.ts'
import { describeWithTools } from '../required-tools.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const image = `registry.example.org:5000/arkindex/arkindex-ci@sha256:${'0123456789abcdef'.repeat(4)}`
const names = readdirSync(path.join(root, 'ci-templates'), { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
  .sort()

let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'components-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

const read = (...place: string[]) => readFileSync(path.join(folder, ...place), 'utf8')

describe('the project of the catalog', () => {
  it('has one template a component, a section of each with its table, and the licence', () => {
    const { written, strangers } = writeComponents(root, path.join(folder, 'plain'), undefined)
    expect(written).toEqual([...names.map((name) => `templates/${name}.yml`), 'README.md', '.gitlab-ci.yml', 'LICENSE'])
    expect(strangers).toEqual([])
    for (const name of names) {
      expect(read('plain/templates', `${name}.yml`)).toBe(
        readFileSync(path.join(root, 'ci-templates', name, 'template.yml'), 'utf8'),
      )
      const [, section = ''] = read('plain/README.md').split(`\n### ${name}\n`)
      expect(section).toContain(`- component: $CI_SERVER_FQDN/arkindex/components/${name}@VERSION\n`)
      expect(section.split('\n### ')[0]).toContain('| `job-prefix` | string |')
    }
    expect(read('plain/README.md')).not.toContain('npm run generate')
    expect(read('plain/LICENSE')).toBe(readFileSync(path.join(root, 'LICENSE'), 'utf8'))
  })

  it('is left alone by a second run, and tells of files that are not ours', () => {
    const target = path.join(folder, 'plain')
    const before = statSync(path.join(target, 'README.md')).mtimeMs
    writeFileSync(path.join(target, 'templates/old.yml'), 'a: 1\n')
    expect(writeComponents(root, target, undefined)).toEqual({ written: [], strangers: ['templates/old.yml'] })
    expect(statSync(path.join(target, 'README.md')).mtimeMs).toBe(before)
  })

  it('names the image by its digest where it is given, in every template and its table', () => {
    writeComponents(root, path.join(folder, 'pinned'), image)
    const files = names.map((name) => ({ file: `${name}.yml`, text: read('pinned/templates', `${name}.yml`) }))
    for (const { text } of files) {
      expect(text).toContain(`\n      default: ${image}\n`)
      expect(text).not.toContain('on the same GitLab')
    }
    expect(read('pinned/README.md').split(`\`"${image}"\``).length - 1).toBe(names.length)
    expect(lintTemplates(files, { inputs: new Map(), hasPolicy: true })).toEqual([])
  })

  it('refuses an image that a tag names, and writes nothing', () => {
    const target = path.join(folder, 'refused')
    mkdirSync(target)
    expect(() => writeComponents(root, target, 'arkindex-ci:latest')).toThrow('by digest')
    expect(readdirSync(target)).toEqual([])
  })

  it('is written by npm run components', async () => {
    const script = path.join(root, 'scripts/components.mjs')
    const target = path.join(folder, 'command')
    const env = { PATH: process.env.PATH, ARKINDEX_CI_COMMAND_IMAGE: image }
    await run(process.execPath, [script, target], { env })
    expect(read('command/README.md')).toBe(read('pinned/README.md'))
    expect((await run(process.execPath, [script, target], { env })).stdout).toContain('as they would be written')
    await expect(run(process.execPath, [script], { env })).rejects.toMatchObject({ code: 2 })
  })
})

describeWithTools(['git', 'rsync'], 'a pipeline that includes a component of that project', () => {
  let gitlab: Gitlab
  beforeAll(async () => {
    gitlab = await startGitlab({
      folder: path.join(folder, 'gitlab'),
      projects: [{ path: 'arkindex/components', visibility: 'public' }, { path: 'acme/demo' }],
    })
  })
  afterAll(() => gitlab.close())

  async function git(cwd: string, ...args: string[]): Promise<void> {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
    await run('git', [...identity, ...args], { cwd, env: gitEnvironment })
  }

  async function commit(work: string): Promise<void> {
    await git(work, 'init', '--quiet', '--initial-branch', 'main')
    await git(work, 'add', '.')
    await git(work, 'commit', '--quiet', '--message', 'First')
  }

  it('has its jobs, in the image of the release', async () => {
    const project = path.join(folder, 'released')
    writeComponents(root, project, image)
    await commit(project)
    await git(project, 'tag', '1.0.0')
    await git(project, 'push', '--quiet', gitlab.project('arkindex/components').repository, 'main', '1.0.0')
    const work = path.join(folder, 'demo')
    mkdirSync(work)
    const include =
      'include:\n  - component: $CI_SERVER_FQDN/arkindex/components/arkindex@1.0.0\n    inputs: {stage: test}\n'
    writeFileSync(path.join(work, '.gitlab-ci.yml'), include)
    await commit(work)
    await git(work, 'remote', 'add', 'origin', `${gitlab.url}/acme/demo.git`)
    await git(work, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
    await git(work, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
    const args = ['--preview', '--ignore-schema-paths', '#/definitions/tags/minItems']
    const { stdout } = await run(
      process.execPath,
      [path.join(root, 'node_modules/gitlab-ci-local/dist/index.js'), ...args],
      { cwd: work, env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', GIT_TERMINAL_PROMPT: '0' } },
    )
    for (const job of [
      'worker-validate',
      'worker-image',
      'release-plan',
      'release-apply',
      'dataset-train',
      'release-approve',
    ])
      expect(stdout).toContain(`\n${job}:\n`)
    // release-create runs in the image of glab.
    expect(stdout.split(`name: ${image}`).length - 1).toBe(7)
  })
})
