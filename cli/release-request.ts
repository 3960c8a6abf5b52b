import { systemClock } from '../core/arkindex/clock.ts'
import { CodedError } from '../core/errors/coded-error.ts'
import type { Finding } from '../core/findings/finding.ts'
import { type Binding, bindRelease } from '../core/release/binding.ts'
import { type GitMetadata, readGitMetadata } from '../core/release/git-metadata.ts'
import {
  makePlanRequest as makeRequest,
  type ReleaseSource,
  readReleaseManifest,
} from '../core/release/make-plan-request.ts'
import type { PlanRequest } from '../core/release/plan-release.ts'
import { type ManifestReading, manifestName } from '../core/release/read-manifest.ts'
import { type RepositoryReading, readRepository } from '../core/worker-yaml/read-repository.ts'
import type { CommandContext, CommandInput, OptionSpec, OptionValue } from './command.ts'
import { type Instances, instanceOptions } from './instance-options.ts'

/** The options of every command that plans a release. */
export const releaseOptions = {
  tag: {
    type: 'string',
    value: 'TAG',
    description: 'Tag to release; by default CI_COMMIT_TAG, else the tag of this commit',
  },
  branch: {
    type: 'string',
    value: 'BRANCH',
    description: 'Branch to release, where there is no tag; by default CI_COMMIT_BRANCH',
  },
  image: {
    type: 'string',
    value: 'REFERENCE',
    description: 'Image with its digest; by default ARKINDEX_IMAGE_REFERENCE, which "arkindex-ci build" hands on',
    fromEnvironment: false,
  },
  instance: {
    type: 'string',
    multiple: true,
    short: 'i',
    value: 'SLUG',
    description: 'Only this instance of the manifest',
  },
  manifest: { type: 'string', value: 'FILE', description: 'The release manifest; by default .arkindex-ci.yml' },
  'repository-url': {
    type: 'string',
    value: 'URL',
    description: 'Web address of the repository; by default CI_PROJECT_URL, else the remote "origin"',
  },
  ...instanceOptions,
} as const satisfies Record<string, OptionSpec>

/** What is known of a release before any instance is asked. */
export interface ReleaseInput {
  git: GitMetadata
  repositoryUrl: string
  reading: RepositoryReading
  image: string | null
  instances: string[]
  manifestFile: string | undefined
  findings: Finding[]
  /** Tag and branch that are given, or that CI or git tell. */
  reference: { tag: string | null; branch: string | null }
  isReferenceGiven: boolean
}

export function readText(value: OptionValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function readList(value: OptionValue): string[] {
  return Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : []
}

/** Tells the findings of a manifest that is wrong as a whole, and throws. */
function requireManifest(reading: ManifestReading, file: string | undefined, context: CommandContext): void {
  if (reading.manifest) return
  for (const { file: name, line, column, severity, code, message, remedy } of reading.findings) {
    context.stderr.write(`${name}:${line}:${column} ${severity}[${code}]: ${message}\n  remedy: ${remedy}\n`)
  }
  throw new CodedError('manifest-refused', { file: file ?? manifestName, count: reading.findings.length })
}

function makeSource(input: ReleaseInput, cwd: string): ReleaseSource {
  const { reading, manifestFile, instances, repositoryUrl, git, findings } = input
  return {
    root: cwd,
    reading,
    ...(manifestFile === undefined ? {} : { manifestFile }),
    instances,
    repositoryUrl,
    defaultBranch: git.defaultBranch,
    findings,
  }
}

/** Reads the repository and its manifest. What is wrong with the manifest as a whole is thrown before any request. */
export function readReleaseInput({ options }: CommandInput, context: CommandContext): ReleaseInput {
  const { env, cwd } = context
  const url = readText(options['repository-url'])
  const git = readGitMetadata(env, cwd)
  const repositoryUrl = url ?? git.repositoryUrl
  if (!repositoryUrl) {
    const reason = 'no remote "origin" names one'
    throw new CodedError('repository-unknown', { what: 'web address', reason, option: '--repository-url' })
  }
  const reading = readRepository(cwd)
  const [tag, branch] = [readText(options.tag), readText(options.branch)]
  const input: ReleaseInput = {
    git: { ...git, repositoryUrl, revisionUrl: git.sha ? `${repositoryUrl}/commit/${git.sha}` : null },
    repositoryUrl,
    reading,
    image: readText(options.image) ?? env.ARKINDEX_IMAGE_REFERENCE ?? null,
    instances: readList(options.instance),
    manifestFile: readText(options.manifest),
    findings: reading.findings,
    reference: { tag: tag ?? (branch === undefined ? git.tag : null), branch: branch ?? git.branch },
    isReferenceGiven: tag !== undefined || branch !== undefined,
  }
  requireManifest(readReleaseManifest(makeSource(input, cwd), undefined), input.manifestFile, context)
  return input
}

/** Binds a release to its tag or, where there is none and `takesBranch`, to its branch; null where there is neither. */
export function bind(input: ReleaseInput, takesBranch: boolean): Binding | null {
  const { git, reference, image, isReferenceGiven } = input
  const branch = takesBranch || isReferenceGiven ? reference.branch : null
  return bindRelease(git, { tag: reference.tag, branch }, image || null)
}

/** Everything that planning needs. Profiles are read here, so that the manifest is known to be sound before. */
export function makePlanRequest(
  input: ReleaseInput,
  binding: Binding | null,
  context: CommandContext,
  instances: Instances,
  readsSkipped: boolean,
): PlanRequest {
  return makeRequest(makeSource(input, context.cwd), {
    binding,
    readsSkipped,
    openInstance: (slug) => instances.open(slug),
    findDefaultInstance: () => instances.resolve().slug,
    onProgress: (text) => context.stderr.write(`${text}\n`),
  })
}

/** Waits, unless the command is interrupted. */
export function makeSleep(signal: AbortSignal): (milliseconds: number) => Promise<void> {
  return (milliseconds) => systemClock.sleep(milliseconds, signal)
}
