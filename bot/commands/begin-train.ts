import { readReleaseManifest } from '../../core/release/make-plan-request.ts'
import type { Manifest } from '../../core/release/manifest.ts'
import { holdsFor } from '../../core/release/read-instance.ts'
import { code } from '../../core/release/render-markdown.ts'
import { refuseRelease, refuseTraining } from '../../core/release/selection.ts'
import type { ForgeProject, ForgeTag } from '../forge/forge.ts'
import { checkCommit } from '../merge-request/plan-commit.ts'
import { type DeployOrder, makeDeployJob } from '../release/deploy-order.ts'
import { findReleaseTag } from '../release/find-release-tag.ts'
import { bindTarget } from '../release/open-target.ts'
import { withCommit } from '../repository/read-commit.ts'
import { type CommandContext, type CommandEnd, decline, type GivenCommand } from './command-run.ts'

async function readTagManifest(
  project: ForgeProject,
  tag: ForgeTag,
  context: CommandContext,
): Promise<Manifest | null> {
  const { forge, config, signal } = context
  const { treeEntries, commitBytes } = config.limits
  const source = { forge, project: project.id, sha: tag.sha, limits: { treeEntries, commitBytes }, signal }
  return withCommit(source, async (commit) => {
    const check = checkCommit(commit, project)
    return check.isManifestSound ? readReleaseManifest(check.source, undefined).manifest : null
  })
}

/** The instances that the training of a tag is for, or why there is none. */
function chooseInstances(
  manifest: Manifest,
  name: string,
  project: ForgeProject,
  tag: ForgeTag,
  context: CommandContext,
): string[] | string {
  const training = manifest.trainings.find((candidate) => candidate.name === name)
  const names = manifest.trainings.map((candidate) => code(candidate.name)).join(', ') || 'none'
  if (!training) return `The manifest of ${code(tag.name)} names no sound training ${code(name)}; it names ${names}.`
  const target = { project, ref: tag.name, isTag: true, sha: tag.sha, instance: '', manifestSha: null, trainings: [] }
  const binding = bindTarget(target, null)
  const refusal = refuseTraining(training, binding)
  if (refusal !== null) return `${code(tag.name)} does not start ${code(name)}: ${code(refusal)}.`
  const slugs = manifest.instances
    .filter((rule) => refuseRelease(rule, binding, project.defaultBranch) === null)
    .map(({ slug }) => slug)
    .filter((slug) => holdsFor(training, slug) && context.config.instances.some((known) => known.slug === slug))
  return slugs.length > 0 ? slugs : `No instance that the bot knows takes ${code(tag.name)} and trains ${code(name)}.`
}

/** `train`: starts a training with the newest protected tag that holds the merge request; a training is started once for its tag. */
export async function beginTrain(given: GivenCommand, training: string, context: CommandContext): Promise<CommandEnd> {
  const { forge } = context
  const { request, note } = given
  if (request.state !== 'merged' || request.mergedSha === null)
    return decline('Trainings are started by tags: merge this and tag the release, then ask again.')
  const project = await forge.readProject(given.project)
  if (!project) return decline('The project is gone.')
  const tag = await findReleaseTag(forge, project.id, request.mergedSha)
  if (!tag) return decline('No protected tag of a release holds this merge request yet: tag one, then ask again.')
  const manifest = await readTagManifest(project, tag, context)
  if (!manifest) return decline(`The manifest of ${code(tag.name)} has errors.`)
  const slugs = chooseInstances(manifest, training, project, tag, context)
  if (typeof slugs === 'string') return decline(slugs)
  const jobs = slugs.map((instance) => {
    const order: DeployOrder = {
      ...{ project: project.id, ref: tag.name, isTag: true, sha: tag.sha, instance },
      manifestBranch: null,
      trainings: [training],
      isFound: false,
      request: { number: request.number, noteId: note.id, username: note.author.username },
    }
    const job = makeDeployJob(forge.name, order)
    // One after another, as they write into one note; and not in the place of a release of the tag.
    return { ...job, lane: `train:${forge.name}:${project.id}:${note.id}`, subject: `${job.subject}:train:${training}` }
  })
  const where = slugs.map(code).join(', ')
  return {
    kind: 'begun',
    text: `Starts the training ${code(training)} of ${code(tag.name)} on ${where}; the outcome follows here.`,
    jobs,
  }
}
