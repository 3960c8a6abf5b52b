import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const execute = promisify(execFile)

/** GitLab takes `tags: []` for no tags; the schema of its editor, which gitlab-ci-local checks by, wants one at least. */
const ignored = ['--ignore-schema-paths', '#/definitions/tags/minItems']

export interface ListedJob {
  name: string
  when: string
  allow_failure: boolean
}

/** A project that includes one of our components from its own working tree, looked at by gitlab-ci-local. */
export interface WorkerProject {
  /** Where its files are. */
  readonly folder: string
  /** Writes the pipeline file: one include each, with these inputs or with inputs of its own. */
  include(
    components: string | readonly string[] | readonly (readonly [string, Readonly<Record<string, unknown>>])[],
    inputs?: Readonly<Record<string, unknown>>,
  ): void
  /** Runs gitlab-ci-local with arguments and gives its standard output. Rejects where it finds the pipeline invalid. */
  ask(...args: string[]): Promise<string>
  /** Names of the jobs of a pipeline, in the order in which they are written. */
  listJobs(...args: string[]): Promise<string[]>
  /** The same jobs, with when they run. */
  describeJobs(...args: string[]): Promise<ListedJob[]>
  remove(): void
}

/** Makes a throw-away Git repository with our components in it. */
export function openWorkerProject(): WorkerProject {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-templates-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
    })
  mkdirSync(path.join(folder, 'ci-templates'))
  cpSync(path.join(root, 'ci-templates'), path.join(folder, 'ci-templates'), { recursive: true })
  writeFileSync(path.join(folder, '.gitlab-ci.yml'), 'job: { script: ["true"] }\n')
  git('init', '-q', '-b', 'main')
  git('remote', 'add', 'origin', 'https://gitlab.example.org/group/project.git')
  git('add', '.')
  git('commit', '-q', '-m', 'A worker repository')
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
  const ask = async (...args: string[]) => {
    const { stdout } = await execute(
      process.execPath,
      [path.join(root, 'node_modules/gitlab-ci-local/dist/index.js'), ...args, ...ignored],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1' } },
    )
    return stdout
  }
  const describeJobs = async (...args: string[]) => {
    const overridden = args.flatMap((arg) => /^(\w+)=/.exec(arg)?.[1] ?? [])
    const quiet = overridden.length > 0 ? ['--ignore-predefined-vars', overridden.join(',')] : []
    const jobs: ListedJob[] = JSON.parse(await ask('--list-json', ...args, ...quiet))
    return jobs.filter(({ when }) => when !== 'never')
  }
  return {
    folder,
    ask,
    include: (components, inputs = {}) =>
      writeFileSync(
        path.join(folder, '.gitlab-ci.yml'),
        JSON.stringify({
          include: (typeof components === 'string' ? [components] : components)
            .map((one) => (typeof one === 'string' ? ([one, inputs] as const) : one))
            .map(([name, own]) => ({ local: `/ci-templates/${name}/template.yml`, inputs: own })),
        }),
      ),
    describeJobs,
    listJobs: async (...args) => (await describeJobs(...args)).map(({ name }) => name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
