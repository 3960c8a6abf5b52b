import { createHash } from 'node:crypto'
import { readDiff } from '../diff.ts'
import { runGit } from '../git.ts'
import type { GitlabProject } from '../model.ts'
import { createMemory } from '../remember.ts'
import { readCommit, readFileAt, resolveCommit } from '../repository.ts'
import { type ApiAnswer, type ApiCall, answer, invalid, missing, type Route, readBoolean } from './answer.ts'
import { describeCommit } from './commits.ts'
import { cutPage } from './pagination.ts'

const rememberText = createMemory<string>()

interface FoundFile {
  file: string
  ref: string
  commit: string
  blob: string
  content: Buffer
}

function findFile({ query }: ApiCall, project: GitlabProject, file: string): FoundFile | ApiAnswer {
  const ref = query.get('ref') || 'HEAD'
  const commit = resolveCommit(project, ref === 'HEAD' ? project.defaultBranch : ref)
  if (commit === undefined) return missing('Commit')
  const found = readFileAt(project, commit, file)
  return found ? { file, ref, commit, ...found } : missing('File')
}

function describeFile(project: GitlabProject, { file, ref, commit, blob, content }: FoundFile) {
  return {
    file_name: file.split('/').at(-1) ?? file,
    file_path: file,
    size: content.length,
    encoding: 'base64',
    content_sha256: createHash('sha256').update(content).digest('hex'),
    ref,
    blob_id: blob,
    commit_id: commit,
    last_commit_id: rememberText(project, `last commit of ${file}`, commit, () =>
      project.git('log', '-1', '--format=%H', commit, '--', file).trim(),
    ),
    execute_filemode: false,
  }
}

function writeHeaders(description: ReturnType<typeof describeFile>): Record<string, string> {
  const headers = Object.entries(description).map(([name, value]) => [
    `x-gitlab-${name.replaceAll('_', '-')}`,
    encodeURI(String(value)),
  ])
  return Object.fromEntries(headers)
}

interface TreeEntry {
  id: string
  name: string
  type: string
  path: string
  mode: string
}

function readTree(project: GitlabProject, commit: string, folder: string, isRecursive: boolean): TreeEntry[] {
  const place = folder === '' ? [] : ['--', `${folder}/`]
  const text = rememberText(project, `tree ${folder} ${isRecursive}`, commit, () =>
    project.git('ls-tree', '-z', ...(isRecursive ? ['-r', '-t'] : []), commit, ...place),
  )
  return text
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [mode = '', type = '', id = ''] = line.slice(0, line.indexOf('\t')).split(' ')
      const path = line.slice(line.indexOf('\t') + 1)
      return { id, name: path.split('/').at(-1) ?? path, type, path, mode }
    })
    .filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
}

export const fileRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^repository\/tree$/,
    level: 20,
    handle: (call, project) => {
      const { query } = call
      const commit = resolveCommit(project, query.get('ref') || project.defaultBranch)
      if (commit === undefined) return missing('Tree')
      const folder = (query.get('path') ?? '').replace(/^\/+|\/+$/g, '')
      const entries = readTree(project, commit, folder, readBoolean(query.get('recursive')) ?? false)
      return folder !== '' && entries.length === 0 ? missing('invalid revision or path') : cutPage(entries, call)
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/files\/([^/]+)$/,
    level: 20,
    handle: (call, project, [file = '']) => {
      if (!call.query.get('ref')) return invalid('ref is missing')
      const found = findFile(call, project, file)
      if ('status' in found) return found
      const description = describeFile(project, found)
      return {
        status: 200,
        body: { ...description, content: found.content.toString('base64') },
        headers: writeHeaders(description),
      }
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/files\/([^/]+)\/raw$/,
    level: 20,
    handle: (call, project, [file = '']) => {
      const found = findFile(call, project, file)
      if ('status' in found) return found
      const headers = { ...writeHeaders(describeFile(project, found)), 'content-type': 'text/plain' }
      return { status: 200, bytes: found.content, headers }
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/blobs\/([0-9a-f]+)(\/raw)?$/,
    level: 20,
    handle: (_call, project, [sha = '', raw]) => {
      let content: Buffer
      try {
        content = runGit(project.repository, ['cat-file', 'blob', sha])
      } catch {
        return missing('Blob')
      }
      if (raw !== undefined) return { status: 200, bytes: content, headers: { 'content-type': 'text/plain' } }
      return answer({ size: content.length, encoding: 'base64', content: content.toString('base64'), sha })
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/compare$/,
    level: 20,
    handle: ({ world, query }, project) => {
      const [from, to] = [query.get('from'), query.get('to')]
      if (from === null || to === null) return invalid(`${from === null ? 'from' : 'to'} is missing`)
      const [first, last] = [resolveCommit(project, from), resolveCommit(project, to)]
      if (first === undefined || last === undefined) return missing('Ref')
      const isStraight = readBoolean(query.get('straight')) ?? false
      const base = isStraight ? first : (mergeBase(project, first, last) ?? first)
      const shas = project.git('rev-list', '--reverse', `${first}..${last}`).split('\n').filter(Boolean)
      return answer({
        commit: describeCommit(world, project, readCommit(project, last)),
        commits: shas.map((sha) => describeCommit(world, project, readCommit(project, sha))),
        diffs: readDiff(project, base, last),
        compare_timeout: false,
        compare_same_ref: first === last,
        web_url: `${world.url}/${project.path}/-/compare/${from}...${to}`,
      })
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/merge_base$/,
    level: 20,
    handle: ({ world, query }, project) => {
      const [one, other] = query.getAll('refs[]')
      const [first, last] = [resolveCommit(project, one ?? ''), resolveCommit(project, other ?? '')]
      if (first === undefined || last === undefined) return missing('Ref')
      const base = mergeBase(project, first, last)
      return base === undefined
        ? missing('Merge Base')
        : answer(describeCommit(world, project, readCommit(project, base)))
    },
  },
]

function mergeBase(project: GitlabProject, one: string, other: string): string | undefined {
  try {
    return project.git('merge-base', one, other).trim()
  } catch {
    return undefined
  }
}
