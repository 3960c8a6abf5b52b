import { CodedError } from '../../core/errors/coded-error.ts'
import type { Finding } from '../../core/findings/finding.ts'
import { maskSecrets } from '../../core/log/secrets.ts'
import { rankPlan } from '../../core/release/plan-release.ts'
import { code, renderPlanNote } from '../../core/release/render-markdown.ts'
import { type CommitCheck, checkCommit, planCommit } from '../merge-request/plan-commit.ts'
import { withCommit } from '../repository/read-commit.ts'
import { answer, type CommandContext, type CommandEnd, decline, type GivenCommand } from './command-run.ts'

/** Findings that an answer lists at most; the rest is counted. */
const mostFindings = 50
/** Of the characters of a note, what findings may take: the rest is for what stands around them. */
const shareOfFindings = 0.8

function renderFinding({ file, line, severity, code: name, message, remedy }: Finding): string {
  return `- ${severity} ${code(name)} at ${code(`${file}:${line}`)}: ${code(message)}<br>${code(remedy)}`
}

function renderFindings(findings: readonly Finding[], longest: number): string[] {
  const lines: string[] = []
  let length = 0
  for (const finding of findings.slice(0, mostFindings)) {
    const line = renderFinding(finding)
    length += line.length + 1
    if (length > longest * shareOfFindings) break
    lines.push(line)
  }
  const rest = findings.length - lines.length
  return rest > 0 ? [...lines, `- … and ${rest} more`] : lines
}

function countErrors(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

function title({ request }: GivenCommand): string {
  return `Commit ${code(request.headSha.slice(0, 12))}`
}

async function withCheck(
  given: GivenCommand,
  instances: readonly string[],
  context: CommandContext,
  use: (check: CommitCheck) => Promise<CommandEnd>,
): Promise<CommandEnd> {
  const { forge, config, signal } = context
  const project = await forge.readProject(given.project)
  if (!project) throw new CodedError('forge-not-found', { peer: forge.name, what: `the project ${given.project}` })
  const { treeEntries, commitBytes } = config.limits
  const { headSha: sha } = given.request
  const source = { forge, project: project.id, sha, limits: { treeEntries, commitBytes }, signal }
  return withCommit(source, (commit) => use(checkCommit(commit, project, instances)))
}

/** `validate`: what is wrong with the worker YAML and the manifest of the head commit. */
export async function answerValidate(given: GivenCommand, context: CommandContext): Promise<CommandEnd> {
  return withCheck(given, [], context, async ({ findings, source }) => {
    const { workers, models } = source.reading
    const errors = countErrors(findings)
    const counts = `${count(workers.length, 'worker')} and ${count(models.length, 'model')}`
    if (findings.length === 0) return answer(`${title(given)}: no findings in ${counts}.`)
    const text = [
      `${title(given)}: ${count(errors, 'error')}, ${count(findings.length - errors, 'warning or hint', 'warnings and hints')}.`,
      '',
      ...renderFindings(findings, context.config.limits.note),
    ]
    return errors === 0 ? answer(text.join('\n')) : decline(text.join('\n'))
  })
}

/** `plan`: what a release of the head commit would change, on all instances that the bot knows or on one. */
export async function answerPlan(
  given: GivenCommand,
  instance: string | null,
  context: CommandContext,
): Promise<CommandEnd> {
  if (given.request.isFork)
    return decline('Nothing of a fork is planned: it is data only, and no token of an instance is near it.')
  const known = context.config.instances.some(({ slug }) => slug === instance)
  if (instance !== null && !known) return decline(`The bot knows no instance ${code(instance)}.`)
  return withCheck(given, instance === null ? [] : [instance], context, async (check) => {
    const { plan, problem, unknownInstances } = await planCommit(check, context)
    if (!plan) return decline(`${title(given)}: ${code(problem?.message ?? 'it cannot be planned')}`)
    const text = [
      `${title(given)}:`,
      '',
      renderPlanNote(plan, undefined).body,
      ...(unknownInstances.length > 0 ? ['', `Not known to this bot: ${unknownInstances.map(code).join(', ')}.`] : []),
    ].join('\n')
    const masked = maskSecrets(text)
    return rankPlan(plan) === 0 ? answer(masked) : decline(masked)
  })
}
