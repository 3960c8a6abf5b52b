import { describe, expect, it } from 'vitest'
import { routeEvent } from '../../../bot/events/route-event.ts'

const project = '7'
const of = { project, number: 3, headSha: 'a'.repeat(40), userId: '9' } as const
const sha = 'b'.repeat(40)

describe('an event', () => {
  it.each([
    ['changed', 'merge-request', 'mr:gl:7', { number: 3 }],
    ['ended', 'merge-request-ended', 'mr-ended:gl:7', { number: 3 }],
    ['approved', 'approval', 'approval:gl:7', { number: 3, userId: '9', isApproved: true }],
    ['unapproved', 'approval', 'approval:gl:7', { number: 3, userId: '9', isApproved: false }],
  ] as const)('of a merge request that is %s makes a job %s', (change, kind, lane, payload) => {
    expect(routeEvent({ kind: 'merge-request', ...of, change }, 'gl')).toMatchObject([
      { kind, lane, payload, forge: 'gl', project },
    ])
  })

  it('of newer commits takes the place of the older one, and its end does not', () => {
    const [changed] = routeEvent({ kind: 'merge-request', ...of, change: 'changed' }, 'gl')
    const [ended] = routeEvent({ kind: 'merge-request', ...of, change: 'ended' }, 'gl')
    expect(changed?.subject).toBe('mr:gl:7:3')
    expect(ended?.subject).not.toBe(changed?.subject)
  })

  it('of a note is a job only where its first line is a command', () => {
    const note = { kind: 'note', project, number: 3, noteId: '5', authorId: '9' } as const
    expect(routeEvent({ ...note, firstLine: '/arkindex plan' }, 'gl')).toMatchObject([
      { kind: 'command', lane: 'command:gl:7', payload: { number: 3, noteId: '5' } },
    ])
    for (const firstLine of ['> /arkindex plan', 'hello', '', '/arkindexer']) {
      expect(routeEvent({ ...note, firstLine }, 'gl')).toEqual([])
    }
  })

  it.each([
    [
      { kind: 'pipeline', project, ref: 'v1.0.0', isTag: true, sha, status: 'success' },
      { ref: 'v1.0.0', isTag: true, sha, cause: 'pipeline' },
    ],
    [
      { kind: 'pipeline', project, ref: 'main', isTag: false, sha, status: 'success' },
      { ref: 'main', isTag: false, sha, cause: 'pipeline' },
    ],
    [
      { kind: 'release', project, tag: 'v1.0.0' },
      { ref: 'v1.0.0', isTag: true, sha: null, cause: 'release' },
    ],
    [
      { kind: 'deployment', project, environment: 'production', ref: 'v1.0.0', sha, status: 'success' },
      { ref: 'v1.0.0', isTag: true, sha, cause: 'deployment' },
    ],
  ] as const)('%j may release', (event, payload) => {
    expect(routeEvent(event, 'gl')).toMatchObject([{ kind: 'release', lane: 'deploy:gl:7', payload }])
  })

  it.each([
    { kind: 'tag', project, tag: 'v1.0.0', sha },
    { kind: 'pipeline', project, ref: 'v1.0.0', isTag: true, sha, status: 'failed' },
    { kind: 'pipeline', project, ref: 'v1.0.0', isTag: true, sha, status: 'running' },
    { kind: 'deployment', project, environment: 'production', ref: 'v1.0.0', sha, status: 'failed' },
    { kind: 'deployment', project, environment: 'arkindex/demo', ref: 'v1.0.0', sha, status: 'success' },
  ] as const)('%j is nothing to do', (event) => {
    expect(routeEvent(event, 'gl')).toEqual([])
  })
})
