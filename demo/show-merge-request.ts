import { setTimeout as delay } from 'node:timers/promises'
import type { Gitlab } from '../test/gitlab/start-gitlab.ts'

/** What the bot said on the merge request of the demo. */
export interface MergeRequestResult {
  /** Notes of the bot on the merge request, the conversations at lines left out: one, however often it is checked. */
  notes: number
  broken: CheckResult
  mended: CheckResult
}

export interface CheckResult {
  /** State by the name of the status. */
  statuses: Record<string, string>
  /** The note as Markdown. */
  note: string
  /** Conversations at lines that are not resolved. */
  discussions: { path: string; line: number; body: string }[]
}

export interface MergeRequestDemo {
  gitlab: Gitlab
  /** Path of the project. */
  project: string
  /** Username of the bot. */
  bot: string
  /** Milliseconds that one check may take. */
  patience: number
  signal: AbortSignal
}

const branch = 'demo-change'
const file = '.arkindex.yml'
const ended = ['success', 'failed', 'canceled', 'skipped']

interface MadeRequest {
  iid: number
}

/** Waits until all statuses of a commit have ended and the note is of it, then reads what is there. */
async function readCheck(demo: MergeRequestDemo, { iid }: MadeRequest, sha: string): Promise<CheckResult> {
  const { gitlab, patience, signal, bot } = demo
  const project = gitlab.project(demo.project)
  const until = Date.now() + patience
  for (;;) {
    signal.throwIfAborted()
    const statuses = new Map(
      project.statuses.filter((one) => one.sha === sha).map(({ name, status }) => [name, status]),
    )
    const notes =
      project.mergeRequests.find((one) => one.iid === iid)?.notes.filter(({ author }) => author === bot) ?? []
    const note = notes.find(({ type }) => type === null)
    const isEnded = statuses.size > 1 && [...statuses.values()].every((state) => ended.includes(state))
    if (isEnded && note?.body.includes(sha.slice(0, 8))) {
      const discussions = notes.flatMap(({ body, position, resolvedAt }) =>
        position && resolvedAt === null ? [{ path: position.new_path, line: position.new_line ?? 0, body }] : [],
      )
      return { statuses: Object.fromEntries(statuses), note: note.body, discussions }
    }
    if (Date.now() > until)
      throw new Error(`the bot has not checked ${sha.slice(0, 12)} within ${patience / 1000} seconds`)
    await delay(50)
  }
}

/** Replaces a part of the example's worker file that must be there. */
function change(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`${file} of the example has no "${part}"`)
  return text.replace(part, by)
}

/** Opens a merge request with a mistake in its worker YAML, mends it, and gives what the bot said of both. */
export async function showMergeRequest(demo: MergeRequestDemo): Promise<MergeRequestResult> {
  const { gitlab, project: name, bot } = demo
  const project = gitlab.project(name)
  const before = project.git('show', `${project.defaultBranch}:${file}`)
  if (project.git('for-each-ref', `refs/heads/${branch}`) !== '') gitlab.deleteBranch(name, branch)
  const mistake = change(before, '        type: int\n', '        type: integer\n')
  const broken = gitlab.commitFiles(name, branch, { [file]: mistake }, 'Longer n-grams')
  const request = gitlab.openMergeRequest(name, { sourceBranch: branch, title: 'Longer n-grams' })
  const first = await readCheck(demo, request, broken)
  const mend = change(change(mistake, 'type: integer', 'type: int'), '        default: 3\n', '        default: 5\n')
  const mended = gitlab.commitFiles(name, branch, { [file]: mend }, 'An option has the type int')
  const second = await readCheck(demo, request, mended)
  const notes = project.mergeRequests
    .find(({ iid }) => iid === request.iid)
    ?.notes.filter(({ author, type }) => author === bot && type === null)
  return { notes: notes?.length ?? 0, broken: first, mended: second }
}
