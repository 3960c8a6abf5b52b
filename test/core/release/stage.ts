import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Command, CommandContext } from '../../../cli/command.ts'
import { apply } from '../../../cli/commands/apply.ts'
import { plan } from '../../../cli/commands/plan.ts'
import { resolveOptions } from '../../../cli/resolve-options.ts'
import { listCodedErrors } from '../../../core/errors/coded-error.ts'
import type { Plan } from '../../../core/release/plan.ts'
import type { Report } from '../../../core/release/report.ts'
import { readSeed } from '../../../server/seed/read-seed.ts'
import { startServer } from '../../../server/start-server.ts'

export type Files = Readonly<Record<string, string>>
export type Environment = Record<string, string>

export const image = `registry.example.org/letters@sha256:${'1'.repeat(64)}`
export const otherImage = `registry.example.org/letters@sha256:${'2'.repeat(64)}`
export const repositoryUrl = 'https://gitlab.example.org/group/letters'

/** A worker repository with two workers, a compatible model and a training. */
export const letters: Files = {
  '.arkindex.yml': `version: 3
workers:
  - name: Text recognizer
    slug: recognizer
    type: recognizer
    description: recognizer.md
    model_usage: supported
  - name: Language model trainer
    slug: trainer
    type: trainer
    user_configuration:
      model_id: { title: Model to train, type: model, required: true }
      train_set: { title: Set to train on, type: string, default: train }
      order: { title: Longest n-gram, type: int, default: 3 }
`,
  'recognizer.md': 'Reads letters.\n',
  '.arkindex-ci.yml': `version: 1
instances:
  demo: { channels: [stable, branch], branches: [main] }
compatibility:
  - { model: Letters language model, workers: [recognizer], versions: ">=1.0.0 <3" }
trainings:
  - name: language-model
    worker: trainer
    model: Letters language model
    dataset: { project: Letters, name: Letters 2026 }
    sets: { train: training, validation: validation }
    configuration: { order: 4 }
`,
}

/** The letters with a model whose files are in the repository. */
export const lettersWithModel: Files = {
  ...letters,
  '.arkindex.yml': `${letters['.arkindex.yml']}models:
  - { name: Letter shapes, path: shapes, description: shapes.md, configuration: { height: 32 } }
`,
  'shapes.md': 'Shapes of letters.\n',
  'shapes/weights.bin': '0123456789'.repeat(1000),
  'shapes/tokens/list.txt': 'abc\n',
}

/** The worker of letters in a file of its own, in the newer format. */
export const modernWorker = `slug: reader
display_name: Reader
type: recognizer
description: Reads.
configuration:
  - { key: depth, display_name: Depth, type: int, default: 3 }
`

export interface CommandRun {
  exit: number
  stdout: string
  stderr: string
  codes: string[]
}

export interface Repository {
  folder: string
  write(files: Files): void
  commit(files: Files, tag?: string): string
  git(...args: string[]): string
  remove(): void
}

/** A Git repository of these files with one commit. */
export function makeRepository(files: Files, tag?: string): Repository {
  const folder = mkdtempSync(path.join(tmpdir(), 'release-'))
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()
  const write = (changes: Files) => {
    for (const [name, text] of Object.entries(changes)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), text)
    }
  }
  const commit = (changes: Files, name?: string) => {
    write(changes)
    git('add', '-A')
    git('-c', 'user.email=a@example.org', '-c', 'user.name=A', 'commit', '-q', '--allow-empty', '-m', 'Change')
    if (name !== undefined) git('tag', name)
    return git('rev-parse', 'HEAD')
  }
  git('init', '-q', '-b', 'main')
  git('remote', 'add', 'origin', `${repositoryUrl}.git`)
  commit(files, tag)
  return { folder, write, commit, git, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** What the API answers, as far as these tests look at it; an object has those of its kind. */
export interface ApiObject {
  id: string
  name: string
  slug: string
  type: string
  description: string
  revision_url: string | null
  tag: string | null
  branch: string | null
  docker_image_iid: string | null
  archive_hash: string | null
  state: string
  started: string | null
  set_name: string
  compatible_workers: string[]
  configuration: Record<string, unknown>
  worker_version: { id: string }
  tasks: unknown[]
}

/** Calls of the API by plain requests, as whoever has the token. */
export function openApi(url: string, token: string) {
  const request = async (method: string, place: string, body?: unknown): Promise<string> => {
    const answer = await fetch(`${url}/api/v1${place}`, {
      method,
      headers: {
        authorization: `Token ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${place}: ${answer.status} ${text}`)
    return text
  }
  const send = async (method: string, place: string, body?: unknown): Promise<ApiObject> =>
    JSON.parse((await request(method, place, body)) || '{}')
  const list = async (place: string): Promise<ApiObject[]> => {
    const answer: ApiObject[] | { results: ApiObject[] } = JSON.parse(await request('GET', place))
    return Array.isArray(answer) ? answer : answer.results
  }
  const first = async (place: string): Promise<ApiObject> => {
    const [found] = await list(place)
    if (!found) throw new Error(`${place} lists nothing`)
    return found
  }
  return { send, list, first }
}

export type Api = ReturnType<typeof openApi>

/** What the letters' manifest relies on: a project with a dataset of two sets, and a model. */
export async function prepareLetters(api: Api): Promise<{ corpus: string; dataset: string; model: string }> {
  const corpus = await api.send('POST', '/corpus/', { name: 'Letters', description: '' })
  const dataset = await api.send('POST', `/corpus/${corpus.id}/datasets/`, {
    name: 'Letters 2026',
    description: 'Letters',
    set_names: ['training', 'validation', 'test'],
  })
  const model = await api.send('POST', '/models/', { name: 'Letters language model' })
  return { corpus: corpus.id, dataset: dataset.id, model: model.id }
}

/** What a release leaves on a server, without ids and times: equal for equal ends. */
export async function describeState(api: Api): Promise<unknown> {
  const workers = (await api.list('/workers/?page_size=100')).sort((left, right) => (left.slug < right.slug ? -1 : 1))
  const models = await api.list('/models/?page_size=100')
  const processes = await api.list('/process/?page_size=100')
  const names = new Map<string, string>()
  for (const worker of workers) names.set(worker.id, worker.slug)
  for (const model of models) names.set(model.id, model.name)
  const versions = []
  for (const worker of workers) {
    for (const version of await api.list(`/workers/${worker.id}/versions/?page_size=100`)) {
      names.set(version.id, `${worker.slug} ${version.revision_url}`)
      const { revision_url, tag, branch, docker_image_iid, state } = version
      versions.push({ worker: worker.slug, revision_url, tag, branch, docker_image_iid, state })
    }
  }
  const configurations = []
  for (const worker of workers) {
    for (const { id, name, configuration } of await api.list(`/workers/${worker.id}/configurations/?page_size=100`)) {
      names.set(id, name)
      const values = Object.entries(configuration).map(([key, value]) => [key, names.get(String(value)) ?? value])
      configurations.push({ worker: worker.slug, values: Object.fromEntries(values) })
    }
  }
  const modelVersions = []
  for (const model of models) {
    for (const { tag, state, archive_hash, description } of await api.list(
      `/model/${model.id}/versions/?page_size=100`,
    )) {
      modelVersions.push({ model: model.name, tag, state, archive_hash, description })
    }
  }
  const described = []
  for (const process of processes) {
    const sets = (await api.list(`/process/${process.id}/sets/?page_size=100`)).map((item) => item.set_name).sort()
    const runs = (await api.list(`/process/${process.id}/workers/?page_size=100`)).map((run) =>
      names.get(run.worker_version.id),
    )
    // The second mark is over the id of the dataset.
    const name = process.name.replace(/ [0-9a-f]{12}\)$/, ')')
    described.push({ name, isStarted: process.started !== null, sets, runs, tasks: process.tasks.length })
  }
  return {
    workers: workers.map(({ slug, name, type, description }) => ({ slug, name, type, description })),
    versions,
    models: models.map((model) => ({
      name: model.name,
      workers: model.compatible_workers.map((id) => names.get(id)).sort(),
    })),
    modelVersions,
    configurations,
    processes: described,
  }
}

export interface Stage {
  url: string
  token: string
  api: Api
  repository: Repository
  /** The environment that finds the instance as the profile `demo`. */
  env: Environment
  run(command: Command, args?: readonly string[], env?: Environment): Promise<CommandRun>
  plan(args?: readonly string[], env?: Environment): Promise<Plan & { run: CommandRun }>
  apply(args?: readonly string[], env?: Environment): Promise<Report & { run: CommandRun }>
  close(): Promise<void>
}

/** Writes a profiles file with these hosts and gives the environment that has it read. */
export function writeProfiles(folder: string, hosts: Record<string, { url: string; token: string }>): Environment {
  const place = path.join(folder, 'arkindex/cli.yaml')
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, JSON.stringify({ default_host: Object.keys(hosts)[0], hosts }), { mode: 0o600 })
  return { XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder, PATH: process.env.PATH ?? '', HOME: folder }
}

/** Runs a command in this process, as a job without a terminal. */
export async function runInProcess(
  command: Command,
  args: readonly string[],
  env: Environment,
  cwd: string,
  signal?: AbortSignal,
): Promise<CommandRun> {
  let stdout = ''
  let stderr = ''
  const plain = { isTerminal: false, hasColor: false, columns: 80 }
  const context: CommandContext = {
    env,
    cwd,
    stdout: {
      ...plain,
      write: (text) => {
        stdout += text
      },
    },
    stderr: {
      ...plain,
      write: (text) => {
        stderr += text
      },
    },
    signal: signal ?? new AbortController().signal,
  }
  try {
    const exit = await command.run(resolveOptions(command, args, env), context)
    return { exit, stdout, stderr, codes: [] }
  } catch (error) {
    const errors = listCodedErrors(error)
    stderr += errors.map((one) => `error[${one.code}]: ${one.message}\n`).join('')
    return { exit: Math.max(...errors.map(({ exit }) => exit)), stdout, stderr, codes: errors.map(({ code }) => code) }
  }
}

function readJson<Result>(run: CommandRun): Result {
  try {
    return JSON.parse(run.stdout)
  } catch {
    throw new Error(`no JSON: exit ${run.exit}\n${run.stdout}\n${run.stderr}`)
  }
}

/** The bundled server with what the letters need, their repository, and a profile for it. */
export async function openStage(
  options: {
    files?: Files
    tag?: string
    compat?: '1.5.2' | '1.12'
    isBare?: boolean
    seed?: string
    farmKey?: string
  } = {},
): Promise<Stage> {
  const server = await startServer({
    adminToken: 'a'.repeat(40),
    ...(options.compat ? { compat: options.compat } : {}),
    ...(options.farmKey === undefined ? {} : { farmKey: options.farmKey }),
    ...(options.seed === undefined ? {} : { seed: readSeed(Buffer.from(options.seed), 'seed.yml', {}) }),
  })
  const token = 'a'.repeat(40)
  const api = openApi(server.url, token)
  if (!options.isBare) await prepareLetters(api)
  const repository = makeRepository(options.files ?? letters, options.tag ?? 'v1.0.0')
  const home = mkdtempSync(path.join(tmpdir(), 'release-home-'))
  const env = { ...writeProfiles(home, { demo: { url: server.url, token } }), ARKINDEX_IMAGE_REFERENCE: image }
  const run = (command: Command, args: readonly string[] = [], more: Environment = {}) =>
    runInProcess(command, args, { ...env, ...more }, repository.folder)
  return {
    url: server.url,
    token,
    api,
    repository,
    env,
    run,
    plan: async (args = [], more = {}) => {
      const done = await run(plan, [...args, '--format', 'json'], more)
      return { ...readJson<Plan>(done), run: done }
    },
    apply: async (args = [], more = {}) => {
      const done = await run(apply, [...args, '--format', 'json'], more)
      return { ...readJson<Report>(done), run: done }
    },
    close: async () => {
      await server.close()
      repository.remove()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
