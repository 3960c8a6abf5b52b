import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lintTemplates } from '../../core/ci-template/lint-template.ts'
import { applyInit } from '../../core/init/apply-init.ts'
import { planInit } from '../../core/init/plan-init.ts'
import { gitEnvironment } from '../gitlab/git.ts'
import { type Gitlab, startGitlab } from '../gitlab/start-gitlab.ts'
import { describeWithTools } from '../required-tools.ts'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')
const teklia = path.join(import.meta.dirname, 'teklia')
const guide = readFileSync(path.join(root, 'docs/guides/moving-from-teklia.md'), 'utf8')

describeWithTools(['git', 'rsync'], "a repository of Teklia's template that init moved", () => {
  let folder: string
  let work: string
  let gitlab: Gitlab
  const git = (cwd: string, ...args: string[]) =>
    run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd, env: gitEnvironment })
  const commit = async (place: string) => {
    await git(place, 'init', '--quiet', '--initial-branch', 'main')
    await git(place, 'add', '.')
    await git(place, 'commit', '--quiet', '--message', 'First')
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'moving-'))
    gitlab = await startGitlab({
      folder: path.join(folder, 'gitlab'),
      projects: [{ path: 'arkindex/arkindex-ci', visibility: 'public' }, { path: 'acme/letters' }],
    })
    const components = path.join(folder, 'components')
    mkdirSync(components)
    cpSync(path.join(root, 'ci-templates'), path.join(components, 'ci-templates'), { recursive: true })
    await commit(components)
    await git(components, 'tag', 'v0.1.0')
    await git(components, 'push', '--quiet', gitlab.project('arkindex/arkindex-ci').repository, 'main', 'v0.1.0')
    work = path.join(folder, 'letters')
    cpSync(teklia, work, { recursive: true })
    const { files, problems } = planInit(work, {
      source: { form: 'project', from: 'arkindex/arkindex-ci', ref: 'v0.1.0' },
      jobPrefix: '',
      instances: [],
      profiles: undefined,
      repositoryUrl: null,
    })
    expect(problems).toEqual([])
    applyInit(work, files)
    await commit(work)
    await git(work, 'remote', 'add', 'origin', `${gitlab.url}/acme/letters.git`)
    await git(work, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
    await git(work, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
  })
  afterAll(async () => {
    await gitlab.close()
    rmSync(folder, { recursive: true })
  })

  it('is what the guide shows, before and after', () => {
    for (const file of ['.gitlab-ci.yml', '.arkindex-ci.yml'])
      expect(guide).toContain(`\`\`\`yaml\n${readFileSync(path.join(work, file), 'utf8').trimEnd()}\n\`\`\`\n`)
    expect(guide).toContain(
      `## Before\n\n\`\`\`yaml\n${readFileSync(path.join(teklia, '.gitlab-ci.yml'), 'utf8').trimEnd()}\n`,
    )
  })

  it('lints by the schema of GitLab', () => {
    const text = readFileSync(path.join(work, '.gitlab-ci.yml'), 'utf8')
    expect(lintTemplates([{ file: '.gitlab-ci.yml', text }], { inputs: new Map(), hasPolicy: false })).toEqual([])
  })

  /** Jobs of the repository's own: "only" and "except" by schedules, which gitlab-ci-local does not follow. */
  const own = ['test', 'lint', 'bump-python-deps']
  const variable = (name: string, value: string) => ['--variable', `${name}=${value}`]
  const branch = (name: string) => variable('CI_COMMIT_BRANCH', name)
  const isProtected = variable('CI_COMMIT_REF_PROTECTED', 'true')
  const noBranch = ['--unset-variable', 'CI_COMMIT_BRANCH']
  it.each([
    ['a branch', branch('feature'), ['worker-validate', 'worker-image', 'release-plan']],
    [
      'the default branch',
      [...branch('main'), ...isProtected],
      ['worker-validate', 'worker-image', 'release-plan', 'release-apply'],
    ],
    [
      'a tag',
      [...variable('CI_COMMIT_TAG', 'v1.0.0'), ...isProtected, ...noBranch],
      [
        'worker-validate',
        'worker-image',
        'release-plan',
        'release-apply',
        'dataset-train',
        'release-notes',
        'release-create',
      ],
    ],
    [
      'a merge request',
      [
        ...variable('CI_PIPELINE_SOURCE', 'merge_request_event'),
        ...variable('CI_MERGE_REQUEST_PROJECT_ID', '10'),
        ...variable('CI_MERGE_REQUEST_SOURCE_PROJECT_ID', '10'),
        ...noBranch,
      ],
      ['worker-validate', 'release-plan'],
    ],
    ['a schedule', [...branch('main'), ...isProtected, ...variable('CI_PIPELINE_SOURCE', 'schedule')], []],
  ])('has the jobs of %s', async (_name, args, jobs) => {
    const overridden = args.flatMap((arg) => /^(\w+)=/.exec(arg)?.[1] ?? []).join(',')
    const { stdout } = await run(
      process.execPath,
      [
        path.join(root, 'node_modules/gitlab-ci-local/dist/index.js'),
        '--list-json',
        ...args,
        ...['--ignore-predefined-vars', overridden, '--ignore-schema-paths', '#/definitions/tags/minItems'],
      ],
      { cwd: work, env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', GIT_TERMINAL_PROMPT: '0' } },
    )
    const listed: { name: string; when: string }[] = JSON.parse(stdout)
    const names = listed.filter(({ when }) => when !== 'never').map(({ name }) => name)
    expect(names.filter((name) => !own.includes(name)).sort()).toEqual([...jobs].sort())
    expect(names).toEqual(expect.arrayContaining(own))
  })
})
