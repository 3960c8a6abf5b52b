import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from '../../core/findings/finding.ts'
import { identifyFindings } from '../../core/findings/identify-findings.ts'
import type { Discussion, MergeRequest } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import type { Commit } from '../repository/read-commit.ts'
import { act } from './act.ts'
import type { LastCheck } from './last-check.ts'
import { readFindingMarker, renderDiscussion } from './render-discussion.ts'

/** An error that deserves a discussion, with what would be said in it. */
export interface DiscussedError {
  finding: Finding
  identity: string
  body: string
  line: number
  endLine: number
}

function readText(root: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), 'utf8')
  } catch {
    return undefined
  }
}

/** The errors among the findings of a commit, as discussions; to be made while its files are there. */
export function describeErrors(commit: Commit, findings: readonly Finding[]): DiscussedError[] {
  const read = (file: string) => readText(commit.root, file)
  return identifyFindings(findings, read)
    .filter(({ finding }) => finding.severity === 'error' && finding.file !== '.')
    .map(({ finding, identity }) => ({ finding, identity, ...renderDiscussion(finding, identity, read(finding.file)) }))
}

export interface KeptDiscussions {
  opened: number
  resolved: number
  reopened: number
  /** Identities of errors at whose place the forge takes no discussion. */
  unplaced: string[]
}

/** The bot's discussions by the finding that they are about; of two about the same, the one that is open. */
async function listOwn({ project, number }: MergeRequest, { forge }: Pick<ReactionContext, 'forge'>) {
  const own = new Map<string, Discussion[]>()
  for await (const discussion of forge.listDiscussions(project, number)) {
    const identity = readFindingMarker(discussion.body)
    if (identity !== undefined) own.set(identity, [...(own.get(identity) ?? []), discussion])
  }
  return own
}

/**
 * Keeps one discussion for each error, at its line: opens what is new, resolves what is mended, and reopens what comes back. One
 * that somebody resolved while the error is still there is left alone. Errors for which there is no place, or which are more
 * than the limit, are in the note.
 */
export async function keepDiscussions(
  request: MergeRequest,
  errors: readonly DiscussedError[],
  last: LastCheck | undefined,
  context: Pick<ReactionContext, 'forge' | 'config' | 'isDryRun' | 'logger' | 'signal'>,
): Promise<KeptDiscussions> {
  const { forge, config } = context
  const { project, number, headSha } = request
  const own = await listOwn(request, context)
  const kept: KeptDiscussions = { opened: 0, resolved: 0, reopened: 0, unplaced: [] }
  const current = new Set(errors.map(({ identity }) => identity))

  for (const [identity, discussions] of own) {
    if (current.has(identity)) continue
    for (const discussion of discussions.filter(({ isResolved }) => !isResolved)) {
      const words = `Resolves the discussion at ${discussion.path ?? 'a file'}: the finding is mended`
      await act(context, words, {}, () => forge.resolveDiscussion(project, number, discussion, true))
      kept.resolved += 1
    }
  }

  let count = errors.filter(({ identity }) => own.has(identity)).length
  for (const { finding, identity, body, line, endLine } of errors) {
    const known = own.get(identity) ?? []
    const [newest] = known.slice(-1)
    const place = `${finding.file}:${line}`
    if (newest) {
      const isBack = last !== undefined && !last.errors.includes(identity)
      if (!isBack || known.some(({ isResolved }) => !isResolved)) continue
      const words = `Reopens the discussion at ${place}: the finding is back`
      await act(context, words, {}, () => forge.resolveDiscussion(project, number, newest, false))
      kept.reopened += 1
      continue
    }
    if (last?.sha === headSha && last.unplaced.includes(identity)) {
      kept.unplaced.push(identity)
      continue
    }
    if (count >= config.limits.discussions) continue
    const sent = { path: finding.file, line, endLine, body }
    const opened = await act(context, `Opens a discussion at ${place}`, sent, () => forge.openDiscussion(request, sent))
    if (opened || context.isDryRun) {
      count += 1
      kept.opened += 1
    } else {
      kept.unplaced.push(identity)
    }
  }
  return kept
}
