import { type Actor, anonymous, maySee, mayWrite } from './actors.ts'
import type {
  CommitStatus,
  Deployment,
  EndedJob,
  GitlabProject,
  MergeRequest,
  Note,
  SecureFile,
  StatusState,
} from './projects.ts'

export interface ApiCall {
  actor: Actor
  query: URLSearchParams
  /** Fields of a JSON or form body, and of the query below them. */
  fields: Readonly<Record<string, unknown>>
  /** Address of this GitLab. */
  url: string
}

export interface ApiAnswer {
  status: number
  body?: unknown
  /** In place of `body`. */
  bytes?: Buffer
  headers?: Readonly<Record<string, string>>
}

interface Route {
  method: string
  pattern: RegExp
  /** Whether a job token counts here; elsewhere GitLab takes its bearer for a stranger. */
  takesJobToken: boolean
  /** Whether a stranger is turned away before anything is looked up. */
  wantsUser: boolean
  handle(call: ApiCall, project: GitlabProject, parts: readonly string[]): ApiAnswer
}

const unauthorized: ApiAnswer = { status: 401, body: { message: '401 Unauthorized' } }
const forbidden: ApiAnswer = { status: 403, body: { message: '403 Forbidden' } }

function missing(what: string): ApiAnswer {
  return { status: 404, body: { message: `404 ${what} Not Found` } }
}

function wrong(message: string): ApiAnswer {
  return { status: 400, body: { message } }
}

/** One page of a list with GitLab's headers: 20 a page unless asked otherwise, at most 100. */
function cutPage(items: readonly unknown[], { query, url }: ApiCall): ApiAnswer {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 20) || 20))
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1)
  const pages = Math.max(1, Math.ceil(items.length / size))
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size),
    headers: {
      'x-total': String(items.length),
      'x-total-pages': String(pages),
      'x-per-page': String(size),
      'x-page': String(page),
      'x-next-page': page < pages ? String(page + 1) : '',
      'x-prev-page': page > 1 ? String(page - 1) : '',
      ...(page < pages ? { link: `<${url}/api/v4/?page=${page + 1}&per_page=${size}>; rel="next"` } : {}),
    },
  }
}

function readCommit(project: GitlabProject, revision: string): Record<string, unknown> | undefined {
  if (!/^[\w][\w./-]*$/.test(revision)) return undefined
  try {
    const text = project.git(
      'show',
      '--no-patch',
      '--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%cI%x00%s%x00%B',
      `${revision}^{commit}`,
    )
    const [id = '', parents = '', name, email, authored, committed, title, message = ''] = text.split('\0')
    return {
      id,
      short_id: id.slice(0, 8),
      parent_ids: parents === '' ? [] : parents.split(' '),
      author_name: name,
      author_email: email,
      authored_date: authored,
      committed_date: committed,
      created_at: committed,
      title,
      message: message.replace(/\n$/, ''),
    }
  } catch {
    return undefined
  }
}

function listReferences(project: GitlabProject, folder: 'tags' | 'heads'): string[] {
  const text = project.git('for-each-ref', '--sort=refname', '--format=%(refname)', `refs/${folder}/`)
  return text
    .split('\n')
    .filter(Boolean)
    .map((name) => name.slice(`refs/${folder}/`.length))
}

function describeTag(project: GitlabProject, name: string): Record<string, unknown> {
  const type = project.git('cat-file', '-t', `refs/tags/${name}`).trim()
  const message = type === 'tag' ? project.git('for-each-ref', '--format=%(contents)', `refs/tags/${name}`).trim() : ''
  const commit = readCommit(project, `refs/tags/${name}`)
  return {
    name,
    message,
    target: project.git('rev-parse', `refs/tags/${name}`).trim(),
    commit,
    protected: false,
    release: null,
  }
}

function describeBranch(project: GitlabProject, name: string): Record<string, unknown> {
  return {
    name,
    default: name === project.defaultBranch,
    protected: name === project.defaultBranch,
    commit: readCommit(project, `refs/heads/${name}`),
  }
}

function describeProject(project: GitlabProject, { url }: ApiCall): Record<string, unknown> {
  return {
    id: project.id,
    name: project.path.split('/').at(-1),
    path: project.path.split('/').at(-1),
    path_with_namespace: project.path,
    default_branch: project.defaultBranch,
    visibility: project.visibility,
    http_url_to_repo: project.gitUrl,
    web_url: `${url}/${project.path}`,
  }
}

function describeSecureFile({ id, name, checksum, created_at }: SecureFile): Record<string, unknown> {
  return { id, name, checksum, checksum_algorithm: 'sha256', created_at, expires_at: null, metadata: null }
}

function describeMergeRequest(project: GitlabProject, request: MergeRequest): Record<string, unknown> {
  const head = readCommit(project, `refs/heads/${request.sourceBranch}`)
  return {
    id: project.id * 1000 + request.iid,
    iid: request.iid,
    project_id: project.id,
    title: request.title,
    state: request.state,
    source_branch: request.sourceBranch,
    target_branch: request.targetBranch,
    source_project_id: project.id,
    target_project_id: project.id,
    sha: head?.id ?? null,
  }
}

function describeNote(note: Note, request: MergeRequest): Record<string, unknown> {
  const author = { username: note.author, name: note.author }
  return { ...note, author, system: false, noteable_type: 'MergeRequest', noteable_iid: request.iid, resolvable: false }
}

function describeJob(job: EndedJob): Record<string, unknown> {
  return { id: job.id, name: job.name, status: 'success', ref: job.ref, tag: false, commit: { id: job.sha } }
}

function describeDeployment(deployment: Deployment): Record<string, unknown> {
  const { id, sha, ref, environment, status, username, job, created_at } = deployment
  return {
    id,
    iid: id,
    sha,
    ref,
    status,
    created_at,
    updated_at: created_at,
    user: { username, name: username },
    environment: { id: 1, name: environment },
    deployable: describeJob(job),
  }
}

function describeStatus(status: CommitStatus): Record<string, unknown> {
  return { ...status, author: { username: status.author }, allow_failure: false, coverage: null }
}

const states: readonly StatusState[] = ['pending', 'running', 'success', 'failed', 'canceled', 'skipped']
const events: Record<StatusState, string> = {
  pending: 'enqueue',
  running: 'run',
  success: 'success',
  failed: 'drop',
  canceled: 'cancel',
  skipped: 'skip',
}

function isState(text: string): text is StatusState {
  return states.some((state) => state === text)
}

/** Only a status that is under way is moved on; after its end the same name begins anew. */
function setStatus(call: ApiCall, project: GitlabProject, sha: string): ApiAnswer {
  const commit = readCommit(project, sha)
  if (!/^[0-9a-f]{40}$/.test(sha) || !commit) return missing('Commit')
  const text = (name: string) => (call.fields[name] === undefined ? undefined : String(call.fields[name]))
  const state = text('state') ?? ''
  if (!isState(state)) return wrong('state does not have a valid value')
  const name = text('name') ?? text('context') ?? 'default'
  const ref = text('ref') ?? project.defaultBranch
  const pipeline = Number(text('pipeline_id') ?? 1)
  const current = project.statuses.find(
    (one) =>
      one.sha === sha &&
      one.name === name &&
      one.ref === ref &&
      one.pipeline_id === pipeline &&
      ['pending', 'running'].includes(one.status),
  )
  if (current && (state === 'pending' || (state === 'running' && current.status === 'running'))) {
    const event = events[state]
    return wrong(
      `Cannot transition status via :${event} from :${current.status} (Reason(s): Status cannot transition via "${event}")`,
    )
  }
  const status: CommitStatus = current ?? {
    id: project.statuses.length + 1,
    sha,
    ref,
    name,
    status: state,
    description: null,
    target_url: null,
    pipeline_id: pipeline,
    author: call.actor.name,
    created_at: new Date().toISOString(),
  }
  status.status = state
  status.description = text('description') ?? status.description
  status.target_url = text('target_url') ?? status.target_url
  if (!current) project.statuses.push(status)
  return { status: 201, body: describeStatus(status) }
}

function withMergeRequest(
  project: GitlabProject,
  iid: string | undefined,
  then: (request: MergeRequest) => ApiAnswer,
): ApiAnswer {
  const request = project.mergeRequests.find((one) => String(one.iid) === iid)
  return request ? then(request) : { status: 404, body: { message: '404 Not found' } }
}

function readFileAt(project: GitlabProject, call: ApiCall, file: string): Buffer | undefined {
  const commit = readCommit(project, call.query.get('ref') ?? project.defaultBranch)
  if (!commit) return undefined
  try {
    return Buffer.from(project.git('cat-file', 'blob', `${String(commit.id)}:${file}`))
  } catch {
    return undefined
  }
}

/**
 * What of GitLab's REST API is imitated, under `/projects/:id`. `takesJobToken` is by gitlab-ci.md 3.3: a job token reads secure
 * files, merge requests with their notes, commits, deployments and artifacts, and reads and makes releases; it does not write
 * notes or statuses, nor lint, nor does it see pipelines and jobs.
 */
const routes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (call, project) => ({ status: 200, body: describeProject(project, call) }),
  },
  {
    method: 'GET',
    pattern: /^secure_files$/,
    takesJobToken: true,
    wantsUser: true,
    handle: (call, project) => cutPage(project.secureFiles.map(describeSecureFile), call),
  },
  {
    method: 'GET',
    pattern: /^secure_files\/(\d+)(\/download)?$/,
    takesJobToken: true,
    wantsUser: true,
    handle: (_call, project, [id, download]) => {
      const file = project.secureFiles.find((one) => String(one.id) === id)
      if (!file) return { status: 404, body: { message: '404 Not found' } }
      if (download === undefined) return { status: 200, body: describeSecureFile(file) }
      return { status: 200, bytes: file.content, headers: { 'content-type': 'application/octet-stream' } }
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (call, project) => {
      const head = readCommit(project, call.query.get('ref_name') ?? project.defaultBranch)
      if (!head) return { status: 200, body: [] }
      const shas = project.git('rev-list', '--max-count=1000', String(head.id)).split('\n').filter(Boolean)
      return cutPage(
        shas.map((sha) => readCommit(project, sha)),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (_call, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      return commit ? { status: 200, body: commit } : missing('Commit')
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)\/statuses$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (call, project, [sha]) => {
      const wanted = project.statuses.filter(
        (one) =>
          one.sha === sha &&
          ['ref', 'name'].every(
            (key) => call.query.get(key) === null || call.query.get(key) === (key === 'ref' ? one.ref : one.name),
          ),
      )
      return cutPage(wanted.map(describeStatus), call)
    },
  },
  {
    method: 'POST',
    pattern: /^statuses\/([^/]+)$/,
    takesJobToken: false,
    wantsUser: true,
    handle: (call, project, [sha = '']) => setStatus(call, project, sha),
  },
  {
    method: 'GET',
    pattern: /^repository\/tags$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (call, project) =>
      cutPage(
        listReferences(project, 'tags').map((name) => describeTag(project, name)),
        call,
      ),
  },
  {
    method: 'GET',
    pattern: /^repository\/tags\/([^/]+)$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (_call, project, [name = '']) =>
      listReferences(project, 'tags').includes(name)
        ? { status: 200, body: describeTag(project, name) }
        : missing('Tag'),
  },
  {
    method: 'GET',
    pattern: /^repository\/branches$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (call, project) =>
      cutPage(
        listReferences(project, 'heads').map((name) => describeBranch(project, name)),
        call,
      ),
  },
  {
    method: 'GET',
    pattern: /^repository\/branches\/([^/]+)$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (_call, project, [name = '']) =>
      listReferences(project, 'heads').includes(name)
        ? { status: 200, body: describeBranch(project, name) }
        : missing('Branch'),
  },
  {
    method: 'GET',
    pattern: /^repository\/files\/([^/]+)(\/raw)?$/,
    takesJobToken: false,
    wantsUser: false,
    handle: (call, project, [file = '', raw]) => {
      const content = readFileAt(project, call, file)
      if (!content) return missing('File')
      if (raw !== undefined) return { status: 200, bytes: content, headers: { 'content-type': 'text/plain' } }
      return {
        status: 200,
        body: { file_path: file, size: content.length, encoding: 'base64', content: content.toString('base64') },
      }
    },
  },
  {
    method: 'GET',
    pattern: /^merge_requests$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (call, project) => {
      const state = call.query.get('state')
      const wanted = project.mergeRequests.filter((one) => state === null || state === 'all' || one.state === state)
      return cutPage(
        wanted.map((one) => describeMergeRequest(project, one)),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (_call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => ({ status: 200, body: describeMergeRequest(project, request) })),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/notes$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const oldestFirst = request.notes.map((note) => describeNote(note, request))
        return cutPage(call.query.get('sort') === 'asc' ? oldestFirst : oldestFirst.reverse(), call)
      }),
  },
  {
    method: 'POST',
    pattern: /^merge_requests\/(\d+)\/notes$/,
    takesJobToken: false,
    wantsUser: true,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const { body } = call.fields
        if (typeof body !== 'string' || body === '') return wrong('body is missing')
        if (body.length > 1_000_000) return wrong('Note is too long (maximum is 1000000 characters)')
        const now = new Date().toISOString()
        const note = {
          id: request.iid * 10_000 + request.notes.length + 1,
          body,
          author: call.actor.name,
          created_at: now,
          updated_at: now,
        }
        request.notes.push(note)
        return { status: 201, body: describeNote(note, request) }
      }),
  },
  {
    method: 'PUT',
    pattern: /^merge_requests\/(\d+)\/notes\/(\d+)$/,
    takesJobToken: false,
    wantsUser: true,
    handle: (call, project, [iid, id]) =>
      withMergeRequest(project, iid, (request) => {
        const note = request.notes.find((one) => String(one.id) === id)
        const { body } = call.fields
        if (!note) return { status: 404, body: { message: '404 Not found' } }
        if (note.author !== call.actor.name) return forbidden
        if (typeof body !== 'string' || body === '') return wrong('body is missing')
        note.body = body
        note.updated_at = new Date().toISOString()
        return { status: 200, body: describeNote(note, request) }
      }),
  },
  {
    method: 'GET',
    pattern: /^deployments$/,
    takesJobToken: true,
    wantsUser: true,
    handle: (call, project) => {
      const [environment, status] = [call.query.get('environment'), call.query.get('status')]
      const wanted = project.deployments.filter(
        (one) => (environment ?? one.environment) === one.environment && (status ?? one.status) === one.status,
      )
      const sorted = call.query.get('sort') === 'desc' ? wanted.reverse() : wanted
      return cutPage(sorted.map(describeDeployment), call)
    },
  },
  {
    method: 'GET',
    pattern: /^jobs$/,
    takesJobToken: false,
    wantsUser: true,
    handle: (call, project) => cutPage(project.jobs.map(describeJob), call),
  },
  {
    method: 'GET',
    pattern: /^jobs\/(\d+)\/artifacts\/(.+)$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (_call, project, [id, file = '']) => {
      const content = project.jobs.find((job) => String(job.id) === id)?.artifacts.get(file)
      if (!content) return { status: 404, body: { message: '404 Not Found' } }
      return { status: 200, bytes: content, headers: { 'content-type': 'application/octet-stream' } }
    },
  },
  {
    method: 'POST',
    pattern: /^ci\/lint$/,
    takesJobToken: false,
    wantsUser: true,
    handle: (call) =>
      typeof call.fields.content === 'string'
        ? { status: 200, body: { valid: true, errors: [], warnings: [], merged_yaml: call.fields.content } }
        : wrong('content is missing'),
  },
  {
    method: 'GET',
    pattern: /^releases$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (call, project) => cutPage(project.releases, call),
  },
  {
    method: 'GET',
    pattern: /^releases\/([^/]+)$/,
    takesJobToken: true,
    wantsUser: false,
    handle: (_call, project, [tag]) => {
      const release = project.releases.find((one) => one.tag_name === tag)
      return release ? { status: 200, body: release } : { status: 404, body: { message: '404 Not Found' } }
    },
  },
  {
    method: 'POST',
    pattern: /^releases$/,
    takesJobToken: true,
    wantsUser: true,
    handle: ({ fields }, project) => {
      const tag = fields.tag_name
      if (typeof tag !== 'string' || tag === '') return wrong('tag_name is missing')
      if (!listReferences(project, 'tags').includes(tag))
        return { status: 422, body: { message: 'Ref is not specified' } }
      if (project.releases.some((one) => one.tag_name === tag))
        return { status: 409, body: { message: 'Release already exists' } }
      const release = {
        tag_name: tag,
        name: String(fields.name ?? tag),
        description: String(fields.description ?? ''),
        created_at: new Date().toISOString(),
      }
      project.releases.push(release)
      return { status: 201, body: release }
    },
  },
]

/** Answers one call of `/api/v4/PATH`. */
export function answerApi(method: string, path: string, call: ApiCall, projects: readonly GitlabProject[]): ApiAnswer {
  if (path === 'user') {
    return call.actor.kind === 'user' ? { status: 200, body: { username: call.actor.name } } : unauthorized
  }
  const [, encoded, rest = ''] = /^projects\/([^/]+)(?:\/(.*))?$/.exec(path) ?? []
  if (encoded === undefined) return { status: 404, body: { error: '404 Not Found' } }
  const known = routes.filter(({ pattern }) => pattern.test(rest))
  const route = known.find((one) => one.method === method)
  if (!route) {
    return known.length > 0
      ? { status: 405, body: { error: '405 Not Allowed' } }
      : { status: 404, body: { error: '404 Not Found' } }
  }
  const actor = call.actor.kind === 'job' && !route.takesJobToken ? anonymous : call.actor
  if (route.wantsUser && actor.kind === 'anonymous') return unauthorized
  let parts: string[]
  try {
    parts = (route.pattern.exec(rest) ?? [])
      .slice(1)
      .map((part) => (part === undefined ? part : decodeURIComponent(part)))
  } catch {
    return wrong('the path is not well encoded')
  }
  const name = decodeURIComponent(encoded)
  const project = projects.find((one) => one.path === name || String(one.id) === name)
  if (!project || !maySee(actor, project)) return missing('Project')
  const isWrite = method !== 'GET'
  const isOwnJob = actor.kind === 'job' && actor.job.project === project.path
  if (isWrite && !mayWrite(actor, project) && !isOwnJob) return forbidden
  return route.handle({ ...call, actor }, project, parts)
}
