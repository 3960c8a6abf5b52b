import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Forge, MergeRequest } from '../../../../bot/forge/forge.ts'
import { openGitlabForge } from '../../../../bot/forge/gitlab/open-gitlab-forge.ts'
import { openHostBudgets } from '../../../../bot/forge/requester/host-budgets.ts'
import { openTransport } from '../../../../core/arkindex/transport.ts'
import { CodedError } from '../../../../core/errors/coded-error.ts'
import { makeClock, type ScriptedServer, type Seen, serveScript } from '../../../core/arkindex/scripted-server.ts'

const sha = 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7'
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

interface Answer {
  status?: number
  headers?: Record<string, string>
  body: unknown
}

/** A GitLab whose every answer the test chooses; undefined is a 404. */
async function serve(answer: (request: string, seen: Seen) => Answer | undefined): Promise<[Forge, ScriptedServer]> {
  const server = await serveScript([
    (response, seen) => {
      const {
        status = 200,
        headers = {},
        body,
      } = answer(`${seen.method} ${seen.url.replace('/api/v4', '')}`, seen) ?? {
        status: 404,
        body: { message: '404 Not found' },
      }
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    },
  ])
  const clock = makeClock()
  const transport = openTransport({ env: {}, clock })
  const forge = openGitlabForge(
    {
      ...{ kind: 'gitlab', name: 'here', url: server.url, token: 'glpat-answers-0123456789' },
      ...{ projects: [], groups: [], webhookTokens: ['x'.repeat(32)], signingKeys: [] },
    },
    { transport, budgets: openHostBudgets(clock), clock },
  )
  closers.push(forge.close, server.close, transport.close)
  return [forge, server]
}

const self = { id: 9, username: 'arkindex-ci' }
const listed = {
  ...{ iid: 7, target_project_id: 14, source_project_id: 14, title: 'x', state: 'opened' },
  ...{ source_branch: 'topic', target_branch: 'main', sha, author: { id: 5, username: 'ada' } },
  ...{ web_url: 'https://gitlab.example.com/x', updated_at: '2026-01-01T00:00:00Z' },
}
const request: MergeRequest = {
  ...{
    project: '14',
    number: 7,
    title: 'x',
    state: 'open',
    isDraft: false,
    sourceBranch: 'topic',
    targetBranch: 'main',
  },
  ...{ sourceProject: '14', isFork: false, headSha: sha, baseSha: sha, mergedSha: null },
  ...{ author: { id: '5', username: 'ada' }, webUrl: '', updatedAt: 0 },
}

async function gather<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('what GitLab of another version answers', () => {
  it('before 14.0 calls a draft work in progress', async () => {
    const [forge] = await serve(() => ({ body: { ...listed, work_in_progress: true, diff_refs: { base_sha: sha } } }))
    expect(await forge.readMergeRequest('14', 7)).toMatchObject({ isDraft: true, baseSha: sha })
  })

  it('has no base for a merge request that was just opened, which is worked out then', async () => {
    const base = '562e173be03b8ff2efb05345d12df18815438a4b'
    const [forge, server] = await serve((asked) =>
      asked.includes('merge_base') ? { body: { id: base } } : { body: { ...listed, diff_refs: null } },
    )
    expect(await forge.readMergeRequest('14', 7)).toMatchObject({ baseSha: base })
    expect(decodeURIComponent(server.seen[1]?.url ?? '')).toContain(`refs[]=main&refs[]=${sha}`)
  })

  it('gives a merge request of a deleted fork and a deleted user', async () => {
    const gone = { ...listed, source_project_id: null, author: null, diff_refs: { base_sha: sha } }
    const [forge] = await serve(() => ({ body: gone }))
    expect(await forge.readMergeRequest('14', 7)).toMatchObject({
      sourceProject: null,
      isFork: true,
      author: { username: 'ghost' },
    })
  })

  it('names the commit that merging made by what it made', async () => {
    const [merged, squashed] = ['1'.repeat(40), '2'.repeat(40)]
    const read = async (of: object) => {
      const [forge] = await serve(() => ({ body: { ...listed, state: 'merged', diff_refs: { base_sha: sha }, ...of } }))
      return (await forge.readMergeRequest('14', 7))?.mergedSha
    }
    expect(await read({ merge_commit_sha: merged, squash_commit_sha: squashed })).toBe(merged)
    expect(await read({ merge_commit_sha: null, squash_commit_sha: squashed })).toBe(squashed)
    expect(await read({})).toBe(sha)
  })

  it('does not know what a token may', async () => {
    const [forge] = await serve(() => undefined)
    expect(await forge.readToken()).toBeUndefined()
  })

  it('tells what a token may and until when', async () => {
    const [forge] = await serve((asked) => ({
      body: asked.endsWith('/user') ? self : { scopes: ['api', 7], expires_at: '2026-12-31' },
    }))
    expect(await forge.readToken()).toEqual({
      scopes: ['api'],
      expiresAt: Date.parse('2026-12-31T00:00:00Z'),
      user: { id: '9', username: 'arkindex-ci' },
    })
  })
})

describe('the right of a user', () => {
  const member = { id: 5, username: 'ada', state: 'active', access_level: 40 }
  const read = async (of: object) => {
    const [forge, server] = await serve(() => ({ body: { ...member, ...of } }))
    const level = await forge.readAccessLevel('14', '5')
    expect(server.seen[0]?.url).toBe('/api/v4/projects/14/members/all/5')
    return level
  }

  it.each([
    [0, 'none'],
    [5, 'none'],
    [10, 'guest'],
    [15, 'guest'],
    [20, 'reporter'],
    [30, 'developer'],
    [40, 'maintainer'],
    [50, 'owner'],
    [60, 'owner'],
  ])('of the level %d is %s', async (access_level, level) => {
    expect(await read({ access_level })).toBe(level)
  })

  it.each([
    ['who is blocked', { state: 'blocked' }],
    ['who is banned', { state: 'banned' }],
    ['who is deactivated', { state: 'deactivated' }],
    ['who was not let in yet', { membership_state: 'awaiting' }],
    ['whose membership is over', { expires_at: '2025-12-31' }],
    ['who is somebody else', { id: 6 }],
  ])('%s is none', async (_name, of) => {
    expect(await read(of)).toBe('none')
  })

  it('is an error where GitLab says nothing of it', async () => {
    await expect(read({ access_level: undefined })).rejects.toMatchObject({ code: 'forge-answer-invalid', exit: 3 })
    await expect(read({ access_level: '50' })).rejects.toMatchObject({ code: 'forge-answer-invalid' })
  })
})

describe('images', () => {
  const digest = (letter: string) => `sha256:${letter.repeat(64)}`
  const serveImages = (images: Record<string, string>) =>
    serve((asked) => {
      if (/registry\/repositories\?/.test(asked)) {
        const body = Object.keys(images).map((name, id) => ({
          id,
          name,
          location: `r.example.org:5050/acme/demo${name}`,
        }))
        return { body }
      }
      const id = /repositories\/(\d+)\/tags\/v1$/.exec(asked)?.[1]
      const found = Object.values(images)[Number(id)]
      return found === undefined || found === '' ? undefined : { body: { name: 'v1', digest: found } }
    })

  it('of the project itself go before those below it', async () => {
    const [forge] = await serveImages({ '/base': digest('a'), '': digest('b') })
    expect(await forge.findImage('14', 'v1')).toBe(`r.example.org:5050/acme/demo@${digest('b')}`)
  })

  it('below the project are taken where one alone has the tag', async () => {
    const [forge] = await serveImages({ '': '', '/base': '', '/worker': digest('a') })
    expect(await forge.findImage('14', 'v1')).toBe(`r.example.org:5050/acme/demo/worker@${digest('a')}`)
  })

  it('are not guessed where several have the tag', async () => {
    const [forge] = await serveImages({ '/one': digest('a'), '/two': digest('b') })
    await expect(forge.findImage('14', 'v1')).rejects.toMatchObject({ code: 'forge-image-ambiguous', exit: 1 })
  })

  it('are none where the project has no registry', async () => {
    const [forge] = await serve(() => undefined)
    expect(await forge.findImage('14', 'v1')).toBeUndefined()
  })
})

describe('a comment on a commit', () => {
  const note = (of: object) => ({ id: 'd1', notes: [{ id: 31, body: '<!-- m -->\nfirst', author: self, ...of }] })
  const serveNotes = (...discussions: object[]) =>
    serve((asked) => ({ body: asked.endsWith('/user') ? self : asked.startsWith('GET') ? discussions : {} }))
  const writes = (server: ScriptedServer) =>
    server.seen
      .filter(({ method }) => method !== 'GET')
      .map(({ method, url, body }) => [
        method,
        url.replace('/api/v4/projects/14/repository/commits', ''),
        JSON.parse(body),
      ])

  it('is written where there is none of the bot with its marker', async () => {
    for (const others of [[], [note({ author: { id: 5, username: 'ada' } })], [note({ body: '<!-- n -->\nx' })]]) {
      const [forge, server] = await serveNotes(...others)
      await forge.keepCommitComment('14', sha, '<!-- m -->', 'first')
      expect(writes(server)).toEqual([['POST', `/${sha}/discussions`, { body: '<!-- m -->\nfirst' }]])
    }
  })

  it('is edited where its text differs, and left where it does not', async () => {
    const [forge, server] = await serveNotes(note({}))
    await forge.keepCommitComment('14', sha, '<!-- m -->', 'first')
    expect(writes(server)).toEqual([])
    await forge.keepCommitComment('14', sha, '<!-- m -->', 'second')
    expect(writes(server)).toEqual([['PUT', `/${sha}/discussions/d1/notes/31`, { body: '<!-- m -->\nsecond' }]])
  })
})

describe('a deployment', () => {
  it('that a job of CI made is not taken for the bot’s, and an environment gets its address once', async () => {
    const deployment = { id: 1, sha, status: 'running', environment: { name: 'demo' } }
    const environment = { id: 3, name: 'demo', external_url: 'https://old.example.org' }
    const [forge, server] = await serve((asked) => {
      if (asked.startsWith('GET /projects/14/environments')) return { body: [environment] }
      if (asked.startsWith('GET /projects/14/deployments')) return { body: [{ ...deployment, deployable: { id: 5 } }] }
      return { body: { ...deployment, id: 2, deployable: null } }
    })
    const wanted = { environment: 'demo', sha, ref: 'v1', isTag: true, url: 'https://new.example.org' }
    expect(await forge.startDeployment('14', wanted)).toEqual({ id: '2', environment: 'demo', sha })
    const written = server.seen.filter(({ method }) => method !== 'GET').map(({ url, body }) => [url, JSON.parse(body)])
    expect(written).toEqual([
      ['/api/v4/projects/14/environments/3', { external_url: 'https://new.example.org' }],
      ['/api/v4/projects/14/deployments', { environment: 'demo', sha, ref: 'v1', tag: true, status: 'running' }],
    ])
  })

  it('that ended while it was being ended is left', async () => {
    const [forge] = await serve((asked) =>
      asked.startsWith('GET')
        ? { body: { id: 1, status: 'running' } }
        : { status: 400, body: { message: { status: ['cannot transition via "succeed"'] } } },
    )
    await forge.endDeployment('14', { id: '1', environment: 'demo', sha }, 'success')
  })
})

describe('a pipeline', () => {
  it('with jobs goes before one of statuses alone', async () => {
    const [forge] = await serve((asked) => {
      if (asked.includes('/pipelines?'))
        return {
          body: [
            { id: 3, source: 'external' },
            { id: 2, source: 'push' },
          ],
        }
      const id = Number(/pipelines\/(\d+)$/.exec(asked)?.[1])
      return { body: { id, sha, ref: 'v1', tag: true, status: 'running' } }
    })
    expect(await forge.readPipeline('14', 'v1', sha)).toMatchObject({ id: '2', status: 'running', isTag: true })
  })
})

describe('answers that are no answers', () => {
  const methods: Readonly<Record<string, (forge: Forge) => Promise<unknown>>> = {
    readSelf: (forge) => forge.readSelf(),
    readToken: (forge) => forge.readToken(),
    readProject: (forge) => forge.readProject('14'),
    listProjects: (forge) => gather(forge.listProjects('acme')),
    readAccessLevel: (forge) => forge.readAccessLevel('14', '5'),
    readCommit: (forge) => forge.readCommit('14', 'main'),
    readTree: (forge) => forge.readTree('14', sha, 10),
    readFile: (forge) => forge.readFile('14', sha, 'a', 100),
    readTag: (forge) => forge.readTag('14', 'v1'),
    readBranch: (forge) => forge.readBranch('14', 'main'),
    isInHistory: (forge) => forge.isInHistory('14', sha, sha),
    listTags: (forge) => forge.listTags('14', 10),
    readMergeRequest: (forge) => forge.readMergeRequest('14', 7),
    listMergeRequests: (forge) => gather(forge.listMergeRequests('14', {})),
    listApprovals: (forge) => forge.listApprovals('14', 7),
    listNotes: (forge) => gather(forge.listNotes('14', 7)),
    readNote: (forge) => forge.readNote('14', 7, '1'),
    createNote: (forge) => forge.createNote('14', 7, 'x'),
    editNote: (forge) => forge.editNote('14', 7, '1', 'x'),
    acknowledgeNote: (forge) => forge.acknowledgeNote('14', 7, '1', 'eyes'),
    listDiscussions: (forge) => gather(forge.listDiscussions('14', 7)),
    openDiscussion: (forge) => forge.openDiscussion(request, { body: 'x', path: 'a', line: 1, endLine: 2 }),
    resolveDiscussion: (forge) =>
      forge.resolveDiscussion(
        '14',
        7,
        { id: 'd', noteId: '1', body: '', isResolved: false, path: null, line: null },
        true,
      ),
    setStatus: (forge) =>
      forge.setStatus('14', { sha, ref: 'topic', name: 'x', state: 'success', description: '', targetUrl: null }),
    keepCommitComment: (forge) => forge.keepCommitComment('14', sha, 'm', 'x'),
    keepReleaseSection: (forge) => forge.keepReleaseSection('14', 'v1', 'm', 'x'),
    readPipeline: (forge) => forge.readPipeline('14', 'v1', sha),
    findImage: (forge) => forge.findImage('14', 'v1'),
    startDeployment: (forge) =>
      forge.startDeployment('14', { environment: 'e', sha, ref: 'v1', isTag: true, url: 'https://x.example.org' }),
    endDeployment: (forge) => forge.endDeployment('14', { id: '1', environment: 'e', sha }, 'failed'),
    listWebhooks: (forge) => forge.listWebhooks({ project: '14' }),
    createWebhook: (forge) => forge.createWebhook({ group: 'acme' }, { url: 'https://x.example.org', events: ['tag'] }),
  }

  it('do not make it read for ever', async () => {
    let page = 1
    const [forge, server] = await serve(() => {
      page += 1
      return { headers: { 'x-next-page': String(page) }, body: [{ id: page, body: 'x', author: self }] }
    })
    expect(await gather(forge.listNotes('14', 7))).toHaveLength(100)
    expect(server.seen).toHaveLength(100)
    const [looping, seen] = await serve(() => ({ headers: { 'x-next-page': '1' }, body: [] }))
    await gather(looping.listNotes('14', 7))
    expect(seen.seen).toHaveLength(1)
  })

  it.each([
    ['a log-in page', '<html>Log in</html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['half of it', '{"id": 1, '],
  ])('such as %s are told as what they are', async (_name, body) => {
    const [forge] = await serve(() => ({ body }))
    for (const name of ['readProject', 'readSelf', 'readTag', 'listNotes']) {
      await expect(methods[name]?.(forge)).rejects.toMatchObject({ code: 'forge-answer-invalid', exit: 3 })
    }
  })

  it('never make a method throw anything but a coded error', async () => {
    const names = [
      ...[
        'id',
        'iid',
        'name',
        'username',
        'body',
        'author',
        'user',
        'notes',
        'position',
        'new_line',
        'type',
        'sha',
        'ref',
      ],
      ...['status', 'state', 'path', 'mode', 'commit', 'diff_refs', 'environment', 'description', 'approved_by', 'url'],
      ...[
        'head_commit_sha',
        'base_commit_sha',
        'start_commit_sha',
        'diff',
        'old_path',
        'new_path',
        'scopes',
        '__proto__',
      ],
    ]
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.oneof(
          fc.constantFrom<unknown>(null, true, 0, 1, -1, 1.5, 1e21, '', 'x', sha, 'opened', '2026-01-01', 'DiffNote'),
          fc.string(),
        ),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('node'), { maxKeys: 12 }),
      ),
    }))
    let answers: unknown[] = []
    let at = 0
    const [forge] = await serve((asked) => {
      if (asked.endsWith('/user')) return { body: self }
      at += 1
      return { body: answers[at % answers.length] }
    })
    await fc.assert(
      fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 3 }), async (given) => {
        answers = given.map((one) => JSON.stringify(one))
        at = 0
        for (const [name, call] of Object.entries(methods)) {
          const thrown: unknown = await call(forge).then(
            () => undefined,
            (error: unknown) => error,
          )
          if (thrown !== undefined && !(thrown instanceof CodedError)) throw new Error(name, { cause: thrown })
        }
      }),
      { numRuns: 25 },
    )
  })
})
