import { lstatSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import schemas from '../../generated/schemas.cjs'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { createFinding } from '../findings/create-finding.ts'
import { decodeText } from '../findings/decode-text.ts'
import { readRepository } from '../worker-yaml/read-repository.ts'
import { readInside, resolveInside } from '../worker-yaml/repository-file.ts'
import { editManifest, manifestName, schemaName, writeManifest } from './edit-manifest.ts'
import {
  editPipeline,
  type IncludeSource,
  type Pipeline,
  pipelineName,
  readPipeline,
  refuseFile,
} from './edit-pipeline.ts'
import { renderDiff } from './unified-diff.ts'

/** One file that is made or changed. */
export interface InitFile {
  path: string
  /** What stands there now; null where the file is new. */
  before: string | null
  after: string
  /** As `patch` reads it. */
  diff: string
}

export interface InitPlan {
  files: InitFile[]
  /** What is worth knowing, and what is left to do by hand, a sentence each. */
  notes: string[]
  /** What must be mended first; nothing is written while there is any. */
  problems: CodedError[]
}

export interface InitOptions {
  source: IncludeSource
  jobPrefix: string
  /** Slugs that were asked for. */
  instances: readonly string[]
  /** The user's own profiles, by slug; undefined where there is no file. */
  profiles: { slugs: readonly string[]; defaultSlug: string | undefined; source: string } | undefined
  /** The web address of the repository, without credentials; null where it has no remote. */
  repositoryUrl: string | null
}

interface FileText {
  /** Null where there is no such file. */
  text: string | null
  problem: CodedError | undefined
}

const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }

/** The text of a file of the repository. A link that leads out of it, or to nothing, is refused: it would be written through. */
function readText(realRoot: string, file: string): FileText {
  const got = readInside(realRoot, file)
  if (!('code' in got)) {
    const decoded = decodeText(got.bytes, file)
    return 'text' in decoded
      ? { text: decoded.text, problem: undefined }
      : { text: null, problem: refuseFile(decoded.finding) }
  }
  if (got.code !== 'file-missing')
    return { text: null, problem: refuseFile(createFinding(got.code, file, start, got.details)) }
  try {
    lstatSync(path.join(realRoot, file))
  } catch {
    return { text: null, problem: undefined }
  }
  const reason = 'it is a link that leads to nothing'
  return { text: null, problem: new CodedError('file-unreadable', { file, reason }) }
}

function openRoot(root: string): string {
  try {
    const realRoot = realpathSync(root)
    readdirSync(realRoot)
    return realRoot
  } catch (error) {
    throw new CodedError('file-unreadable', { file: root, reason: describeSystemError(error) }, { cause: error })
  }
}

/** The workers of the repository, or what is wrong with those that it has. */
function checkWorkers(realRoot: string): { problems: CodedError[]; notes: string[] } {
  const { workers, findings } = readRepository(realRoot)
  const errors = findings.filter(({ severity, code }) => severity === 'error' && code !== 'no-workers')
  if (workers.length === 0) {
    const problems = errors.map(refuseFile)
    return { problems: problems.length > 0 ? problems : [new CodedError('init-without-workers')], notes: [] }
  }
  if (errors.length === 0) return { problems: [], notes: [] }
  const [first] = errors
  const place = first ? `${first.file}:${first.line}:${first.column}` : ''
  const note = `The worker YAML has errors (${errors.length}; the first at ${place}), so the job worker-validate fails until they are mended: "arkindex-ci validate" shows them.`
  return { problems: [], notes: [note] }
}

/** The Dockerfile where the component would not look by itself. */
function findDockerfile(realRoot: string): { dockerfile: string | undefined; notes: string[] } {
  const has = (file: string) => !('code' in resolveInside(realRoot, file))
  if (has('Dockerfile') || has('Containerfile')) return { dockerfile: undefined, notes: [] }
  const folders = readdirSync(realRoot, { withFileTypes: true }).filter((one) => one.isDirectory())
  const found = folders
    .filter(({ name }) => /^[A-Za-z0-9_][\w.-]*$/.test(name) && name !== 'node_modules')
    .map(({ name }) => `${name}/Dockerfile`)
    .filter(has)
    .sort()
  const [only] = found
  if (only !== undefined && found.length === 1) return { dockerfile: only, notes: [] }
  const note =
    found.length === 0
      ? 'There is no Dockerfile, and the job worker-image fails without one: add it to the root of the repository.'
      : `There are several Dockerfiles (${found.join(', ')}) and none in the root: name the one of the workers in the input dockerfile.`
  return { dockerfile: undefined, notes: [note] }
}

interface InstanceChoice {
  instances: string[]
  notes: string[]
  problem: CodedError | undefined
}

/** The instances of a repository that has no manifest yet: asked for, else those of the old job, else the user's own profile. */
function chooseInstances(options: InitOptions, pipeline: Pipeline | undefined): InstanceChoice {
  const { instances, profiles } = options
  const old = pipeline?.templateJobs.flatMap((job) => job.instances) ?? []
  const known = profiles?.slugs ?? []
  const chosen = [...new Set(instances.length > 0 ? instances : old)]
  if (chosen.length > 0) {
    const missing = profiles ? chosen.filter((slug) => !known.includes(slug)) : []
    const notes =
      missing.length > 0 && profiles
        ? [
            `${profiles.source} has no profile ${missing.join(', ')}: the secure file of the project needs one of that name.`,
          ]
        : []
    return { instances: chosen, notes, problem: undefined }
  }
  const proposed = profiles?.defaultSlug ?? (known.length === 1 ? known[0] : undefined)
  if (proposed !== undefined && profiles) {
    const note = `${proposed} is the instance because it is the default profile of ${profiles.source}; --instance names others.`
    return { instances: [proposed], notes: [note], problem: undefined }
  }
  if (profiles && known.length > 1) {
    const problem = new CodedError('init-instance-not-chosen', { source: profiles.source, known: known.join(', ') })
    return { instances: [], notes: [], problem }
  }
  const note =
    'No instance is named: a release goes to the default profile of the secure file. "arkindex-ci init --instance SLUG" names one.'
  return { instances: [], notes: [note], problem: undefined }
}

function tellSecureFile(files: readonly InitFile[]): string[] {
  if (!files.some((file) => file.path === pipelineName)) return []
  return [
    'The jobs read the Arkindex profiles from the secure file of the project (Settings > CI/CD > Secure files): upload yours as arkindex-cli.yaml if it is not there.',
  ]
}

function tellForge(repositoryUrl: string | null, { form, from }: IncludeSource): string[] {
  if (repositoryUrl === null) return []
  const { hostname } = new URL(repositoryUrl)
  if (hostname === 'github.com') return ['origin is on github.com: a GitLab project that mirrors it runs the pipeline.']
  return form === 'remote'
    ? []
    : [`${from} must be a project of ${hostname}: mirror it there, or use --include remote.`]
}

/**
 * What `init` would write into a repository of workers: the include of the component, the release manifest, its schema and the
 * line that names it. Only reads. What is there as it would be written is left out, so that a second run has no files.
 *
 * @param root the repository, an absolute path
 * @throws where the folder cannot be read
 */
export function planInit(root: string, options: InitOptions): InitPlan {
  const realRoot = openRoot(root)
  const { problems, notes } = checkWorkers(realRoot)
  const files: InitFile[] = []
  const put = (file: string, before: string | null, after: string) => {
    if (before !== after) files.push({ path: file, before, after, diff: renderDiff(file, before, after) })
  }
  const pipelineFile = readText(realRoot, pipelineName)
  const manifestFile = readText(realRoot, manifestName)
  const schemaFile = readText(realRoot, schemaName)
  for (const { problem } of [pipelineFile, manifestFile]) if (problem) problems.push(problem)
  const reading = pipelineFile.problem ? undefined : readPipeline(pipelineFile.text ?? '')
  if (reading && 'problems' in reading) problems.push(...reading.problems)
  const pipeline = reading && 'root' in reading ? reading : undefined

  let { instances } = options
  let namesSchema = true
  if (manifestFile.text === null && !manifestFile.problem) {
    const choice = chooseInstances(options, pipeline)
    if (choice.problem) problems.push(choice.problem)
    notes.push(...choice.notes)
    instances = choice.instances
    const isMove = pipeline?.templateJobs.some(({ kind }) => kind === 'publish') ?? false
    put(manifestName, null, writeManifest(instances, isMove))
  } else if (manifestFile.text !== null) {
    const edit = editManifest(manifestFile.text, options.instances)
    problems.push(...edit.problems)
    ;({ instances, namesSchema } = edit)
    put(manifestName, manifestFile.text, edit.text)
  }
  if (pipeline) {
    const { dockerfile, notes: hints } = findDockerfile(realRoot)
    const { source, jobPrefix, instances: added } = options
    const edit = editPipeline(pipeline, { source, jobPrefix, instances, added, dockerfile })
    problems.push(...edit.problems)
    notes.push(...edit.notes, ...hints)
    put(pipelineName, pipelineFile.text, edit.text)
  }
  const schema = `${JSON.stringify(JSON.parse(schemas.schemaTexts.manifest ?? '{}'), null, 2)}\n`
  if (namesSchema) {
    if (schemaFile.problem) problems.push(schemaFile.problem)
    else if (schemaFile.text === null || schemaFile.text.includes('"urn:arkindex-ci:schema:manifest:'))
      put(schemaName, schemaFile.text, schema)
    else notes.push(`${schemaName} is no schema of arkindex-ci and stays; ${manifestName} names it.`)
  }
  if (files.some((file) => file.path === pipelineName)) notes.push(...tellForge(options.repositoryUrl, options.source))
  notes.push(...tellSecureFile(files))
  return { files, notes, problems }
}
