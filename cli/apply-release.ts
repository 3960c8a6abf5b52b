import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, CodedErrors, describeSystemError } from '../core/errors/coded-error.ts'
import { type Application, applyPlan } from '../core/release/apply/apply-plan.ts'
import type { Approval } from '../core/release/approval.ts'
import type { Binding } from '../core/release/binding.ts'
import { chooseTrainings } from '../core/release/choose-trainings.ts'
import { describeMoved } from '../core/release/intent.ts'
import { listStale } from '../core/release/list-stale.ts'
import type { Outcome } from '../core/release/outcome.ts'
import { type Plan, type Step, type StepKind, stepKinds } from '../core/release/plan.ts'
import { readPlan } from '../core/release/plan-file.ts'
import { type PlanRequest, planRelease, rankPlan } from '../core/release/plan-release.ts'
import { renderBump, renderOutcome } from '../core/release/render-plan.ts'
import { tidy } from '../core/release/render-text.ts'
import { renderReceipt, renderResult } from '../core/release/render-training.ts'
import { makeReport, type Report } from '../core/release/report.ts'
import { uploadModel } from '../core/release/upload-model.ts'
import { askForApproval } from './ask-for-approval.ts'
import type { CommandContext, CommandInput, OptionSpec } from './command.ts'
import { type Instances, withInstances } from './instance-options.ts'
import {
  bind,
  makePlanRequest,
  makeSleep,
  type ReleaseInput,
  readList,
  readReleaseInput,
  readText,
} from './release-request.ts'
import { saveFile } from './save-file.ts'

/** The options of every command that applies a plan. */
export const applyOptions = {
  only: {
    type: 'string',
    multiple: true,
    value: 'KIND',
    description: 'Only steps of this kind',
    choices: stepKinds,
  },
  'dry-run': { type: 'boolean', description: 'Sends only GET, and says what it would do in the same words' },
  plan: {
    type: 'string',
    value: 'FILE',
    description: 'The same as to give FILE; where the file is not there, plans by itself',
  },
  approval: {
    type: 'boolean',
    description: 'Applies a tag only as it was approved by "arkindex-ci approve" for its commit, in a GitLab job',
  },
  'approval-environment': {
    type: 'string',
    value: 'NAME',
    description: 'GitLab environment whose deployments are the approvals',
    default: 'arkindex-approval',
  },
  'approval-job': {
    type: 'string',
    value: 'NAME',
    description: 'Name of the job that approves',
    default: 'release-approve',
  },
  wait: { type: 'boolean', description: 'Waits for the end of every training, whatever the manifest says' },
  report: {
    type: 'string',
    value: 'FILE',
    description: 'Writes what became of each step as JSON, also where something failed',
  },
  format: {
    type: 'string',
    value: 'FORMAT',
    description: 'How the outcomes are printed',
    choices: ['text', 'json'],
    default: 'text',
  },
} as const satisfies Record<string, OptionSpec>

/** The plan that is given: FILE, else that of `--plan` where it is there. */
async function readGivenPlan(
  { options }: CommandInput,
  cwd: string,
  file: string | undefined,
): Promise<Plan | undefined> {
  if (file !== undefined) return readPlanFile(file, cwd)
  const perhaps = readText(options.plan)
  return perhaps !== undefined && existsSync(path.resolve(cwd, perhaps)) ? readPlanFile(perhaps, cwd) : undefined
}

async function readPlanFile(file: string, cwd: string): Promise<Plan> {
  const place = path.resolve(cwd, file)
  let text: string
  try {
    text = await readFile(place, 'utf8')
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) })
  }
  return readPlan(text, file)
}

/** The tag, branch and image of a bound plan hold where the command and its job name none. */
function follow(input: ReleaseInput, planned: Plan | undefined): ReleaseInput {
  const bound = planned?.bound
  if (!bound) return input
  const image = input.image || bound.image
  return input.isReferenceGiven
    ? { ...input, image }
    : { ...input, image, reference: { tag: bound.tag, branch: bound.branch } }
}

function requireBinding(input: ReleaseInput): Binding {
  const binding = input.git.isMergeRequest && !input.isReferenceGiven ? null : bind(input, true)
  if (!binding) throw new CodedError('nothing-to-release')
  return binding
}

/** What was approved for the tag's commit; undefined where no approval is asked for. */
async function requireApproval(
  input: ReleaseInput,
  binding: Binding,
  { options }: CommandInput,
  context: CommandContext,
): Promise<Approval | undefined> {
  if (options.approval !== true || binding.tag === null) return undefined
  const approval = await askForApproval(
    {
      environment: String(options['approval-environment']),
      job: String(options['approval-job']),
      sha: binding.sha,
      defaultBranch: input.git.defaultBranch ?? 'main',
    },
    context,
  )
  context.stderr.write(`Approved by ${tidy(approval.approvedBy ?? 'somebody')}: intent ${approval.intentDigest}\n`)
  return approval
}

interface Applied {
  report: Report
  exit: number
  interruption?: unknown
}

async function applyTo(
  input: ReleaseInput,
  planned: Plan | undefined,
  instances: Instances,
  command: CommandInput,
  context: CommandContext,
  trainings: readonly string[] | undefined,
  approval: Approval | undefined,
): Promise<Applied> {
  const { options } = command
  const binding = requireBinding(input)
  const chosen = chooseTrainings(makePlanRequest(input, binding, context, instances, false), trainings ?? [])
  // Who names an instance wants it done here, whoever applies to it by rule.
  const made: PlanRequest = input.instances.length > 0 ? chosen : { ...chosen, appliedBy: 'ci' }
  const isDryRun = options['dry-run'] === true
  // Where trainings are applied they look themselves what they will use.
  const request: PlanRequest = isDryRun ? { ...made, receipts: 'before-start' } : made
  const current = await planRelease(request)
  // What was approved is what is reported, also where an interrupted application has moved what it read.
  const approved = approval?.plan
  const plan = { ...current, intentDigest: (approved ?? planned)?.intentDigest ?? current.intentDigest }
  const sinceApproval = listStale(approved, plan, binding)
  const moved = sinceApproval.length > 0 ? sinceApproval : listStale(planned, plan, binding)
  if (moved.length > 0) {
    return { report: makeReport(plan, { outcomes: [] }, { isDryRun, moved }), exit: 4 }
  }
  const isText = options.format !== 'json'
  const kinds = readList(options.only)
  const application: Application = await applyPlan({
    plan,
    release: { ...request, binding },
    root: context.cwd,
    openInstance: (slug) => instances.open(slug),
    only: stepKinds.filter((kind: StepKind) => kinds.includes(kind)),
    isDryRun,
    waits: options.wait === true,
    signal: context.signal,
    sleep: makeSleep(context.signal),
    upload: (upload) => uploadModel(upload, context),
    onProgress: (text) => context.stderr.write(`${text}\n`),
    onOutcome: (outcome) => {
      if (!isText) return
      context.stdout.write(renderOutcome(outcome, { hasColor: context.stdout.hasColor }))
      if (outcome.receipt) context.stdout.write(indent(renderReceipt(outcome.receipt)))
    },
    now: () => Date.now(),
    onResult: ({ target, instance, error }, result) => {
      if (!isText) return
      context.stdout.write(`training ${target} on ${instance} ended: ${tidy(result.process.state)}\n`)
      context.stdout.write(indent([...renderResult(result), ...(error ? [`remedy: ${tidy(error.remedy)}`] : [])]))
    },
  })
  tellWarnings(plan, context)
  const report = makeReport(plan, application, { isDryRun })
  const unread = rankPlan({ ...plan, failed: [] })
  const { interruption } = application
  // Who asks for trainings alone is told by the exit code too that one could not start yet.
  const isHeldUp = trainings !== undefined && plan.steps.some((step) => isSkipped(step, application.outcomes))
  const exit = Math.max(application.exit, unread, isHeldUp ? 1 : 0)
  return { report, exit, ...(interruption === undefined ? {} : { interruption }) }
}

function isSkipped({ kind, target, instance }: Step, outcomes: readonly Outcome[]): boolean {
  const isOf = (outcome: Outcome) => outcome.target === target && outcome.instance === instance
  return kind === 'training' && outcomes.some((one) => one.kind === kind && isOf(one) && one.outcome === 'skipped')
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `          ${line}\n`).join('')
}

function tellWarnings(plan: Plan, { stderr }: CommandContext): void {
  for (const { slug, skipped, error } of plan.instances) {
    if (skipped !== undefined) stderr.write(`${slug} does not take this release: ${skipped}\n`)
    else if (error) stderr.write(`error[${error.code}]: ${error.message}\n  at: ${slug}\n  remedy: ${error.remedy}\n`)
  }
  // What breaks by the options is told by the plan alone: an application reads only what it acts on.
  for (const bump of plan.bumps) {
    if (bump.tag !== null) stderr.write(`warning: worker ${bump.worker} on ${bump.instance}: ${renderBump(bump)}\n`)
  }
  for (const { file, line, column, severity, code, message, remedy } of plan.findings) {
    if (severity === 'error')
      stderr.write(`${file}:${line}:${column} error[${code}]: ${message}\n  remedy: ${remedy}\n`)
  }
}

function summarize(report: Report): string {
  const counts = new Map<string, number>()
  for (const { outcome } of report.steps) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const text = [...counts].map(([word, count]) => `${count} ${word}`).join(', ')
  return `${report.dryRun ? 'Dry run, nothing was changed: ' : ''}${text || 'nothing to do'}\n`
}

/** Plans and applies a release; with the file of a plan, exactly that plan; with names of trainings, of them these alone. Gives the exit code. Throws coded errors. */
export async function applyRelease(
  command: CommandInput,
  context: CommandContext,
  options: { file?: string; image?: string; trainings?: readonly string[] } = {},
): Promise<number> {
  const planned = await readGivenPlan(command, context.cwd, options.file)
  const read = readReleaseInput(command, context)
  const input = follow(options.image === undefined ? read : { ...read, image: options.image }, planned)
  const approval = await requireApproval(input, requireBinding(input), command, context)
  const { report, exit, interruption } = await withInstances(command.options, context, (instances) =>
    applyTo(input, planned, instances, command, context, options.trainings, approval),
  )
  const file = readText(command.options.report)
  if (file !== undefined) saveFile(path.resolve(context.cwd, file), `${JSON.stringify(report, null, 2)}\n`)
  if (report.moved.length > 0) {
    const user = approval && tidy(approval.approvedBy ?? 'somebody')
    throw new CodedErrors(
      report.moved.map((moved) =>
        user === undefined
          ? new CodedError('plan-stale', { moved: describeMoved(moved) })
          : new CodedError('approval-stale', { moved: describeMoved(moved), user }),
      ),
    )
  }
  if (command.options.format === 'json') context.stdout.write(`${JSON.stringify(report)}\n`)
  else context.stdout.write(summarize(report))
  if (interruption !== undefined) throw interruption
  return exit
}
