import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readGithubEvent } from '../../../bot/events/read-github-event.ts'

const repository = { id: 5, full_name: 'acme/workers' }
const sender = { id: 7, login: 'ada' }
const pull_request = { number: 3, head: { sha: 'a'.repeat(40) } }

it.each([
  ['opened', {}, 'changed'],
  ['reopened', {}, 'changed'],
  ['synchronize', {}, 'changed'],
  ['ready_for_review', {}, 'changed'],
  ['edited', { changes: { base: { ref: { from: 'main' } } } }, 'changed'],
  ['closed', {}, 'ended'],
])('a pull request that is %s is an event', (action, more, change) => {
  const payload = { action, repository, sender, pull_request, ...more }
  expect(readGithubEvent('pull_request', payload)).toEqual({
    event: { kind: 'merge-request', project: 'acme/workers', number: 3, change, headSha: 'a'.repeat(40), userId: '7' },
  })
})

it.each([
  ['labeled', {}],
  ['edited', { changes: { title: { from: 'x' } } }],
  ['assigned', {}],
])('a pull request that is %s is of no interest', (action, more) => {
  expect(readGithubEvent('pull_request', { action, repository, pull_request, ...more })).toHaveProperty('ignored')
})

it('an approving review approves, and one that asks for changes takes it back', () => {
  const review = (action: string, state: string) =>
    readGithubEvent('pull_request_review', { action, repository, pull_request, review: { state, user: { id: 9 } } })
  expect(review('submitted', 'approved')).toMatchObject({ event: { change: 'approved', userId: '9' } })
  expect(review('submitted', 'changes_requested')).toMatchObject({ event: { change: 'unapproved' } })
  expect(review('dismissed', 'dismissed')).toMatchObject({ event: { change: 'unapproved' } })
  expect(review('submitted', 'commented')).toHaveProperty('ignored')
})

it('of a comment its first line counts, and only on a pull request and when it is new', () => {
  const comment = { id: 11, body: '/arkindex plan\r\nand more', user: { id: 9 } }
  const issue = { number: 3, pull_request: {} }
  expect(readGithubEvent('issue_comment', { action: 'created', repository, comment, issue })).toEqual({
    event: {
      kind: 'note',
      project: 'acme/workers',
      number: 3,
      noteId: '11',
      authorId: '9',
      firstLine: '/arkindex plan',
    },
  })
  expect(readGithubEvent('issue_comment', { action: 'edited', repository, comment, issue })).toHaveProperty('ignored')
  expect(
    readGithubEvent('issue_comment', { action: 'created', repository, comment, issue: { number: 3 } }),
  ).toHaveProperty('ignored')
})

it('a pushed tag is an event by the commit that it leads to; a branch and a tag that is removed are not', () => {
  const push = (fields: object) => readGithubEvent('push', { repository, after: 'b'.repeat(40), ...fields })
  expect(push({ ref: 'refs/tags/v1.0.0', head_commit: { id: 'c'.repeat(40) } })).toEqual({
    event: { kind: 'tag', project: 'acme/workers', tag: 'v1.0.0', sha: 'c'.repeat(40) },
  })
  expect(push({ ref: 'refs/tags/v1.0.0', deleted: true })).toHaveProperty('ignored')
  expect(push({ ref: 'refs/heads/main' })).toHaveProperty('ignored')
})

it('workflows that ended, published releases and deployments are events', () => {
  const run = { head_branch: 'v1.0.0', head_sha: 'd'.repeat(40), event: 'push', conclusion: 'success' }
  expect(readGithubEvent('workflow_run', { action: 'completed', repository, workflow_run: run })).toMatchObject({
    event: { kind: 'pipeline', ref: 'v1.0.0', isTag: true, status: 'success' },
  })
  expect(readGithubEvent('workflow_run', { action: 'requested', repository, workflow_run: run })).toHaveProperty(
    'ignored',
  )
  expect(readGithubEvent('release', { action: 'published', repository, release: { tag_name: 'v1.0.0' } })).toEqual({
    event: { kind: 'release', project: 'acme/workers', tag: 'v1.0.0' },
  })
  const deployment = { environment: 'demo', sha: 'e'.repeat(40), ref: 'v1.0.0' }
  expect(
    readGithubEvent('deployment_status', { repository, deployment, deployment_status: { state: 'success' } }),
  ).toMatchObject({
    event: { kind: 'deployment', environment: 'demo', status: 'success' },
  })
})

it('a payload can be anything and is never an error', () => {
  const names = [
    'pull_request',
    'pull_request_review',
    'issue_comment',
    'push',
    'workflow_run',
    'release',
    'deployment_status',
    'toString',
  ]
  const payload = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        action: fc.jsonValue(),
        repository: fc.oneof(fc.constant(repository), fc.jsonValue()),
        pull_request: fc.jsonValue(),
        comment: fc.jsonValue(),
        issue: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  )
  fc.assert(
    fc.property(fc.constantFrom(...names), payload, (name, value) => {
      const reading = readGithubEvent(name, value)
      expect('event' in reading || 'ignored' in reading).toBe(true)
    }),
  )
})
