import { systemClock } from '../../core/arkindex/clock.ts'
import { CodedError, CodedErrors } from '../../core/errors/coded-error.ts'
import { applyPlan } from '../../core/release/apply/apply-plan.ts'
import { chooseTrainings } from '../../core/release/choose-trainings.ts'
import { describeMoved } from '../../core/release/intent.ts'
import { listStale } from '../../core/release/list-stale.ts'
import { makePlanRequest, type ReleaseSource } from '../../core/release/make-plan-request.ts'
import type { Plan } from '../../core/release/plan.ts'
import { type PlanRequest, planRelease, rankPlan } from '../../core/release/plan-release.ts'
import { makeReport, type Report } from '../../core/release/report.ts'
import { uploadModel } from '../../core/release/upload-model.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import { findApproval, type HeldApproval } from './find-approval.ts'
import { bindTarget, describeTarget, type ReleaseTarget, withTarget } from './open-target.ts'

/** What became of a target. */
export interface AppliedTarget {
  report: Report
  /** As of `arkindex-ci apply`: 0 where all is done, 1 where something is not, 3 where the instance went away. */
  exit: number
  /** Whose approval it was applied by; null where none was asked for and none is there. */
  approvedBy: string | null
}

/** Throws where an approval is asked for and none holds, or where one holds and what it approved moved since. */
async function checkApproval(
  target: ReleaseTarget,
  plan: Plan,
  context: ReactionContext,
): Promise<HeldApproval | undefined> {
  const { project, sha, instance, isTag } = target
  const binding = bindTarget(target, null)
  const what = describeTarget(target)
  const approval = await findApproval(context, project.id, { sha, target: isTag ? project.defaultBranch : null })
  if (!approval) {
    const settings = context.config.instances.find(({ slug }) => slug === instance)
    if (!settings?.requiresApproval) return undefined
    const reason = `no approval holds for the plan of commit ${sha.slice(0, 12)} or of the merge request that it merged`
    throw new CodedError('deployment-unapproved', { what, instance, reason })
  }
  const moved = listStale({ bound: null, intent: approval.plan.intent }, plan, binding)
  if (moved.length === 0) return approval
  throw new CodedErrors(
    moved.map(
      (object) =>
        new CodedError('deployment-stale', {
          user: approval.username,
          request: `merge request ${approval.number}`,
          instance,
          moved: describeMoved(object),
        }),
    ),
  )
}

function requireTaken(target: ReleaseTarget, plan: Plan): void {
  const [instance] = plan.instances
  if (instance?.skipped === undefined) return
  throw new CodedError('deployment-refused', {
    instance: target.instance,
    what: describeTarget(target),
    reason: instance.skipped,
    advice: 'Release what the instance takes, or change what the manifest on the protected branch says of it.',
  })
}

/** Trainings are followed by a job of their own, whatever the manifest says: no deployment stays open for hours. */
function leaveUnwaited(request: PlanRequest): PlanRequest {
  const trainings = request.manifest.trainings.map((training) => ({ ...training, wait: false }))
  return { ...request, manifest: { ...request.manifest, trainings } }
}

async function applySource(
  target: ReleaseTarget,
  image: string,
  source: ReleaseSource,
  context: ReactionContext,
): Promise<AppliedTarget> {
  const { signal, logger, isDryRun, env, now } = context
  const binding = bindTarget(target, image)
  const openInstance = (slug: string) => context.openInstance(slug)
  const made = makePlanRequest(source, { binding, readsSkipped: false, openInstance })
  const request = leaveUnwaited(chooseTrainings(made, target.trainings))
  const plan = await planRelease(request)
  requireTaken(target, plan)
  const approval = await checkApproval(target, plan, context)
  const application = await applyPlan({
    plan,
    release: { ...request, binding },
    root: source.root,
    openInstance,
    only: target.trainings.length > 0 ? ['training'] : [],
    isDryRun,
    waits: false,
    signal,
    sleep: (milliseconds) => systemClock.sleep(milliseconds, signal),
    upload: (upload) => uploadModel(upload, { env, signal }),
    onProgress: (text) => logger.info({ instance: target.instance }, text),
    now,
  })
  if (application.interruption !== undefined) throw application.interruption
  const isHeldUp = target.trainings.length > 0 && application.outcomes.some(({ outcome }) => outcome === 'skipped')
  return {
    report: makeReport(plan, application, { isDryRun }),
    exit: Math.max(application.exit, rankPlan({ ...plan, failed: [] }), isHeldUp ? 1 : 0),
    approvedBy: approval?.username ?? null,
  }
}

/**
 * Plans the release of a target to its instance, as it is now, and applies that: all of it idempotent, so it may be run again after
 * anything. Throws coded errors before the first step, where the commit, its manifest, its approval or the forge stand in the way, and
 * the reason of the signal.
 */
export async function applyTarget(
  target: ReleaseTarget,
  image: string,
  context: ReactionContext,
): Promise<AppliedTarget> {
  return withTarget(target, context, (source) => applySource(target, image, source, context))
}
