import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenWorker } from '../merge-request/merge-request-stage.ts'
import { canaries, type HostileStage, openHostileStage, place } from './hostile-stage.ts'

let stage: HostileStage
beforeAll(async () => {
  stage = await openHostileStage()
})
afterAll(() => stage.close())

const file = 'arkindex/reader.yml'
let keys = 0
const newKey = () => {
  keys += 1
  return { 'idempotency-key': `hostile-${keys}` }
}

/** A real delivery of a merge request, to be changed. */
function writePayload(number: number): Record<string, unknown> & { object_attributes: Record<string, unknown> } {
  return {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user: { id: 1, username: 'ada' },
    project: { id: Number(stage.projectId), path_with_namespace: place },
    object_attributes: {
      ...{ iid: number, id: 1, action: 'open', state: 'opened', title: 'A change', draft: false },
      ...{ source_branch: 'topic', target_branch: 'main', source_project_id: 1, target_project_id: 1 },
      last_commit: { id: 'a'.repeat(40) },
    },
    changes: { title: { previous: 'Draft: A', current: 'A' } },
  }
}

/** A merge request that is opened now is checked: the bot goes on. */
async function expectAlive(branch: string): Promise<void> {
  const number = stage.open(branch, { [file]: brokenWorker })
  await stage.waitForNote(number)
  await stage.settle()
  expect(stage.notes(number, '<!-- arkindex-ci merge-request ')).toHaveLength(1)
  expect(await stage.dead()).toEqual([])
}

const kinds = [
  ...['Push Hook', 'Tag Push Hook', 'Issue Hook', 'Confidential Issue Hook', 'Note Hook', 'Confidential Note Hook'],
  ...['Merge Request Hook', 'Wiki Page Hook', 'Pipeline Hook', 'Job Hook', 'Deployment Hook', 'Feature Flag Hook'],
  ...['Release Hook', 'Milestone Hook', 'Emoji Hook', 'Resource Access Token Hook', 'Member Hook', 'Subgroup Hook'],
  ...['Project Hook', 'Vulnerability Hook', 'Work Item Hook', 'System Hook', 'Repository Update Hook', 'Archive Hook'],
]

describe('a payload', () => {
  it('of any kind of GitLab, under any header, is a success at once, and none of them is work', async () => {
    for (const kind of [...kinds, 'toString', '__proto__', 'a'.repeat(3000), 'é'.repeat(20)]) {
      const event = kind
        .replace(/ hook$/i, '')
        .replaceAll(' ', '_')
        .toLowerCase()
      const bodies = [
        { object_kind: event },
        { event_name: event, project_id: 1 },
        { object_kind: event, project: null },
      ]
      for (const body of bodies) {
        const headers = { 'x-gitlab-event': encodeURIComponent(kind).replaceAll('%20', ' '), ...newKey() }
        const { status } = await stage.send(JSON.stringify(body), headers)
        expect([kind, Math.floor(status / 100)]).toEqual([kind, 2])
      }
    }
    await stage.settle()
    expect(await stage.dead()).toEqual([])
  })

  it('with any one field missing, null, renamed or of another type is a success and no dead letter', async () => {
    const values = [
      undefined,
      null,
      '',
      0,
      -1,
      1e308,
      true,
      [],
      {},
      [[[]]],
      'x'.repeat(100_000),
      '\u0000\ud800',
      '9'.repeat(400),
    ]
    const make = (name: string, value: unknown, isInner: boolean) => {
      // Of a merge request that is not there, so that nothing is done about those that are read all the same.
      const payload = writePayload(999_999)
      const owner = isInner ? payload.object_attributes : payload
      owner[`${name}_renamed`] = owner[name]
      if (value === undefined) delete owner[name]
      else owner[name] = value
      return payload
    }
    const outer = Object.keys(writePayload(1))
    const inner = Object.keys(writePayload(1).object_attributes)
    const all = values.flatMap((value) => [
      ...outer.map((name) => make(name, value, false)),
      ...inner.map((name) => make(name, value, true)),
    ])
    const statuses = new Set<number>()
    for (let from = 0; from < all.length; from += 20) {
      const group = all.slice(from, from + 20)
      const answers = await Promise.all(group.map((payload) => stage.send(JSON.stringify(payload), newKey())))
      for (const { status } of answers) statuses.add(status)
    }
    expect([...statuses]).toEqual([202])
    await stage.settle()
    expect(await stage.dead()).toEqual([])
  })

  it('that is no JSON, no UTF-8, deeply nested, huge, or has keys twice is answered with 2xx or 4xx, and the next one is worked', async () => {
    const good = JSON.stringify(writePayload(999_998))
    const deep = 200_000
    const nested = `${good.slice(0, -1)},"more":${'['.repeat(deep)}${']'.repeat(deep)}}`
    const cases: [string, string | Buffer, number][] = [
      ['a byte order mark', `\ufeff${good}`, 202],
      [
        'invalid UTF-8',
        Buffer.concat([Buffer.from(good.slice(0, -2)), Buffer.from([0xff, 0xfe, 0x22, 0x7d, 0x7d])]),
        400,
      ],
      ['UTF-16', Buffer.from(good, 'utf16le'), 400],
      ['nested deeply', nested, 202],
      ['objects nested deeply', `${'{"project":'.repeat(deep)}1${'}'.repeat(deep)}`, 202],
      [
        'keys twice',
        `${good.slice(0, -1)},"object_kind":"note","object_kind":"merge_request","project":{"id":1}}`,
        202,
      ],
      ['a key of a prototype', '{"__proto__":{"object_kind":"note"},"constructor":{"prototype":{"x":1}}}', 202],
      ['a huge string', JSON.stringify({ ...writePayload(1), object_kind: 'x'.repeat(4_000_000) }), 202],
      [
        'a huge number',
        '{"object_kind":"merge_request","project":{"id":1e999},"object_attributes":{"iid":123456789012345678901234567890}}',
        202,
      ],
      ['many keys', `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":0`).join()}}`, 202],
      ['no JSON', 'token=x&payload=%7B%7D', 400],
      ['a part of JSON', good.slice(0, 100), 400],
      ['nothing', '', 400],
      ['a zero byte in it', good.replace('A change', 'A\u0000change'), 400],
      ['more than is taken', 'x'.repeat(6 * 1024 * 1024), 413],
    ]
    for (const [name, body, expected] of cases) {
      const { status } = await stage.send(body, newKey()).catch(() => ({ status: 413 }))
      expect([name, status]).toEqual([name, expected])
    }
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
    ]) {
      expect((await stage.send(good, { 'content-type': type, ...newKey() })).status).toBe(202)
    }
    await stage.settle()
    await expectAlive('after-payloads')
  })
})

function sign(body: string, id: string, seconds: number) {
  const key = Buffer.from(canaries.signing.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}

const event = { 'x-gitlab-event': 'Merge Request Hook' }

async function countDeliveries(): Promise<number> {
  return (await stage.db.selectFrom('delivery').select('id').execute()).length
}

describe('a call', () => {
  it('that is forged, stale, or has the token of another forge with our signature missing, is refused in the same words', async () => {
    const body = JSON.stringify(writePayload(1))
    const now = Math.floor(Date.now() / 1000)
    const before = await countDeliveries()
    const other = sign(body, 'forged', now)
    const cases: Record<string, string>[] = [
      {},
      { 'x-gitlab-token': 'wrong' },
      { 'x-gitlab-token': canaries.webhook.slice(0, -1) },
      { 'x-gitlab-token': canaries.bot },
      { ...other, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` },
      { ...other, 'webhook-signature': 'v1,' },
      { ...other, 'webhook-id': 'another' },
      { ...other, 'webhook-timestamp': String(now + 1) },
      sign(body, 'old', now - 601),
      sign(body, 'ahead', now + 601),
      { ...sign(body, 'right', now), 'x-gitlab-token': 'wrong' },
      {
        ...other,
        'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
        'x-gitlab-token': canaries.webhook,
      },
    ]
    const answers = new Set<string>()
    for (const headers of cases) {
      const { status, text } = await stage.send(body, { ...event, ...headers, ...newKey() }, true)
      answers.add(`${status} ${text}`)
    }
    expect([...answers]).toEqual([expect.stringMatching(/^401 /)])
    expect(await countDeliveries()).toBe(before)
  })

  it('with the token of another forge never becomes work of this one', async () => {
    const headers = { ...event, 'x-gitlab-token': canaries.other, ...newKey() }
    const { status, text } = await stage.send(JSON.stringify(writePayload(1)), headers, true)
    expect(status).toBe(202)
    const { id } = JSON.parse(text)
    const row = await stage.db.selectFrom('delivery').select('forge').where('id', '=', id).executeTakeFirst()
    expect(row?.forge).toBe('other')
  })

  it('that was signed and is sent once more is known by what is signed, whatever other key it has now', async () => {
    const body = JSON.stringify(writePayload(999_997))
    const signed = { ...event, ...sign(body, 'signed-1', Math.floor(Date.now() / 1000)) }
    expect((await stage.send(body, { ...signed, 'idempotency-key': 'signed-1' }, true)).status).toBe(202)
    const keys: Record<string, string>[] = [{ 'idempotency-key': 'signed-1' }, { 'idempotency-key': 'made-up' }, {}]
    for (const key of keys) {
      const { status, text } = await stage.send(body, { ...signed, ...key }, true)
      expect([status, JSON.parse(text)]).toEqual([200, { state: 'duplicate' }])
    }
  })

  it('of 200 MB is refused without reading it, with a token and without', async () => {
    const size = 200 * 1024 * 1024
    for (const token of [canaries.webhook, 'wrong']) {
      for (const length of [`content-length: ${size}`, 'transfer-encoding: chunked']) {
        const answer = await speak(
          `POST /gitlab/webhook HTTP/1.1\r\nhost: x\r\nx-gitlab-token: ${token}\r\n${length}\r\n\r\n`,
          {
            chunk: length.startsWith('content')
              ? Buffer.alloc(65_536, 'x')
              : Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`),
            most: size,
          },
        )
        // Who goes on sending after the refusal may not come to read it.
        const refusal = token === 'wrong' && length.startsWith('transfer') ? '401' : '413'
        expect([token, length, answer.text.slice(9, 12) || refusal]).toEqual([token, length, refusal])
        expect(answer.sent).toBeLessThan(40 * 1024 * 1024)
      }
    }
  })

  it('whose head or body trickles, or whose connection is cut, is given up, and others are taken meanwhile', async () => {
    const before = await countDeliveries()
    const head = `POST /gitlab/webhook HTTP/1.1\r\nhost: x\r\nx-gitlab-event: Merge Request Hook\r\nx-gitlab-token: ${canaries.webhook}\r\n`
    const slowBody = speak(`${head}content-length: 100000\r\n\r\n{`, { chunk: Buffer.from(' '), pause: 200 })
    const slowHead = speak(`${head}x-slow: `, { chunk: Buffer.from('x'), pause: 200 })
    const cut = speak(`${head}content-length: 100000\r\n\r\n{"object_kind":`, { cut: true })
    await expectAlive('while-slow')
    expect((await slowBody).text).toMatch(/^(HTTP\/1\.1 40[08]|$)/)
    expect((await slowHead).text).toMatch(/^(HTTP\/1\.1 40[08]|$)/)
    await cut
    const taken = await stage.db.selectFrom('delivery').select('body').execute()
    expect(taken.slice(before).every(({ body }) => body.endsWith('}'))).toBe(true)
  })
})

/** Speaks on a connection of its own: the start, then chunks until it is closed or `most` bytes are sent. Gives what was answered. */
function speak(
  start: string,
  {
    chunk,
    pause = 0,
    most = Number.POSITIVE_INFINITY,
    cut = false,
  }: { chunk?: Buffer; pause?: number; most?: number; cut?: boolean },
): Promise<{ text: string; sent: number }> {
  const { hostname, port } = new URL(stage.bot.url)
  return new Promise((resolve) => {
    let [text, sent, isOver] = ['', 0, false]
    const socket = connect(Number(port), hostname, () => {
      socket.write(start)
      if (cut) socket.destroy()
      else if (chunk) push(chunk)
    })
    const push = (data: Buffer) => {
      if (isOver || sent >= most) return
      sent += data.length
      const more = socket.write(data)
      if (pause > 0) setTimeout(() => push(data), pause)
      else if (more) setImmediate(() => push(data))
      else socket.once('drain', () => push(data))
    }
    socket.on('data', (data) => {
      text += data
      // The answer is there: nobody listens any more.
      if (pause === 0) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      isOver = true
      resolve({ text, sent })
    })
  })
}

it('none of the secrets is in the log, the database, the page, the metrics or what was sent to GitLab', async () => {
  const everything = await stage.readEverything()
  expect(everything.length).toBeGreaterThan(10_000)
  for (const [name, secret] of Object.entries(canaries)) {
    expect([name, everything.includes(secret)]).toEqual([name, false])
    expect([name, everything.includes(Buffer.from(secret).toString('base64').slice(0, 24))]).toEqual([name, false])
  }
})
