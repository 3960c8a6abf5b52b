import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { git } from './git.ts'
import { startProgram } from './program.ts'

/** What a pipeline runs for. */
export type PipelineEvent =
  | { kind: 'tag'; name: string }
  | { kind: 'branch'; name: string }
  | { kind: 'merge-request'; branch: string; iid: number }

export interface PipelineOptions {
  /** Folder of the arkindex-ci checkout. */
  root: string
  /** Folder to work in; what was in it is removed first. */
  folder: string
  /** Folder of the bare repository, and its address as the jobs see it. */
  repository: string
  gitUrl: string
  event: PipelineEvent
  /** Variables of the jobs, secrets among them: they reach gitlab-ci-local by a file that only this user can read. */
  variables: Readonly<Record<string, string>>
  /** Environment of gitlab-ci-local, on top of nothing, with PATH and HOME. Its jobs inherit it. */
  env: Readonly<Record<string, string>>
  /** Only these jobs, without waiting for the others; all of them where it is not given. */
  jobs?: readonly string[]
  onLine?: (line: string) => void
  signal: AbortSignal
}

export interface PipelineResult {
  exit: number | undefined
  /** All that gitlab-ci-local printed. */
  output: string
  /** The log of a job, as it was written; undefined where it did not run. */
  readLog(job: string): Promise<string | undefined>
  /** A file among the artifacts of a job; undefined where the job left none. */
  readArtifact(job: string, file: string): Promise<string | undefined>
  /** Folder of all artifacts and logs. */
  stateFolder: string
}

async function checkOut({ folder, repository, gitUrl, event }: PipelineOptions, project: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await git(folder, 'clone', '--quiet', repository, project)
  const ref =
    event.kind === 'tag' ? `refs/tags/${event.name}` : `origin/${event.kind === 'branch' ? event.name : event.branch}`
  if (event.kind === 'branch') await git(project, 'checkout', '--quiet', '-B', event.name, ref)
  else await git(project, 'checkout', '--quiet', '--detach', ref)
  await git(project, 'remote', 'set-url', 'origin', gitUrl)
  await git(project, 'config', 'user.name', 'Demo')
  await git(project, 'config', 'user.email', 'demo@example.org')
}

/** Arguments that make gitlab-ci-local take a pipeline for one of this kind (reference/gitlab-ci.md 1b). */
function describeEvent(event: PipelineEvent): string[] {
  const set = (variables: Record<string, string>) =>
    Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`])
  if (event.kind === 'branch') return set({ CI_COMMIT_BRANCH: event.name, CI_COMMIT_REF_NAME: event.name })
  const withoutBranch = ['--unset-variable', 'CI_COMMIT_BRANCH']
  if (event.kind === 'tag')
    return [...set({ CI_COMMIT_TAG: event.name, CI_COMMIT_REF_NAME: event.name }), ...withoutBranch]
  return [
    ...set({
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: String(event.iid),
      CI_COMMIT_REF_NAME: event.branch,
    }),
    ...withoutBranch,
  ]
}

/** Runs a pipeline of a project for real, with gitlab-ci-local and the shell executor, in a fresh checkout. */
export async function runPipeline(options: PipelineOptions): Promise<PipelineResult> {
  const { root, folder, event, variables, env, jobs = [], onLine, signal } = options
  const project = path.join(folder, 'project')
  await checkOut(options, project)
  const bin = path.join(folder, 'bin')
  await mkdir(bin)
  const command = path.join(root, 'dist/arkindex-ci.cjs')
  await writeFile(path.join(bin, 'arkindex-ci'), `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`, {
    mode: 0o755,
  })
  const set = {
    CI_COMMIT_TIMESTAMP: await git(project, 'log', '-1', '--format=%cI'),
    CI_COMMIT_MESSAGE: await git(project, 'log', '-1', '--format=%B'),
    CI_COMMIT_AUTHOR: await git(project, 'log', '-1', '--format=%an <%ae>'),
    ...variables,
  }
  const variablesFile = path.join(folder, 'variables.yml')
  // JSON is YAML.
  await writeFile(variablesFile, JSON.stringify(set), { mode: 0o600 })
  const overridden = [
    ...Object.keys(set),
    'CI_COMMIT_BRANCH',
    'CI_COMMIT_REF_NAME',
    'CI_COMMIT_TAG',
    'CI_PIPELINE_SOURCE',
  ]
  signal.throwIfAborted()
  const program = startProgram(
    process.execPath,
    [
      path.join(root, 'node_modules/gitlab-ci-local/dist/index.js'),
      ...jobs,
      '--force-shell-executor',
      '--shell-isolation',
      '--no-artifacts-to-source',
      '--variables-file',
      path.relative(project, variablesFile),
      ...describeEvent(event),
      '--ignore-predefined-vars',
      [...new Set(overridden)].join(','),
      // GitLab takes `tags: []` for no tags; the schema that gitlab-ci-local checks by does not.
      '--ignore-schema-paths',
      '#/definitions/tags/minItems',
    ],
    {
      cwd: project,
      env: { ...env, PATH: `${bin}:${env.PATH ?? ''}`, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [program.child.stdout, program.child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`
      onLine?.(line)
    })
  }
  const stop = () => void program.stop()
  signal.addEventListener('abort', stop, { once: true })
  const exit = await program.ended
  signal.removeEventListener('abort', stop)
  await program.stop()
  await rm(variablesFile, { force: true })
  signal.throwIfAborted()
  const stateFolder = path.join(project, '.gitlab-ci-local')
  const read = async (file: string) => (existsSync(file) ? readFile(file, 'utf8') : undefined)
  return {
    exit,
    output,
    stateFolder,
    readLog: (job) => read(path.join(stateFolder, 'output', `${job}.log`)),
    readArtifact: async (job, file) => {
      const artifacts = path.join(stateFolder, 'artifacts', job)
      return (await read(path.join(artifacts, file))) ?? read(path.join(artifacts, '.gitlab-ci-reports/dotenv', file))
    },
  }
}

/** Names of the jobs that left a log, in the order of their names. */
export async function listJobLogs(result: PipelineResult): Promise<string[]> {
  const folder = path.join(result.stateFolder, 'output')
  if (!existsSync(folder)) return []
  return (await readdir(folder)).filter((name) => name.endsWith('.log')).map((name) => name.slice(0, -'.log'.length))
}
