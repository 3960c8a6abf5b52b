import { tryReadReleaseTag } from '../../core/release/release-tag.ts'
import { code } from '../../core/release/render-markdown.ts'
import { refuseRelease } from '../../core/release/selection.ts'
import type { ForgeProject } from '../forge/forge.ts'
import { type DeployOrder, makeDeployJob, nameDeployment } from '../release/deploy-order.ts'
import { findDeployment } from '../release/deployment-record.ts'
import { findReleaseImage } from '../release/find-image.ts'
import { isUnderWay } from '../release/live-jobs.ts'
import { bindTarget } from '../release/open-target.ts'
import { readRules } from '../release/read-rules.ts'
import { readFlag, readText, requireProject, requireText } from './job-payload.ts'
import type { Job, Reaction, ReactionContext, ReactionResult } from './reaction.ts'

/** A tag or branch that may be released. */
interface Candidate {
  project: ForgeProject
  ref: string
  isTag: boolean
  sha: string
  isProtected: boolean
}

const ignored = (summary: string): ReactionResult => ({ state: 'ignored', summary })

async function findCandidate(job: Job, { forge }: ReactionContext): Promise<Candidate | string> {
  const [ref, isTag, sha] = [requireText(job, 'ref'), readFlag(job, 'isTag'), readText(job, 'sha')]
  if (isTag && !tryReadReleaseTag(ref)) return `${ref} is no tag of a release`
  const project = await forge.readProject(requireProject(job))
  if (!project) return 'the project is gone'
  const found = isTag ? await forge.readTag(project.id, ref) : await forge.readBranch(project.id, ref)
  if (!found) return `there is no ${isTag ? 'tag' : 'branch'} ${ref}`
  if (sha !== null && found.sha !== sha) return `${ref} leads to another commit than the event tells`
  return { project, ref, isTag, sha: found.sha, isProtected: found.isProtected }
}

/** The instances that the manifest of the commit gives to the bot for this release, as far as the bot knows them. */
async function listInstances(candidate: Candidate, { forge, config }: ReactionContext): Promise<string[]> {
  const { project, ref, isTag, sha } = candidate
  const binding = bindTarget({ project, ref, isTag, sha, instance: '', manifestSha: null, trainings: [] }, null)
  return (await readRules(forge, project.id, sha))
    .filter(({ appliedBy }) => appliedBy === 'bot')
    .filter((rule) => refuseRelease(rule, binding, project.defaultBranch) === null)
    .map(({ slug }) => slug)
    .filter((slug) => config.instances.some((instance) => instance.slug === slug))
}

const badEnds = ['failed', 'canceled', 'cancelled', 'failure', 'skipped']

/** Why a release is left to a later event; null where it can be applied. Its pipeline's success is a reason of its own. */
async function waitForPipeline(
  candidate: Candidate,
  cause: string,
  { forge }: ReactionContext,
): Promise<string | null> {
  if (cause === 'pipeline') return null
  const { project, ref, isTag, sha } = candidate
  const pipeline = await forge.readPipeline(project.id, ref, sha)
  if (!pipeline || pipeline.status === 'success') return null
  if (badEnds.includes(pipeline.status)) return `the pipeline of ${ref} is ${pipeline.status}`
  // A release or deployment is made by a job of the pipeline too: what it applies must be there.
  if (cause === 'sweep') return `the pipeline of ${ref} is ${pipeline.status}`
  const image = await findReleaseImage(forge, project.id, { tag: isTag ? ref : null, sha })
  return image === undefined ? `the pipeline of ${ref} is ${pipeline.status}, and its image is not there yet` : null
}

async function tellUnprotected(
  { project, ref, sha }: Candidate,
  slugs: readonly string[],
  context: ReactionContext,
): Promise<void> {
  const marker = '<!-- arkindex-ci unprotected -->'
  const names = slugs.map(code).join(', ')
  const text = `${code(ref)} is not released to ${names}: the tag is not protected. Protect tags of releases in the settings of the project, then run its pipeline again.`
  if (context.isDryRun) context.logger.info({ text }, 'Dry run: the commit would have this comment')
  else await context.forge.keepCommitComment(project.id, sha, marker, text)
}

/** Whether it is applied or about to be: several events tell of one release. */
async function isTaken(order: DeployOrder, { db, forge }: ReactionContext): Promise<boolean> {
  if (await isUnderWay(db, forge.name, nameDeployment(forge.name, order))) return true
  return (await findDeployment(db, { forge: forge.name, ...order }))?.state === 'success'
}

/**
 * A tag was built, released or deployed, or a protected branch was built: makes a job for each instance that the manifest at that commit
 * gives to the bot. Only what is protected is applied.
 */
export const reactToRelease: Reaction = async (job, context) => {
  const candidate = await findCandidate(job, context)
  if (typeof candidate === 'string') return ignored(candidate)
  const { project, ref, isTag, sha, isProtected } = candidate
  if (!isTag && !isProtected) return ignored(`${ref} is not protected`)
  const slugs = await listInstances(candidate, context)
  if (slugs.length === 0) return ignored(`nothing of ${ref} is for the bot to apply`)
  if (!isProtected) {
    await tellUnprotected(candidate, slugs, context)
    return ignored(`${ref} is not protected`)
  }
  const cause = readText(job, 'cause') ?? ''
  const wait = await waitForPipeline(candidate, cause, context)
  if (wait !== null) return ignored(wait)
  const orders = slugs.map(
    (instance): DeployOrder => ({
      ...{ project: project.id, ref, isTag, sha, instance },
      manifestBranch: null,
      trainings: [],
      isFound: cause === 'sweep',
      request: null,
    }),
  )
  const taken = await Promise.all(orders.map((order) => isTaken(order, context)))
  const open = orders.filter((_, index) => !taken[index])
  if (open.length === 0) return ignored(`${ref} is released to ${slugs.join(', ')} already, or about to be`)
  return {
    state: 'done',
    summary: `${ref} is to be released to ${open.map(({ instance }) => instance).join(', ')}`,
    jobs: open.map((order) => makeDeployJob(context.forge.name, order)),
  }
}
