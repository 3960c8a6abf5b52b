import { code } from '../../core/release/render-markdown.ts'
import { refuseRelease } from '../../core/release/selection.ts'
import type { ForgeProject } from '../forge/forge.ts'
import { type DeployOrder, makeDeployJob } from '../release/deploy-order.ts'
import { findReleaseTag } from '../release/find-release-tag.ts'
import { bindTarget, describeTarget } from '../release/open-target.ts'
import { readRules } from '../release/read-rules.ts'
import { type CommandContext, type CommandEnd, decline, type GivenCommand } from './command-run.ts'

/** What of a merge request could be released, and by whose manifest. */
type Candidate = Pick<DeployOrder, 'ref' | 'isTag' | 'sha' | 'manifestBranch'> & { manifestSha: string }

/** Why a candidate is not taken by the instance; null where it is. */
async function refuseCandidate(
  candidate: Candidate,
  instance: string,
  project: ForgeProject,
  { forge }: CommandContext,
): Promise<string | null> {
  const { ref, isTag, sha, manifestSha } = candidate
  const rule = (await readRules(forge, project.id, manifestSha)).find(({ slug }) => slug === instance)
  const where = candidate.manifestBranch ?? ref
  if (!rule) return `The manifest of ${code(where)} names no instance ${code(instance)}.`
  const target = { project, ref, isTag, sha, instance, manifestSha: null, trainings: [] }
  const reason = refuseRelease(rule, bindTarget(target, null), project.defaultBranch)
  if (reason === null) return null
  return `${code(instance)} does not take ${code(describeTarget(target))} by the manifest of ${code(where)}: ${code(reason)}.`
}

/** The commit of an open merge request; a text where it cannot be released at all. */
async function findOpen({ project, request }: GivenCommand, { forge }: CommandContext): Promise<Candidate | string> {
  const { sourceBranch: ref, headSha: sha, targetBranch } = request
  if (request.isFork) return 'Nothing of a fork is released: it is data only.'
  const target = await forge.readBranch(project, targetBranch)
  if (!target?.isProtected)
    return `${code(targetBranch)} is not a protected branch: only the manifest of one decides what is released.`
  const source = await forge.readBranch(project, ref)
  if (source?.sha !== sha) return `${code(ref)} does not lead to the last commit of this merge request.`
  return { ref, isTag: false, sha, manifestBranch: targetBranch, manifestSha: target.sha }
}

/** Of a merged one first the newest tag that holds it, then its target branch. */
async function listMerged({ project, request }: GivenCommand, { forge }: CommandContext): Promise<Candidate[]> {
  const { mergedSha, targetBranch } = request
  const tag = mergedSha === null ? undefined : await findReleaseTag(forge, project, mergedSha)
  const branch = await forge.readBranch(project, targetBranch)
  return [
    ...(tag ? [{ ref: tag.name, isTag: true, sha: tag.sha, manifestBranch: null, manifestSha: tag.sha }] : []),
    ...(branch?.isProtected
      ? [{ ref: targetBranch, isTag: false, sha: branch.sha, manifestBranch: null, manifestSha: branch.sha }]
      : []),
  ]
}

/** `deploy`: releases to an instance what the protected side lets it take of this merge request (requirements R22). */
export async function beginDeploy(given: GivenCommand, instance: string, context: CommandContext): Promise<CommandEnd> {
  const { forge, config } = context
  const { request, note } = given
  if (!config.instances.some(({ slug }) => slug === instance))
    return decline(`The bot knows no instance ${code(instance)}.`)
  if (request.state === 'closed') return decline('This merge request is closed: nothing of it is released.')
  const project = await forge.readProject(given.project)
  if (!project) return decline('The project is gone.')
  const open = request.state === 'open' ? await findOpen(given, context) : undefined
  if (typeof open === 'string') return decline(open)
  const candidates = open ? [open] : await listMerged(given, context)
  const reasons: string[] = []
  for (const { manifestSha, ...candidate } of candidates) {
    const reason = await refuseCandidate({ ...candidate, manifestSha }, instance, project, context)
    if (reason !== null) {
      reasons.push(reason)
      continue
    }
    const { id: noteId, author } = note
    const order: DeployOrder = {
      project: project.id,
      ...candidate,
      instance,
      trainings: [],
      isFound: false,
      request: { number: request.number, noteId, username: author.username },
    }
    const text = `Releases ${code(describeTarget(candidate))} to ${code(instance)}; the outcome follows here.`
    return { kind: 'begun', text, jobs: [makeDeployJob(forge.name, order)] }
  }
  return decline(reasons.join('\n\n') || `No protected tag or branch holds this merge request.`)
}
