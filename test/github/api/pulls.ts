import type { Comment, GithubRepository, Pull, ReviewComment } from '../repositories.ts'
import {
  type ApiAnswer,
  type ApiCall,
  cutPage,
  type GithubWorld,
  notFound,
  type Route,
  readText,
  unprocessable,
} from '../routing.ts'
import { findCommit } from './contents.ts'

const longestComment = 65_536

function findPull(repository: GithubRepository, number: string | undefined): Pull | undefined {
  return repository.pulls.find((pull) => String(pull.number) === number)
}

function describePull(pull: Pull, repository: GithubRepository, { url }: GithubWorld) {
  const repo = { id: repository.id, full_name: repository.fullName }
  return {
    number: pull.number,
    title: pull.title,
    state: pull.state,
    draft: pull.isDraft,
    merged: pull.isMerged,
    merged_at: pull.isMerged ? new Date(pull.updated).toISOString() : null,
    merge_commit_sha: pull.mergeSha,
    user: pull.user,
    html_url: `${url}/${repository.fullName}/pull/${pull.number}`,
    updated_at: new Date(pull.updated).toISOString(),
    head: {
      ref: pull.headRef,
      sha: findCommit(repository, pull.headRef) ?? '0'.repeat(40),
      repo: pull.headRepository === null ? null : { full_name: pull.headRepository },
    },
    base: { ref: pull.baseRef, sha: findCommit(repository, pull.baseRef) ?? '0'.repeat(40), repo },
  }
}

function describeComment({ id, body, user }: Comment) {
  return { id, body, user }
}

function describeReviewComment(comment: ReviewComment) {
  const { id, body, user, path, line, commit, inReplyTo } = comment
  return { id, body, user, path, line, commit_id: commit, ...(inReplyTo === null ? {} : { in_reply_to_id: inReplyTo }) }
}

function listPulls(call: ApiCall, repository: GithubRepository): ApiAnswer {
  const state = call.query.get('state') ?? 'open'
  const found = repository.pulls.filter((pull) => state === 'all' || pull.state === state)
  const sorted = [...found].sort((one, other) => other.updated - one.updated)
  return cutPage(
    sorted.map((pull) => {
      const { merged, ...short } = describePull(pull, repository, call.world)
      return short
    }),
    call,
  )
}

function makeComment({ body, world }: ApiCall): Comment | ApiAnswer {
  const text = readText(body, 'body')
  if (text === '') return unprocessable('Validation Failed', [{ field: 'body', code: 'missing_field' }])
  if (text.length > longestComment) return unprocessable('Validation Failed', [{ field: 'body', code: 'custom' }])
  return { id: world.nextId(), body: text, user: world.app.user, reactions: [] }
}

function createComment(call: ApiCall, repository: GithubRepository, [number]: readonly string[]): ApiAnswer {
  const pull = findPull(repository, number)
  if (!pull) return notFound
  const comment = makeComment(call)
  if ('status' in comment) return comment
  pull.comments.push(comment)
  return { status: 201, body: describeComment(comment) }
}

function findComment(repository: GithubRepository, id: string | undefined): Comment | undefined {
  return repository.pulls.flatMap(({ comments }) => comments).find((comment) => String(comment.id) === id)
}

function editComment(call: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const comment = findComment(repository, id)
  if (!comment) return notFound
  if (comment.user.id !== call.world.app.user.id)
    return { status: 403, body: { message: 'Resource not accessible by integration' } }
  comment.body = readText(call.body, 'body')
  return { status: 200, body: describeComment(comment) }
}

const reactions = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes']

function react({ body, world }: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const comment = findComment(repository, id)
  if (!comment) return notFound
  const content = readText(body, 'content')
  if (!reactions.includes(content)) return unprocessable('Validation Failed')
  const { user } = world.app
  if (comment.reactions.some((one) => one.user.id === user.id && one.content === content))
    return { status: 200, body: { content } }
  comment.reactions.push({ user, content })
  return { status: 201, body: { content } }
}

/** Lines of the new file that a pull request's diff shows, by path. */
function listDiffLines(repository: GithubRepository, pull: Pull, path: string): Set<number> {
  const base = repository.git('merge-base', `refs/heads/${pull.baseRef}`, `refs/heads/${pull.headRef}`).trim()
  const patch = repository.git('diff', '--unified=3', base, `refs/heads/${pull.headRef}`, '--', path)
  const lines = new Set<number>()
  let line = 0
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\S+ \+(\d+)/.exec(text)
    if (hunk) line = Number(hunk[1])
    else if (line > 0 && /^[ +]/.test(text)) lines.add(line++)
  }
  return lines
}

function createReviewComment(call: ApiCall, repository: GithubRepository, [number]: readonly string[]): ApiAnswer {
  const pull = findPull(repository, number)
  if (!pull) return notFound
  const comment = makeComment(call)
  if ('status' in comment) return comment
  const { body } = call
  const path = readText(body, 'path')
  const line = Number(body.line)
  const startLine = body.start_line === undefined ? null : Number(body.start_line)
  const lines = listDiffLines(repository, pull, path)
  const isShown = lines.has(line) && (startLine === null || (lines.has(startLine) && startLine < line))
  if (readText(body, 'side') !== 'RIGHT' || !isShown)
    return unprocessable('Validation Failed', [
      {
        resource: 'PullRequestReviewComment',
        code: 'custom',
        field: 'pull_request_review_thread.line',
        message: 'pull_request_review_thread.line must be part of the diff',
      },
    ])
  const made: ReviewComment = {
    ...comment,
    path,
    line,
    startLine,
    commit: readText(body, 'commit_id'),
    inReplyTo: null,
  }
  pull.reviewComments.push(made)
  return { status: 201, body: describeReviewComment(made) }
}

function replyToReviewComment(call: ApiCall, repository: GithubRepository, [number, id]: readonly string[]): ApiAnswer {
  const pull = findPull(repository, number)
  const first = pull?.reviewComments.find((one) => String(one.id) === id && one.inReplyTo === null)
  if (!pull || !first) return notFound
  const comment = makeComment(call)
  if ('status' in comment) return comment
  const made: ReviewComment = { ...first, ...comment, inReplyTo: first.id }
  pull.reviewComments.push(made)
  return { status: 201, body: describeReviewComment(made) }
}

function withPull(handle: (pull: Pull, call: ApiCall, repository: GithubRepository) => ApiAnswer): Route['handle'] {
  return (call, repository, [number]) => {
    const pull = findPull(repository, number)
    return pull ? handle(pull, call, repository) : notFound
  }
}

/** Pull requests and what is said on them. */
export const pullRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/pulls$/, caller: 'installation', permission: 'pull_requests:read', handle: listPulls },
  {
    method: 'GET',
    pattern: /^\/pulls\/(\d+)$/,
    caller: 'installation',
    permission: 'pull_requests:read',
    handle: withPull((pull, { world }, repository) => ({ status: 200, body: describePull(pull, repository, world) })),
  },
  {
    method: 'GET',
    pattern: /^\/pulls\/(\d+)\/reviews$/,
    caller: 'installation',
    permission: 'pull_requests:read',
    handle: withPull((pull, call) =>
      cutPage(
        pull.reviews.map(({ commit, ...review }) => ({ ...review, commit_id: commit })),
        call,
      ),
    ),
  },
  {
    method: 'GET',
    pattern: /^\/issues\/(\d+)\/comments$/,
    caller: 'installation',
    permission: 'pull_requests:read',
    handle: withPull((pull, call) => cutPage(pull.comments.map(describeComment), call)),
  },
  {
    method: 'POST',
    pattern: /^\/issues\/(\d+)\/comments$/,
    caller: 'installation',
    permission: 'pull_requests:write',
    handle: createComment,
  },
  {
    method: 'GET',
    pattern: /^\/issues\/comments\/(\d+)$/,
    caller: 'installation',
    permission: 'pull_requests:read',
    handle: (_, repository, [id]) => {
      const comment = findComment(repository, id)
      return comment ? { status: 200, body: describeComment(comment) } : notFound
    },
  },
  {
    method: 'PATCH',
    pattern: /^\/issues\/comments\/(\d+)$/,
    caller: 'installation',
    permission: 'pull_requests:write',
    handle: editComment,
  },
  {
    method: 'POST',
    pattern: /^\/issues\/comments\/(\d+)\/reactions$/,
    caller: 'installation',
    permission: 'pull_requests:write',
    handle: react,
  },
  {
    method: 'GET',
    pattern: /^\/pulls\/(\d+)\/comments$/,
    caller: 'installation',
    permission: 'pull_requests:read',
    handle: withPull((pull, call) => cutPage(pull.reviewComments.map(describeReviewComment), call)),
  },
  {
    method: 'POST',
    pattern: /^\/pulls\/(\d+)\/comments$/,
    caller: 'installation',
    permission: 'pull_requests:write',
    handle: createReviewComment,
  },
  {
    method: 'POST',
    pattern: /^\/pulls\/(\d+)\/comments\/(\d+)\/replies$/,
    caller: 'installation',
    permission: 'pull_requests:write',
    handle: replyToReviewComment,
  },
]
