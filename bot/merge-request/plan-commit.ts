import { CodedError, type ErrorReport } from '../../core/errors/coded-error.ts'
import { compareFindings, createFinding } from '../../core/findings/create-finding.ts'
import type { Finding } from '../../core/findings/finding.ts'
import type { Binding } from '../../core/release/binding.ts'
import { cleanRepositoryUrl } from '../../core/release/git-metadata.ts'
import { makePlanRequest, type ReleaseSource, readReleaseManifest } from '../../core/release/make-plan-request.ts'
import type { Plan } from '../../core/release/plan.ts'
import { planRelease } from '../../core/release/plan-release.ts'
import { manifestName } from '../../core/release/read-manifest.ts'
import type { ForgeProject } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import type { Commit } from '../repository/read-commit.ts'
import { limitInstance, waitUntil } from './limit-instance.ts'

/** Of the time of a job, what instances may take: the rest is for the forge. */
const shareOfInstances = 0.5

/** What the files of a commit say, all findings told. */
export interface CommitCheck {
  source: ReleaseSource
  /** Of the worker YAML and the manifest, in order. */
  findings: Finding[]
  /** Whether there is a manifest that can be planned with. */
  isManifestSound: boolean
}

export interface PlannedCommit {
  /** Null where nothing could be planned at all. */
  plan: Plan | null
  problem: ErrorReport | null
  /** Instances of the manifest that the bot's configuration does not name. */
  unknownInstances: string[]
}

const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }

/**
 * Checks the worker YAML and the release manifest of a commit. The manifest is that of the commit itself: it says what its release
 * would be, and nothing is written by it (requirements R22). Throws `wrong-usage` where the manifest does not list `instances`.
 */
export function checkCommit(commit: Commit, project: ForgeProject, instances: readonly string[] = []): CommitCheck {
  const { root, reading, digestFile, digestArchive } = commit
  const source: ReleaseSource = {
    root,
    reading,
    instances,
    repositoryUrl: cleanRepositoryUrl(project.webUrl) ?? project.webUrl,
    defaultBranch: project.defaultBranch,
    findings: reading.findings,
    digestFile,
    digestArchive,
  }
  try {
    const { manifest, findings } = readReleaseManifest(source, undefined)
    const all = [...reading.findings, ...commit.explain(findings)].sort(compareFindings)
    return { source, findings: all, isManifestSound: manifest !== null }
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'file-unreadable') throw error
    const reason = error.message.replace(/^.* cannot be read: /, '').replace(/\.$/, '')
    const finding = createFinding('file-unreadable', manifestName, start, { path: manifestName, reason })
    return { source, findings: [...reading.findings, finding], isManifestSound: false }
  }
}

/**
 * Plans the release of a commit on those instances of its manifest that the bot's configuration names; sends only GET. An
 * instance that does not answer in time, or refuses, is told of in the plan, and the rest stands. Throws the reason of the signal.
 */
export async function planCommit(
  { source, isManifestSound, findings }: CommitCheck,
  context: Pick<ReactionContext, 'config' | 'openInstance' | 'signal' | 'logger'>,
  binding: Binding | null = null,
): Promise<PlannedCommit> {
  const { config, signal, logger } = context
  signal.throwIfAborted()
  if (!isManifestSound) {
    const count = findings.filter(({ file, severity }) => file === manifestName && severity === 'error').length
    const problem = new CodedError('manifest-refused', { file: manifestName, count }).report()
    return { plan: null, problem, unknownInstances: [] }
  }
  const time = config.limits.jobTime * shareOfInstances
  const deadline = { signal: AbortSignal.timeout(time), seconds: Math.round(time / 1000) }
  const request = makePlanRequest(source, {
    binding,
    readsSkipped: true,
    openInstance: async (slug) => limitInstance(await waitUntil(slug, deadline, context.openInstance(slug)), deadline),
    onProgress: (text) => logger.debug(text),
  })
  const known = new Set(config.instances.map(({ slug }) => slug))
  const { manifest } = request
  const instances = manifest.instances.filter(({ slug }) => known.has(slug))
  const plan = await planRelease({ ...request, findings, manifest: { ...manifest, instances } })
  signal.throwIfAborted()
  return {
    plan,
    problem: null,
    unknownInstances: manifest.instances.map(({ slug }) => slug).filter((slug) => !known.has(slug)),
  }
}
