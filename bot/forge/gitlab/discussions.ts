import { createHash } from 'node:crypto'
import type { Discussion, Forge, MergeRequest, NewDiscussion } from '../forge.ts'
import { type Fields, readFields, readList } from '../read-fields.ts'
import { ForgeAnswerError, orUndefined } from '../requester/forge-errors.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'
import { type FileChange, type LinePosition, locateLine, readHunks } from './locate-line.ts'
import { readUser } from './users.ts'

/** Merge requests whose differences are kept in memory, so that ten discussions do not ask for it ten times. */
const mostKept = 8
/** Pages of a difference, 100 files each. */
const mostPages = 20

interface Change {
  baseSha: string
  startSha: string
  files: ReadonlyMap<string, FileChange>
}

function readChange(fields: Fields): FileChange {
  const diff = fields.optionalText('diff') ?? ''
  const isLeftOut = diff === '' && (fields.flag('too_large') || fields.flag('collapsed'))
  return {
    oldPath: fields.text('old_path'),
    newPath: fields.text('new_path'),
    isNew: fields.flag('new_file'),
    isDeleted: fields.flag('deleted_file'),
    hasHunks: !isLeftOut,
    hunks: readHunks(diff),
  }
}

/** GitLab's suggestion names the lines above the one that it is written at. */
function spreadSuggestions(body: string, linesAbove: number): string {
  return linesAbove === 0 ? body : body.replace(/^(```+|~~~+)suggestion[ \t]*$/gm, `$1suggestion:-${linesAbove}+0`)
}

function writeRangeEnd(file: FileChange, { newLine, oldLine }: LinePosition): Record<string, unknown> {
  const name = createHash('sha1').update(file.newPath).digest('hex')
  return {
    // Of a new line GitLab counts the old line that it stands before; it looks at the type and the new number.
    line_code: `${name}_${oldLine ?? 0}_${newLine}`,
    type: oldLine === null ? 'new' : null,
    new_line: newLine,
    ...(oldLine === null ? {} : { old_line: oldLine }),
  }
}

/** Comments at lines by the rules of dependencies.md 4, anchor 3. */
export function createDiscussionMethods(
  api: GitlabApi,
): Pick<Forge, 'listDiscussions' | 'openDiscussion' | 'resolveDiscussion'> {
  const { MergeRequests, MergeRequestDiscussions } = api.rest
  const origin = api.origin('the discussions of the merge request')
  const kept = new Map<string, Promise<Change | undefined>>()

  function write(project: string, number: number, rest: string): string {
    return `projects/${encodeURIComponent(project)}/merge_requests/${number}/${rest}`
  }

  async function readFiles(project: string, number: number): Promise<Map<string, FileChange>> {
    const files = new Map<string, FileChange>()
    const take = (fields: Fields) => {
      const change = readChange(fields)
      files.set(change.newPath, change)
    }
    try {
      const pages = listPages(api.origin('the difference'), (page) => MergeRequests.allDiffs(project, number, page), {
        most: mostPages,
      })
      for await (const fields of pages) take(fields)
    } catch (error) {
      if (!(error instanceof ForgeAnswerError) || error.status !== 404) throw error
      // Before 15.7 there is one answer with all of it. Not by gitbeaker, which warns on standard error each time.
      const answer = await api.ask({ method: 'GET', path: write(project, number, 'changes') })
      for (const fields of readFields(answer, api.origin('the difference')).list('changes')) take(fields)
    }
    return files
  }

  /** The difference of the version with this head; undefined where the merge request has moved on. */
  async function askChange({ project, number, headSha }: MergeRequest): Promise<Change | undefined> {
    // Not by gitbeaker, which would ask for all of them.
    const versions = await api.ask({ method: 'GET', path: write(project, number, 'versions?per_page=1') })
    const version = readList(versions, api.origin('the versions of the merge request'))[0]
    // What GitLab tells of a difference is that of the newest version.
    if (version?.text('head_commit_sha') !== headSha) return undefined
    return {
      baseSha: version.text('base_commit_sha'),
      startSha: version.text('start_commit_sha'),
      files: await readFiles(project, number),
    }
  }

  function readChangeOf(request: MergeRequest): Promise<Change | undefined> {
    const key = `${request.project} ${request.number} ${request.headSha} ${request.targetBranch} ${request.baseSha}`
    const known = kept.get(key)
    if (known) return known
    const asked = askChange(request)
    kept.set(key, asked)
    // GitLab may know the newest version some moments later.
    const forget = () => kept.delete(key)
    asked.then((change) => change ?? forget(), forget)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return asked
  }

  function writePosition(
    request: MergeRequest,
    change: Change,
    { path, line, endLine }: NewDiscussion,
  ): Record<string, unknown> | undefined {
    const file = change.files.get(path)
    const [start, end] = [file && locateLine(file, line), file && locateLine(file, endLine)]
    if (!file || !start || !end) return undefined
    return {
      position_type: 'text',
      base_sha: change.baseSha,
      start_sha: change.startSha,
      head_sha: request.headSha,
      new_path: file.newPath,
      new_line: end.newLine,
      ...(file.isNew ? {} : { old_path: file.oldPath }),
      ...(end.oldLine === null ? {} : { old_line: end.oldLine }),
      ...(endLine > line ? { line_range: { start: writeRangeEnd(file, start), end: writeRangeEnd(file, end) } } : {}),
    }
  }

  function readDiscussion(fields: Fields, note: Fields, headSha: string | undefined): Discussion {
    const position = note.optionalFields('position')
    const isAtHead = position !== undefined && position.optionalText('head_sha') === headSha
    const line = isAtHead && position.optionalId('new_line') !== null ? position.number('new_line') : null
    return {
      id: fields.id('id'),
      noteId: note.id('id'),
      body: note.text('body'),
      isResolved: note.flag('resolved'),
      path: line === null ? null : (position?.optionalText('new_path') ?? null),
      line,
    }
  }

  return {
    listDiscussions: async function* (project, number) {
      const self = await api.readSelf()
      let head: Promise<string | undefined> | undefined
      const pages = listPages(origin, (page) => MergeRequestDiscussions.all(project, number, page))
      for await (const fields of pages) {
        const note = fields.list('notes')[0]
        if (!note || readUser(note.optionalFields('author')).id !== self.id) continue
        if (note.optionalText('type') !== 'DiffNote') continue
        head ??= findFields(MergeRequests.show(project, number), origin).then(
          (found) => found?.optionalText('sha') ?? undefined,
        )
        yield readDiscussion(fields, note, await head)
      }
    },
    openDiscussion: async (request, discussion) => {
      const change = await readChangeOf(request)
      const position = change && writePosition(request, change, discussion)
      if (!position) return undefined
      const linesAbove = Math.max(0, discussion.endLine - discussion.line)
      try {
        // Not by gitbeaker: it writes the position as a form, in which an `&` in a file's name makes further fields.
        const answer = await api.ask({
          method: 'POST',
          path: write(request.project, request.number, 'discussions'),
          body: { body: spreadSuggestions(discussion.body, linesAbove), position },
        })
        const fields = readFields(answer, origin)
        const note = fields.list('notes')[0]
        return note && readDiscussion(fields, note, request.headSha)
      } catch (error) {
        const isPlace = error instanceof ForgeAnswerError && error.status === 400 && error.says(/line_code|position/)
        if (isPlace) return undefined
        throw error
      }
    },
    resolveDiscussion: async (project, number, discussion, isResolved) => {
      // Somebody may have deleted it: then it is over.
      await orUndefined(MergeRequestDiscussions.resolve(project, number, discussion.id, isResolved))
    },
  }
}
