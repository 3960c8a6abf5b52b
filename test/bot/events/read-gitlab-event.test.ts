import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGitlabEvent } from '../../../bot/events/read-gitlab-event.ts'

const sha = 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7'
const older = '562e173be03b8ff2efb05345d12df18815438a4b'
const zeros = '0'.repeat(40)
const project = { id: 14, path_with_namespace: 'acme/demo', web_url: 'https://gitlab.example.com/acme/demo' }
const user = { id: 51, username: 'ada' }

type Fields = Readonly<Record<string, unknown>>

function writeMergeRequest(attributes: Fields = {}, rest: Fields = {}): Fields {
  return {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user,
    project,
    object_attributes: {
      id: 99,
      iid: 7,
      target_branch: 'main',
      source_branch: 'topic',
      source_project_id: 14,
      target_project_id: 14,
      title: 'Better worker',
      state: 'opened',
      draft: false,
      last_commit: { id: sha, message: 'x' },
      action: 'open',
      ...attributes,
    },
    changes: {},
    ...rest,
  }
}

function writeNote(attributes: Fields = {}, rest: Fields = {}): Fields {
  return {
    object_kind: 'note',
    event_type: 'note',
    user,
    project_id: 14,
    project,
    object_attributes: {
      id: 1244,
      note: '/arkindex plan demo\r\nand more',
      noteable_type: 'MergeRequest',
      author_id: 51,
      project_id: 14,
      system: false,
      action: 'create',
      ...attributes,
    },
    merge_request: { id: 99, iid: 7, target_project_id: 14 },
    ...rest,
  }
}

const writeTagPush = (fields: Fields = {}): Fields => ({
  object_kind: 'tag_push',
  event_name: 'tag_push',
  before: zeros,
  after: older,
  ref: 'refs/tags/v1.0.0',
  checkout_sha: sha,
  project_id: 14,
  project,
  ...fields,
})

const writePipeline = (attributes: Fields = {}): Fields => ({
  object_kind: 'pipeline',
  object_attributes: { id: 31, ref: 'v1.0.0', tag: true, sha, status: 'success', source: 'push', ...attributes },
  user,
  project,
})

const writeDeployment = (fields: Fields = {}): Fields => ({
  object_kind: 'deployment',
  status: 'success',
  deployment_id: 15,
  environment: 'staging',
  project,
  short_sha: sha.slice(0, 8),
  commit_url: `https://gitlab.example.com/acme/demo/-/commit/${sha}`,
  ref: 'v1.0.0',
  user,
  ...fields,
})

const writeRelease = (fields: Fields = {}): Fields => ({
  object_kind: 'release',
  tag: 'v1.0.0',
  name: 'One',
  action: 'create',
  project,
  ...fields,
})

const read = (payload: unknown, event = 'Some Hook') => readGitlabEvent(event, payload)

function readChange(attributes: Fields, rest: Fields = {}): unknown {
  const reading = read(writeMergeRequest(attributes, rest))
  return 'event' in reading && reading.event.kind === 'merge-request' ? reading.event.change : reading
}

const ignored = { ignored: expect.any(String) }

describe('webhooks of merge requests', () => {
  it('tell who, what and which commit', () => {
    expect(read(writeMergeRequest())).toEqual({
      event: { kind: 'merge-request', project: '14', number: 7, change: 'changed', headSha: sha, userId: '51' },
    })
  })

  it.each([
    ['open', 'changed'],
    ['reopen', 'changed'],
    ['close', 'ended'],
    ['merge', 'ended'],
    ['approved', 'approved'],
    ['approval', 'approved'],
    ['unapproved', 'unapproved'],
    ['unapproval', 'unapproved'],
  ])('with the action %s are an event: %s', (action, change) => {
    expect(readChange({ action })).toBe(change)
  })

  it('of new commits are an event, and the second hook of the same push is none', () => {
    expect(readChange({ action: 'update', oldrev: older })).toBe('changed')
    expect(readChange({ action: 'update' })).toEqual(ignored)
    expect(readChange({ action: 'update', oldrev: null })).toEqual(ignored)
  })

  it.each([
    ['a label', { labels: { previous: [], current: [{ title: 'x' }] } }],
    ['a description', { description: { previous: 'a', current: 'b' } }],
    ['another title', { title: { previous: 'a', current: 'b' } }],
    ['a draft again', { title: { previous: 'a', current: 'Draft: a' }, draft: { previous: false, current: true } }],
    ['another title of a draft', { title: { previous: 'Draft: a', current: 'Draft: b' } }],
    ['the same target', { target_branch: { previous: 'main', current: 'main' } }],
    ['changes that are no object', 'many'],
    ['changes that are null', null],
  ])('that change %s are none', (_name, changes) => {
    expect(readChange({ action: 'update' }, { changes })).toEqual(ignored)
  })

  it.each([
    ['another target', { target_branch: { previous: 'main', current: 'stable' } }],
    ['a draft that is ready', { draft: { previous: true, current: false } }],
    ['its title, as older versions say it', { title: { previous: 'WIP: a', current: 'a' } }],
    ['its title in brackets', { title: { previous: '[Draft] a', current: 'a' } }],
    ['its older name', { work_in_progress: { previous: true, current: false } }],
  ])('that change %s are one', (_name, changes) => {
    expect(readChange({ action: 'update' }, { changes })).toBe('changed')
  })

  it.each([
    ['without an action', { action: undefined }],
    ['with an action of a newer version', { action: 'teleport' }],
    ['with an action named as a part of every object', { action: 'constructor' }],
    ['without a number', { iid: null }],
    ['with a number that is none', { iid: '7; drop table' }],
    ['with a negative number', { iid: -7 }],
    ['with a broken number', { iid: 7.5 }],
  ])('%s are ignored', (_name, attributes) => {
    expect(read(writeMergeRequest(attributes))).toEqual(ignored)
  })

  it('of a deleted user or a lost commit are read all the same', () => {
    expect(read(writeMergeRequest({ last_commit: null }, { user: null }))).toMatchObject({
      event: { headSha: '', userId: null },
    })
  })

  it('of versions that sent no project name the target', () => {
    expect(read(writeMergeRequest({ target_project_id: '15' }, { project: undefined }))).toMatchObject({
      event: { project: '15' },
    })
  })
})

describe('webhooks of notes', () => {
  it('tell the first line and who wrote it', () => {
    expect(read(writeNote())).toEqual({
      event: {
        kind: 'note',
        project: '14',
        number: 7,
        noteId: '1244',
        authorId: '51',
        firstLine: '/arkindex plan demo',
      },
    })
  })

  it('of older versions have no action', () => {
    expect(read(writeNote({ action: undefined }))).toHaveProperty('event')
    expect(read(writeNote({ author_id: undefined }))).toMatchObject({ event: { authorId: '51' } })
  })

  it.each([
    ['a changed note', { action: 'update' }, {}],
    ['a note of GitLab itself', { system: true }, {}],
    ['a note on an issue', { noteable_type: 'Issue' }, { merge_request: undefined, issue: { iid: 7 } }],
    ['a note on a commit', { noteable_type: 'Commit' }, { merge_request: undefined }],
    ['a note whose merge request is missing', {}, { merge_request: null }],
    ['a note without an author', { author_id: null }, { user: null }],
    ['a note without an id', { id: undefined }, {}],
  ])('of %s are ignored', (_name, attributes, rest) => {
    expect(read(writeNote(attributes, rest))).toEqual(ignored)
  })

  it('keep a bounded line of a very long note, and none of one that is no text', () => {
    const firstLine = (note: unknown) => {
      const reading = read(writeNote({ note }))
      return 'event' in reading && reading.event.kind === 'note' ? reading.event.firstLine : undefined
    }
    expect(firstLine('x'.repeat(1_000_000))).toHaveLength(500)
    expect(firstLine(null)).toBe('')
    expect(firstLine({ text: '/arkindex deploy demo' })).toBe('')
    expect(firstLine('\n/arkindex deploy demo')).toBe('')
  })
})

describe('webhooks of tags, pipelines, releases and deployments', () => {
  it('tell the commit of a tag, not the object of an annotated one', () => {
    expect(read(writeTagPush())).toEqual({ event: { kind: 'tag', project: '14', tag: 'v1.0.0', sha } })
    expect(read(writeTagPush({ checkout_sha: undefined }))).toMatchObject({ event: { sha: older } })
  })

  it('are ignored where a tag is removed, or what is pushed is no tag', () => {
    expect(read(writeTagPush({ after: zeros, checkout_sha: null }))).toEqual(ignored)
    expect(read(writeTagPush({ ref: 'refs/heads/main' }))).toEqual(ignored)
    expect(read({ ...writeTagPush(), object_kind: 'push', ref: 'refs/heads/main' }, 'Tag Push Hook')).toEqual(ignored)
  })

  it('keep names of tags with slashes whole', () => {
    expect(read(writeTagPush({ ref: 'refs/tags/a/b/refs/tags/c' }))).toMatchObject({
      event: { tag: 'a/b/refs/tags/c' },
    })
  })

  it('tell the end of a pipeline', () => {
    expect(read(writePipeline())).toEqual({
      event: { kind: 'pipeline', project: '14', ref: 'v1.0.0', isTag: true, sha, status: 'success' },
    })
    expect(read(writePipeline({ tag: undefined, ref: 'main', status: 'failed' }))).toMatchObject({
      event: { isTag: false, status: 'failed' },
    })
  })

  it('of a child pipeline, and of one of commit statuses alone, are ignored', () => {
    expect(read(writePipeline({ source: 'parent_pipeline' }))).toEqual(ignored)
    expect(read(writePipeline({ source: 'external' }))).toEqual(ignored)
  })

  it('tell a new or changed release, not one that is removed', () => {
    for (const action of ['create', 'update', undefined])
      expect(read(writeRelease({ action }))).toEqual({ event: { kind: 'release', project: '14', tag: 'v1.0.0' } })
    expect(read(writeRelease({ action: 'delete' }))).toEqual(ignored)
  })

  it('find the whole commit of a deployment in its address', () => {
    expect(read(writeDeployment())).toEqual({
      event: { kind: 'deployment', project: '14', environment: 'staging', sha, ref: 'v1.0.0', status: 'success' },
    })
    expect(read(writeDeployment({ commit_url: null }))).toMatchObject({ event: { sha: sha.slice(0, 8) } })
    expect(read(writeDeployment({ commit_url: undefined, short_sha: null }))).toEqual(ignored)
  })
})

describe('webhooks of any kind', () => {
  it.each([
    ['a push, as its merge request is told too', { object_kind: 'push', ref: 'refs/heads/main', project }],
    ['an issue', { object_kind: 'issue', project, object_attributes: { iid: 1 } }],
    ['a job', { object_kind: 'build', project_id: 14 }],
    ['a wiki page', { object_kind: 'wiki_page', project }],
    ['a kind of the future', { object_kind: '\u001b[2J<b>', project }],
    ['a kind that every object has', { object_kind: '__proto__', project }],
    ['a kind that is no text', { object_kind: { merge_request: true }, project }],
    ['nothing at all', {}],
    ['a list', []],
    ['null', null],
    ['a text', 'merge_request'],
    ['a merge request without its project', { ...writeMergeRequest({ target_project_id: null }), project: null }],
    ['a project that is no number', { ...writeMergeRequest({ target_project_id: null }), project: { id: '../14' } }],
  ])('are ignored with a reason where they are %s', (_name, payload) => {
    const reading = read(payload)
    expect(reading).toEqual(ignored)
    expect('ignored' in reading && /\p{Cc}/u.test(reading.ignored)).toBe(false)
  })

  it('are known by their header where the payload does not say what it is', () => {
    const { object_kind: _kind, event_type: _type, ...payload } = writeMergeRequest()
    expect(readGitlabEvent('Merge Request Hook', payload)).toHaveProperty('event')
    expect(readGitlabEvent('System Hook', payload)).toEqual(ignored)
  })

  const whole = [writeMergeRequest(), writeNote(), writeTagPush(), writePipeline(), writeRelease(), writeDeployment()]

  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (event, payload) => {
        const reading = readGitlabEvent(event, payload)
        expect('event' in reading || typeof reading.ignored === 'string').toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('never throw, nor give what is no text or number, where any field is missing, null or another thing', () => {
    const spoil = (value: unknown, choose: () => unknown): unknown => {
      const chosen = choose()
      if (chosen !== undefined) return chosen === 'missing' ? undefined : chosen
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, choose)]))
    }
    const odd = fc.option(fc.oneof(fc.constant('missing'), fc.constant(null), fc.anything()), {
      nil: undefined,
      freq: 9,
    })
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.array(odd, { minLength: 40, maxLength: 40 }), (payload, choices) => {
        let at = 0
        const reading = read(spoil(payload, () => choices[at++]))
        if (!('event' in reading)) return
        for (const [name, value] of Object.entries(reading.event)) {
          expect(['string', 'number', 'boolean'].includes(typeof value) || value === null, name).toBe(true)
        }
        expect(reading.event.project).toMatch(/^[1-9]\d*$/)
        if ('number' in reading.event) expect(Number.isSafeInteger(reading.event.number)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
