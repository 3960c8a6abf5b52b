import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from './clock.ts'
import { type HookOptions, signBody } from './hooks/sender.ts'
import { type Gitlab, startGitlab } from './start-gitlab.ts'

const run = promisify(execFile)
const project = 'acme/letters'
const token = 'glpat-ada-1234567'
const secret = 'hook-secret-123456'
const signingToken = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

interface Received {
  headers: IncomingHttpHeaders
  text: string
  body: Record<string, unknown> & { object_attributes: Record<string, unknown> }
}

let folder = ''
let clock: ManualClock
let gitlab: Gitlab
let receiver: Server
let received: Received[] = []
/** What the receiver answers, the last for ever: `hang` is never. */
let answers: (number | 'hang')[] = []

async function start(hooks: HookOptions = {}): Promise<void> {
  gitlab = await startGitlab({
    folder,
    clock,
    hooks,
    users: [{ username: 'ada', token }],
    projects: [{ path: project }],
  })
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hooks-'))
  clock = createManualClock()
  received = []
  answers = [200]
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      received.push({ headers: request.headers, text, body: JSON.parse(text) })
      const [answer = 200] = answers
      if (answers.length > 1) answers.shift()
      if (answer !== 'hang') response.writeHead(answer).end(`answered ${answer}`)
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await gitlab?.close()
  receiver.closeAllConnections()
  receiver.close()
  rmSync(folder, { recursive: true })
})

async function call(method: string, place: string, body?: unknown) {
  const answer = await fetch(`${gitlab.apiUrl}/${place}`, {
    method,
    headers: { 'private-token': token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}

function address(): string {
  const place = receiver.address()
  if (typeof place !== 'object' || place === null) throw new Error('the receiver listens on no port')
  return `http://127.0.0.1:${place.port}/gitlab/webhook`
}

const everything = Object.fromEntries(
  ['push', 'tag_push', 'merge_requests', 'note', 'pipeline', 'releases', 'deployment'].map((name) => [
    `${name}_events`,
    true,
  ]),
)
const hooksOf = `projects/${encodeURIComponent(project)}/hooks`
const addHook = async (settings: object = {}): Promise<number> =>
  (await call('POST', hooksOf, { url: address(), ...everything, ...settings })).body.id
const names = () => received.map(({ headers }) => headers['x-gitlab-event'])

describe('what is sent', () => {
  test('is signed as the example of Standard Webhooks is', () => {
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const signature = signBody(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}')
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
  test('carries the token, who sends it, and a key of its own; with a signing token a signature of Standard Webhooks', async () => {
    await start()
    await addHook({ token: secret, signing_token: signingToken })
    gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    await gitlab.settled()
    const [one] = received
    expect(one?.headers).toMatchObject({
      'x-gitlab-event': 'Push Hook',
      'x-gitlab-token': secret,
      'x-gitlab-instance': gitlab.url,
      'content-type': 'application/json',
      'webhook-id': one?.headers['idempotency-key'],
    })
    const uuid = /^[0-9a-f-]{36}$/
    for (const name of ['idempotency-key', 'x-gitlab-event-uuid', 'x-gitlab-webhook-uuid'])
      expect(one?.headers[name], name).toMatch(uuid)
    const id = String(one?.headers['webhook-id'])
    const timestamp = String(one?.headers['webhook-timestamp'])
    expect(one?.headers['webhook-signature']).toBe(signBody(signingToken, id, timestamp, one?.text ?? ''))
  })
  test('a push to a merge request is told twice, by the push and by an update with the old commit', async () => {
    await start()
    gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    const before = gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 2\n' })
    gitlab.openMergeRequest(project, { sourceBranch: 'topic' })
    await addHook()
    const after = gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 3\n' })
    await gitlab.settled()
    expect(names().sort()).toEqual(['Merge Request Hook', 'Push Hook'])
    const attributes = received.find(({ body }) => body.object_kind === 'merge_request')?.body.object_attributes
    expect(attributes).toMatchObject({ action: 'update', oldrev: before, last_commit: { id: after } })
    const push = received.find(({ body }) => body.object_kind === 'push')?.body
    expect(push).toMatchObject({ before, after, ref: 'refs/heads/topic', total_commits_count: 1 })
    received = []
    gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 4\n' }, { secondHook: 'without oldrev' })
    await gitlab.settled()
    const updates = received.filter(({ body }) => body.object_kind === 'merge_request')
    expect(updates.map(({ body }) => 'oldrev' in body.object_attributes).sort()).toEqual([false, true])
    received = []
    gitlab.changeMergeRequest(project, 1, { title: 'Draft: not yet' })
    await gitlab.settled()
    expect(received[0]?.body).toMatchObject({
      object_attributes: { action: 'update', draft: true, title: 'Draft: not yet' },
      changes: { title: { previous: 'topic', current: 'Draft: not yet' }, draft: { previous: false, current: true } },
    })
    expect(received[0]?.body.object_attributes).not.toHaveProperty('oldrev')
  })
  test('what people and runners do, each by its name', async () => {
    await start({ concurrency: 1 })
    await addHook()
    const sha = gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 2\n' })
    gitlab.openMergeRequest(project, { sourceBranch: 'topic' })
    const note = gitlab.writeNote(project, 1, '/arkindex help')
    gitlab.editNote(project, 1, note.id, '/arkindex plan')
    gitlab.actOnMergeRequest(project, 1, 'approve')
    gitlab.actOnMergeRequest(project, 1, 'close')
    gitlab.actOnMergeRequest(project, 1, 'reopen')
    gitlab.actOnMergeRequest(project, 1, 'merge')
    gitlab.pushTag(project, 'v1.0.0', sha)
    const pipeline = gitlab.startPipeline(project, { ref: 'v1.0.0', tag: true })
    gitlab.finishPipeline(project, pipeline.id)
    gitlab.release(project, 'v1.0.0')
    const deployment = gitlab.deploy(project, { environment: 'production', ref: 'v1.0.0', tag: true })
    gitlab.setDeployment(project, deployment.id, 'success')
    gitlab.deleteTag(project, 'v1.0.0')
    gitlab.deleteBranch(project, 'topic')
    await gitlab.settled()
    const told = received.map(({ headers, body }) => {
      const state = body.object_attributes?.action ?? body.object_attributes?.status ?? body.action ?? body.status
      return [headers['x-gitlab-event'], ...(state === undefined ? [] : [state])].join(': ')
    })
    expect(told).toEqual([
      'Push Hook',
      'Push Hook',
      'Merge Request Hook: open',
      'Note Hook: create',
      'Note Hook: update',
      'Merge Request Hook: approved',
      'Merge Request Hook: close',
      'Merge Request Hook: reopen',
      'Push Hook',
      'Merge Request Hook: merge',
      'Tag Push Hook',
      'Pipeline Hook: running',
      'Pipeline Hook: success',
      'Release Hook: create',
      'Deployment Hook: running',
      'Deployment Hook: success',
      'Tag Push Hook',
      'Push Hook',
    ])
    expect(received.at(-2)?.body).toMatchObject({ ref: 'refs/tags/v1.0.0', after: '0'.repeat(40), checkout_sha: null })
  })
  test('a push by Git is told, with who pushed', async () => {
    await start()
    await addHook()
    gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    await gitlab.settled()
    received = []
    const url = `${gitlab.url.replace('//', `//ada:${token}@`)}/${project}.git`
    const source = gitlab.project(project).repository
    await run('git', ['--git-dir', source, 'push', '--quiet', url, 'main:pushed'])
    await gitlab.settled()
    expect(received.map(({ body }) => [body.ref, body.user_username])).toEqual([['refs/heads/pushed', 'ada']])
  })
  test('only to hooks that ask for it, of the project or of a group above', async () => {
    await start()
    await addHook({ push_events: false })
    gitlab.addProject({ path: 'acme/other' })
    await call('POST', 'groups/acme/hooks', { url: address(), push_events: true, name: 'group' })
    gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    gitlab.commitFiles('acme/other', 'main', { 'a.yml': 'a: 1\n' })
    await gitlab.settled()
    expect(gitlab.deliveries).toHaveLength(2)
    expect(received.map(({ body }) => body.project_id).sort()).toEqual([1, 2])
  })
})

describe('what goes wrong', () => {
  const readHook = async (id: number) => (await call('GET', `${hooksOf}/${id}`)).body
  /** Something that a hook is told of, once or several times. */
  const happen = async (times = 1) => {
    for (let at = 0; at < times; at++) {
      gitlab.release(project, `v${at}`)
      await gitlab.settled()
    }
  }

  test('an answer of 5xx, or none in time, is tried again with the same key where that is asked for', async () => {
    await start({ retries: 2, timeout: 200 })
    answers = [503, 'hang', 200]
    await addHook()
    await happen()
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers['idempotency-key']))).toHaveProperty('size', 1)
    expect(new Set(received.map(({ headers }) => headers['x-gitlab-webhook-uuid']))).toHaveProperty('size', 3)
    expect(gitlab.deliveries.map(({ status, attempt }) => [attempt, status])).toEqual([
      [1, 503],
      [2, undefined],
      [3, 200],
    ])
    answers = [404]
    received = []
    await happen()
    expect(received, '4xx is an answer').toHaveLength(1)
  })
  test('the fourth failure in a row turns a hook off for a minute, the next for two, to a day (gitlab-ci.md 3.3)', async () => {
    await start()
    answers = [500]
    const hook = await addHook()
    await happen(3)
    expect(await readHook(hook)).toMatchObject({ alert_status: 'executable', disabled_until: null })
    await happen()
    expect(await readHook(hook)).toMatchObject({
      alert_status: 'temporarily_disabled',
      disabled_until: new Date(clock.now() + 60_000).toISOString(),
    })
    await happen(2)
    expect(received, 'nothing is sent meanwhile, nor later').toHaveLength(4)
    clock.advance(60_001)
    expect((await readHook(hook)).alert_status).toBe('executable')
    await happen()
    expect(Date.parse((await readHook(hook)).disabled_until) - clock.now()).toBe(120_000)
    for (let failures = 5; failures < 39; failures++) {
      clock.advance(24 * 3600 * 1000 + 1)
      await happen()
    }
    expect(Date.parse((await readHook(hook)).disabled_until) - clock.now()).toBe(24 * 3600 * 1000)
    clock.advance(24 * 3600 * 1000 + 1)
    await happen()
    expect((await readHook(hook)).alert_status, 'after forty for good').toBe('disabled')
    clock.advance(30 * 24 * 3600 * 1000)
    received = []
    await happen()
    expect(received).toEqual([])
    answers = [200]
    expect((await call('POST', `${hooksOf}/${hook}/test/releases_events`)).status, 'a test goes through').toBe(201)
    expect((await readHook(hook)).alert_status).toBe('executable')
  })
  test('a test with nothing to send, of what there is none, or that fails, is a 422', async () => {
    await start()
    const hook = await addHook()
    const tried = (trigger: string) => call('POST', `${hooksOf}/${hook}/test/${trigger}`)
    expect(await tried('push_events')).toEqual({
      status: 422,
      body: { message: 'Ensure the project has at least one commit.' },
    })
    expect((await tried('merge_requests_events')).body.message).toBe('Ensure the project has merge requests.')
    expect((await tried('everything')).status).toBe(400)
    gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    await gitlab.settled()
    received = []
    expect((await tried('tag_push_events')).status).toBe(201)
    expect([names(), received[0]?.body.object_kind], 'GitLab tries a tag by a push').toEqual([
      ['Tag Push Hook'],
      'push',
    ])
    answers = [403]
    expect(await tried('push_events')).toEqual({ status: 422, body: { message: 'answered 403' } })
    const logs = (await call('GET', `${hooksOf}/${hook}/events`)).body
    expect(logs.map((log: Record<string, unknown>) => [log.trigger, log.response_status])).toEqual([
      ['push_hooks', '403'],
      ['tag_push_hooks', '200'],
      ['push_hooks', '200'],
    ])
  })
  test('a delivery is sent again by hand with the key that it had', async () => {
    await start()
    await addHook({ token: secret })
    await happen()
    await gitlab.resend(gitlab.deliveries[0]!)
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(2).fill(gitlab.deliveries[0]?.key))
  })
})

/** The keys that GitLab's own examples have and that a reader of hooks may rely on. */
const project_ = ['id', 'name', 'web_url', 'git_http_url', 'namespace', 'path_with_namespace', 'default_branch']
const keys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  push: {
    '': [
      'object_kind',
      'event_name',
      'before',
      'after',
      'ref',
      'checkout_sha',
      'user_id',
      'user_username',
      'project_id',
    ],
    project: project_,
    'commits.0': ['id', 'message', 'title', 'timestamp', 'url', 'author', 'added', 'modified', 'removed'],
  },
  tag_push: {
    '': ['object_kind', 'before', 'after', 'ref', 'checkout_sha', 'user_id', 'project_id'],
    project: project_,
  },
  merge_request: {
    '': ['object_kind', 'event_type', 'user', 'project', 'repository', 'object_attributes', 'labels', 'changes'],
    user: ['id', 'name', 'username'],
    object_attributes: [
      ...[
        'id',
        'iid',
        'target_branch',
        'source_branch',
        'source_project_id',
        'target_project_id',
        'author_id',
        'title',
      ],
      ...[
        'state',
        'work_in_progress',
        'merge_status',
        'description',
        'url',
        'source',
        'target',
        'last_commit',
        'action',
      ],
    ],
    'object_attributes.last_commit': ['id', 'message', 'title', 'timestamp', 'url', 'author'],
    'object_attributes.source': ['web_url', 'path_with_namespace', 'default_branch'],
  },
  note: {
    '': ['object_kind', 'event_type', 'user', 'project_id', 'project', 'object_attributes', 'merge_request'],
    object_attributes: [
      'id',
      'note',
      'noteable_type',
      'author_id',
      'project_id',
      'noteable_id',
      'system',
      'action',
      'url',
    ],
    merge_request: [
      'id',
      'iid',
      'target_branch',
      'source_branch',
      'source_project_id',
      'state',
      'title',
      'last_commit',
    ],
  },
  pipeline: {
    '': ['object_kind', 'object_attributes', 'user', 'project', 'commit', 'builds', 'merge_request'],
    object_attributes: [
      'id',
      'iid',
      'ref',
      'tag',
      'sha',
      'before_sha',
      'source',
      'status',
      'detailed_status',
      'stages',
    ],
    'builds.0': ['id', 'stage', 'name', 'status'],
  },
  release: {
    '': ['id', 'created_at', 'description', 'name', 'released_at', 'tag', 'object_kind', 'project', 'url', 'action'],
    commit: ['id', 'message', 'title', 'timestamp', 'url', 'author'],
  },
  deployment: {
    '': [
      ...['object_kind', 'status', 'status_changed_at', 'deployment_id', 'deployable_id', 'deployable_url', 'ref'],
      ...['environment', 'environment_slug', 'environment_external_url', 'short_sha', 'user', 'commit_url', 'project'],
    ],
  },
}

function at(body: unknown, place: string): unknown {
  return place === ''
    ? body
    : place
        .split('.')
        .reduce<unknown>((value, name) => Object.entries(Object(value)).find(([key]) => key === name)?.[1], body)
}

describe('the bodies have the keys of GitLab’s', () => {
  /** GitLab's own examples, where they lie beside the project. */
  const samples = process.env.GITLAB_WEBHOOK_SAMPLES ?? ''

  test('as listed here, and as in its examples where those are given', async () => {
    await start()
    await addHook()
    const sha = gitlab.commitFiles(project, 'main', { 'a.yml': 'a: 1\n' })
    gitlab.commitFiles(project, 'topic', { 'a.yml': 'a: 2\n' })
    gitlab.openMergeRequest(project, { sourceBranch: 'topic', labels: ['API'] })
    gitlab.writeNote(project, 1, 'Hello')
    gitlab.pushTag(project, 'v1.0.0', sha)
    const pipeline = gitlab.startPipeline(project, { ref: 'topic', mergeRequest: 1 })
    gitlab.finishPipeline(project, pipeline.id)
    gitlab.release(project, 'v1.0.0')
    gitlab.deploy(project, { environment: 'production', ref: 'main', status: 'success' })
    await gitlab.settled()
    for (const [kind, places] of Object.entries(keys)) {
      const bodies = received.map(({ body }) => body).filter((body) => body.object_kind === kind)
      expect(bodies.length, kind).toBeGreaterThan(0)
      for (const [place, wanted] of Object.entries(places)) {
        expect(Object.keys(Object(at(bodies[0], place))), `${kind} ${place}`).toEqual(
          expect.arrayContaining([...wanted]),
        )
      }
      const sample = path.join(samples, `${kind === 'note' ? 'note_merge_request' : kind}.json`)
      if (samples === '' || !existsSync(sample)) continue
      const real: unknown = JSON.parse(readFileSync(sample, 'utf8'))
      const rare = ['assignees', 'reviewers', 'source_pipeline', 'position', 'assignee']
      for (const place of ['', ...Object.keys(places), 'merge_request', 'object_attributes']) {
        const missing = Object.keys(Object(at(real, place))).filter(
          (key) => !rare.includes(key) && !Object.hasOwn(Object(at(bodies[0], place)), key),
        )
        expect(missing, `${kind} ${place}`).toEqual([])
      }
    }
  })
})
