import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GitlabSettings } from '../../../bot/config/bot-config.ts'
import { replay } from '../../../bot/queue/replay.ts'
import { enqueueSweeps } from '../../../bot/queue/schedule-sweeps.ts'
import { waitFor } from '../bot-stage.ts'
import { brokenWorker, mendedWorker } from '../merge-request/merge-request-stage.ts'
import { findLive } from './find-live.ts'
import { canaries, type HostileStage, openHostileStage, place } from './hostile-stage.ts'

let stage: HostileStage
beforeAll(async () => {
  stage = await openHostileStage()
})
afterAll(() => stage.close())

const file = 'arkindex/reader.yml'
const ofChecks = '<!-- arkindex-ci merge-request '

const head = (number: number) => stage.gitlab.project(place).git('rev-parse', stage.request(number).sourceBranch).trim()

/** What SIGHUP does when the file says something else of the forge. */
async function reloadForge(changes: Partial<GitlabSettings>): Promise<void> {
  const forges = stage.config.forges.map((forge) =>
    forge.kind === 'gitlab' && forge.name === 'gitlab' ? { ...forge, ...changes } : forge,
  )
  await stage.bot.reload({ ...stage.config, forges })
}

/** Newest statuses of the head of a merge request. */
function listStatuses(number: number): string[] {
  const newest = new Map<string, string>()
  for (const { sha, name, status } of stage.gitlab.project(place).statuses) {
    if (sha === head(number)) newest.set(name, status)
  }
  return [...newest.values()]
}

/** Waits for the one note of a merge request; nothing is left running and nothing was opened twice. */
async function expectOneNote(number: number): Promise<string> {
  await stage.waitForNote(number)
  await stage.settle()
  const notes = stage.notes(number, ofChecks)
  expect(notes).toHaveLength(1)
  const findings = stage.notes(number, '<!-- arkindex-ci finding ').map(({ body }) => body.split('\n')[0])
  expect(new Set(findings).size).toBe(findings.length)
  expect(listStatuses(number)).not.toContain('running')
  return notes[0]?.body ?? ''
}

describe('a forge', () => {
  it.each([
    ['answers garbage', { status: 200, body: 'Welcome! <html>' }],
    ['answers lists for objects', { status: 200, body: [[], null, 7] }],
    ['redirects', { status: 302, headers: { location: 'https://evil.example/' } }],
    ['is down', { status: 502, body: '<html>Bad gateway' }],
    ['wants patience', { status: 429, headers: { 'retry-after': '0' }, body: {} }],
    ['cuts what was done', { cut: 'after' }],
    ['cuts what was not', { cut: 'before' }],
  ] as const)('that %s for a while gets one note in the end, by hand where it must be', async (what, fault) => {
    const branch = `forge-${what.replaceAll(' ', '-')}`
    for (const path of [/\/merge_requests\/\d+$/, /\/repository\/tree$/])
      stage.gitlab.addFault({ path, times: 1, ...fault })
    for (const path of [/\/notes$/, /\/statuses\//, /\/discussions$/])
      stage.gitlab.addFault({ method: 'POST', path, times: 1, ...fault })
    const number = stage.open(branch, { [file]: brokenWorker })
    await stage.settle()
    stage.gitlab.clearFaults()
    await replayDead()
    await expectOneNote(number)
    expect(await stage.dead()).toEqual([])
  })

  it('whose token ends in the middle leaves dead letters that name it, which are worked after a reload with a new one', async () => {
    const account = stage.gitlab.user('arkindex-bot')
    const [old] = account.tokens
    const numbers = [stage.open('token-1', { [file]: brokenWorker }), stage.open('token-2', { [file]: brokenWorker })]
    await waitFor(() => stage.gitlab.requests.some(({ path: asked }) => /\/statuses\//.test(asked)), 'the middle')
    account.tokens.splice(0)
    const later = stage.open('token-3', { [file]: brokenWorker })
    await stage.settle()
    const dead = await stage.dead()
    expect(dead.length).toBeGreaterThan(0)
    for (const letter of dead) expect(letter).toMatch(/^\S+ forge-refused: /)
    const fresh = { ...old!, token: 'canary-of-the-new-token-77aa55cc' }
    account.tokens.push(fresh)
    await reloadForge({ token: fresh.token })
    await replayDead()
    for (const number of [...numbers, later]) await expectOneNote(number)
    expect(await stage.dead()).toEqual([])
    account.tokens.push(old!)
    await stage.bot.reload(stage.config)
    expect(stage.lines.join('')).not.toContain(canaries.bot)
  })

  it('that disabled the hook after its failures is swept, and what was missed is found', async () => {
    await reloadForge({ webhookTokens: ['another-token-of-the-webhooks-0123456789'], signingKeys: [] })
    const numbers = Array.from({ length: 6 }, (_value, at) => stage.open(`missed-${at}`, { [file]: brokenWorker }))
    await stage.gitlab.settled()
    const [hook] = stage.gitlab.world.hooks
    expect(hook?.recentFailures).toBeGreaterThan(3)
    expect(hook?.disabledUntil).not.toBeNull()
    await stage.bot.reload(stage.config)
    for (const number of numbers) expect(stage.notes(number)).toEqual([])
    await enqueueSweeps(stage.db, Date.now, ['gitlab'])
    for (const number of numbers) await expectOneNote(number)
    expect(stage.lines.join('')).toContain('Found by the sweep: merge request')
    hook!.recentFailures = 0
    hook!.disabledUntil = null
  })
})

/** Replays dead letters until there are none: one that is replayed may make another. */
async function replayDead(): Promise<void> {
  await stage.settle()
  const dead = await stage.db
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'dead')
    .where('forge', '=', 'gitlab')
    .execute()
  for (const { id } of dead) await replay(stage.db, Date.now, id)
  await stage.settle()
}

describe('an instance', () => {
  it.each(['garbage', 'a flood', 'a redirect', 'nothing'])('that answers %s costs its own row alone', async (what) => {
    let flooded = 0
    const server = createServer((_request, response) => {
      if (what === 'garbage') response.end('<html>@all /close \u202e')
      else if (what === 'a redirect') response.writeHead(302, { location: 'https://evil.example/' }).end()
      else if (what === 'nothing') response.destroy()
      else {
        response.writeHead(200, { 'content-type': 'application/json' })
        const push = () => {
          while (flooded < 200 * 1024 * 1024 && response.writable && !response.destroyed) {
            flooded += 65_536
            if (!response.write(Buffer.alloc(65_536, ' '))) return response.once('drain', push)
          }
          return response.end('{}')
        }
        push()
      }
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const [instance] = stage.config.instances
    await stage.bot.reload({ ...stage.config, instances: [{ ...instance!, url }] })
    const number = stage.open(`instance-${what.replaceAll(' ', '-')}`, { [file]: mendedWorker })
    const note = await expectOneNote(number)
    expect(note).toContain('could not be read')
    expect(findLive(note, stage.gitlab.url)).toEqual([])
    expect(flooded).toBeLessThan(100 * 1024 * 1024)
    await stage.bot.reload(stage.config)
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  })
})

describe('what goes away in the middle', () => {
  it('as a branch or a user leaves one note or none, nothing running and no dead letter', async () => {
    stage.gitlab.addUser({ username: 'leaver', token: 'token-of-leaver-0123456', access: { [place]: 30 } })
    stage.gitlab.addFault({ path: /\/repository\/tree$/, delay: 300, times: 2 })
    const branch = stage.open('goes', { [file]: brokenWorker })
    stage.gitlab.commitFiles(place, 'of-leaver', { [file]: brokenWorker })
    const { iid: left } = stage.gitlab.openMergeRequest(place, { sourceBranch: 'of-leaver', author: 'leaver' })
    stage.gitlab.writeNote(place, left, '/arkindex help', 'leaver')
    const sha = head(branch)
    stage.gitlab.deleteBranch(place, 'goes')
    stage.gitlab.deleteUser('leaver')
    await stage.settle()
    stage.gitlab.clearFaults()
    expect(stage.notes(branch, ofChecks).length).toBeLessThan(2)
    await expectOneNote(left)
    const running = stage.gitlab.project(place).statuses.filter((one) => one.sha === sha)
    expect(running.at(-1)?.status ?? 'none').not.toBe('running')
    expect(await stage.dead()).toEqual([])
  })

  it('as the commit of a fork is data only: checked, not planned, not released, whatever is asked', async () => {
    stage.gitlab.fork(place, { path: 'mallory/letters' })
    stage.gitlab.commitFiles('mallory/letters', 'evil', { [file]: mendedWorker }, { user: 'mallory' })
    const { iid } = stage.gitlab.openMergeRequest(place, {
      ...{ sourceBranch: 'evil', sourceProject: 'mallory/letters', author: 'mallory' },
    })
    await waitFor(() => stage.notes(iid, ofChecks)[0], 'the note of the fork')
    for (const command of ['plan', 'plan demo', 'deploy demo', 'train language-model'])
      stage.gitlab.writeNote(place, iid, `/arkindex ${command}`, 'ada')
    stage.gitlab.actOnMergeRequest(place, iid, 'approve', 'ada')
    await stage.settle()
    expect(stage.notes(iid, ofChecks)).toHaveLength(1)
    expect(stage.notes(iid, ofChecks)[0]?.body).toContain('data only')
    expect(stage.notes(iid, '<!-- arkindex-ci command ')).toHaveLength(4)
    const deployed = await stage.db.selectFrom('job').select('id').where('kind', '=', 'deploy').execute()
    expect(deployed).toEqual([])
    const plans = await stage.db.selectFrom('kept_plan').select('id').where('number', '=', iid).execute()
    expect(plans).toEqual([])
    const [instance] = stage.config.instances
    const workers = await fetch(`${instance?.url}/api/v1/workers/`, {
      headers: { authorization: `Token ${canaries.instance}` },
    })
    expect(JSON.stringify(await workers.json())).not.toContain('reader')
    expect(await stage.dead()).toEqual([])
  })

  it('as an image that the registry has not is told at the tag, and releases nothing', async () => {
    stage.gitlab.pushTag(place, 'v9.0.0', 'main')
    const pipeline = stage.gitlab.startPipeline(place, { ref: 'v9.0.0', tag: true })
    stage.gitlab.finishPipeline(place, pipeline.id)
    await stage.settle()
    await waitFor(() => stage.gitlab.project(place).commitNotes.length > 0, 'the comment')
    await stage.settle()
    const [comment, ...others] = stage.gitlab.project(place).commitNotes.map(({ note }) => note)
    expect(comment).toContain('No image')
    expect(findLive(comment ?? '', stage.gitlab.url)).toEqual([])
    expect(others).toEqual([])
    const deployments = await stage.db.selectFrom('deployment').select('state').execute()
    expect(deployments.filter(({ state }) => state === 'running')).toEqual([])
  })

  it('as the whole project is ignored in words from then on', async () => {
    stage.gitlab.addFault({ path: /\/repository\/tree$/, delay: 500, times: 1 })
    stage.open('last', { [file]: brokenWorker })
    const reading = () => stage.gitlab.requests.some(({ path: asked, status }) => /tree$/.test(asked) && status === 0)
    await waitFor(reading, 'the reading')
    const body = stage.gitlab.deliveries.at(-1)?.body
    stage.gitlab.deleteProject(place)
    await stage.settle()
    expect((await stage.send(JSON.stringify({ ...body, nonce: 1 }), { 'idempotency-key': 'after' })).status).toBe(202)
    await stage.settle()
    // That of the tag stays: its image is missing.
    expect((await stage.dead()).filter((letter) => !/^(sweep|deploy|release) /.test(letter))).toEqual([])
  })
})

it('none of the secrets is in the log, the database, the page, the metrics or what was sent to GitLab', async () => {
  const everything = await stage.readEverything()
  for (const [name, secret] of Object.entries(canaries)) {
    expect([name, everything.includes(secret)]).toEqual([name, false])
  }
})
