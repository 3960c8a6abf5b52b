import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import { startServer } from '../../../server/start-server.ts'
import { letters, openApi, prepareLetters } from '../../core/release/stage.ts'
import type { MergeRequest } from '../../gitlab/model.ts'
import { type Gitlab, startGitlab } from '../../gitlab/start-gitlab.ts'

const secrets = {
  STORM_TOKEN: 'token-of-the-bot-in-the-storm',
  STORM_WEBHOOK_TOKEN: 'token-of-the-webhooks-in-the-storm-0123456789',
  STORM_INSTANCE_TOKEN: 'b'.repeat(40),
}
const worker = (type: string, round: number) => `slug: reader
display_name: Reader
type: recognizer
description: Reads for the ${round}. time.
configuration:
  - { key: depth, display_name: Depth, type: ${type} }
`

export interface StormOptions {
  kills: number
  projects: number
  /** Arguments of Node that start the bot, without its configuration and port. */
  program: readonly string[]
  /** The bot lives for so many milliseconds between two kills at most. */
  longestLife: number
  /** Milliseconds until everything has to be worked in the end. */
  patience: number
}

export interface StormResult {
  kills: number
  /** Kills in the moment between a note's making and its answer. */
  killsAtNotes: number
  mergeRequests: number
  pushes: number
  commands: number
  answered: number
  /** What is wrong in the end, in words; nothing where all is well. */
  wrongs: string[]
}

/** Numbers that look like chance and are the same each time. */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface KilledBot {
  url: string
  child: ChildProcess
  ended: Promise<void>
}

async function start(program: readonly string[], file: string, port: string, folder: string): Promise<KilledBot> {
  const isCommand = program.at(-1) === 'bot'
  const args = isCommand ? ['--config', file, '--port', port, '--log-level', 'warn'] : [file, port]
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...secrets },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve())
  })
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      const found = /listens on (http[^\s,]+)/.exec(output)?.[1]
      if (found) resolve(found)
    })
    child.on('close', (code) => reject(new Error(`the bot ended with ${code}: ${said}`)))
  })
  return { url, child, ended }
}

const isOwn = ({ author, system }: { author: string; system: boolean }) => author === 'arkindex-bot' && !system

function listOwn(request: MergeRequest, start: string): string[] {
  return request.notes.filter((note) => isOwn(note) && note.body.startsWith(start)).map(({ body }) => body)
}

/** What is wrong with a merge request when everything was worked. */
function judgeRequest(gitlab: Gitlab, place: string, request: MergeRequest): string[] {
  const name = `${place}!${request.iid}`
  const project = gitlab.project(place)
  const head = project.git('rev-parse', request.sourceBranch).trim()
  const notes = listOwn(request, '<!-- arkindex-ci merge-request ')
  const findings = listOwn(request, '<!-- arkindex-ci finding ').map((body) => body.split('\n')[0])
  const wrongs = [
    ...(notes.length === 1 ? [] : [`${notes.length} notes`]),
    ...(notes[0]?.includes(head.slice(0, 12)) === false ? ['the note is not of the last commit'] : []),
    ...(new Set(findings).size === findings.length ? [] : ['a discussion was opened twice']),
  ]
  for (const { id, body } of request.notes.filter((note) => note.body.startsWith('/arkindex'))) {
    const answers = listOwn(request, `<!-- arkindex-ci command ${id} -->`)
    if (answers.length > 1) wrongs.push(`${body} was answered ${answers.length} times`)
  }
  return wrongs.map((wrong) => `${name}: ${wrong}`)
}

function judgeStatuses(gitlab: Gitlab, place: string): string[] {
  const newest = new Map<string, string>()
  for (const { sha, name, status } of gitlab.project(place).statuses) newest.set(`${sha} ${name}`, status)
  return [...newest]
    .filter(([, status]) => status === 'running' || status === 'pending')
    .map(([of]) => `${place}: the status of ${of} stays running`)
}

/**
 * Merge requests are opened, pushed to and commented on while the bot is killed and started again on one database; half of the kills come
 * between the making of a note and its answer. Gives what is wrong when all was worked that the bot answered or its sweep found.
 */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { kills, program, longestLife, patience } = options
  const folder = mkdtempSync(path.join(tmpdir(), 'bot-storm-'))
  const places = Array.from({ length: options.projects }, (_value, index) => `acme/letters-${index}`)
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    users: [
      { username: 'ada', token: 'token-of-ada' },
      { username: 'arkindex-bot', token: secrets.STORM_TOKEN, bot: true },
    ],
    projects: places.map((place) => ({ path: place })),
  })
  const server = await startServer({ adminToken: secrets.STORM_INSTANCE_TOKEN })
  let bot: KilledBot | undefined
  try {
    await prepareLetters(openApi(server.url, secrets.STORM_INSTANCE_TOKEN))
    for (const place of places) gitlab.commitFiles(place, 'main', letters, 'Letters')
    const home = path.join(folder, 'bot')
    mkdirSync(home)
    const file = path.join(home, 'bot.yml')
    const lines = [
      'version: 1',
      'data: data',
      'gitlab:',
      `  - { name: gitlab, url: "${gitlab.url}", token: { env: STORM_TOKEN }, webhook_tokens: [{ env: STORM_WEBHOOK_TOKEN }], groups: [acme] }`,
      `instances: { demo: { url: "${server.url}", token: { env: STORM_INSTANCE_TOKEN } } }`,
      '',
    ]
    writeFileSync(file, lines.join('\n'), { mode: 0o600 })
    bot = await start(program, file, '0', folder)
    const { port } = new URL(bot.url)
    const { db, close } = await openBotDatabase(path.join(home, 'data/bot.sqlite'))
    const result = await runKills(bot, port)
    await close()
    return result

    async function runKills(first: KilledBot, port: string): Promise<StormResult> {
      const chance = createChance(kills)
      const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)]!
      const countLeft = async () =>
        Number(
          (
            await db
              .selectFrom('job')
              .select((eb) => eb.fn.countAll().as('count'))
              .where('ended', 'is', null)
              .executeTakeFirstOrThrow()
          ).count,
        )
      // The sweep of a project begins with the first one.
      await waitFor(async () => (await db.selectFrom('sweep_mark').select('id').execute()).length === places.length)
      for (const place of places) {
        const { world } = gitlab
        const made = await fetch(`${gitlab.apiUrl}/projects/${encodeURIComponent(place)}/hooks`, {
          method: 'POST',
          headers: { 'private-token': 'token-of-ada', 'content-type': 'application/json' },
          body: JSON.stringify({
            url: `${first.url}/gitlab/webhook`,
            token: secrets.STORM_WEBHOOK_TOKEN,
            merge_requests_events: true,
            note_events: true,
            push_events: false,
          }),
        })
        if (!made.ok) throw new Error(`no hook for ${place}: ${made.status}, of ${world.hooks.length}`)
      }
      let [pushes, commands, killsAtNotes, round] = [0, 0, 0, 0]
      const act = (isNew = false) => {
        round += 1
        const place = pick(places)
        const requests = gitlab.project(place).mergeRequests
        const files = { 'arkindex/reader.yml': worker(pick(['string', 'strnig', 'strnig']), round) }
        if (isNew || requests.length < 3) {
          const branch = `topic-${requests.length}`
          gitlab.commitFiles(place, branch, files, 'Change')
          gitlab.openMergeRequest(place, { sourceBranch: branch, author: 'ada' })
        } else if (chance() < 0.2) {
          commands += 1
          gitlab.writeNote(place, pick(requests).iid, '/arkindex validate')
        } else {
          pushes += 1
          gitlab.commitFiles(place, pick(requests).sourceBranch, files, 'More')
        }
      }
      const countNotes = () =>
        gitlab.world.projects.flatMap(({ mergeRequests }) => mergeRequests.flatMap(({ notes }) => notes.filter(isOwn)))
          .length
      for (let kill = 0; kill < kills; kill += 1) {
        const isAtNote = kill % 2 === 0
        gitlab.clearFaults()
        if (isAtNote) gitlab.addFault({ method: 'POST', path: /\/(notes|discussions)$/, hold: 1000 })
        const before = countNotes()
        // Its note is new: that of an older one is only edited.
        if (isAtNote) act(true)
        const life = longestLife * (0.2 + 0.8 * chance())
        for (const end = Date.now() + (isAtNote ? 20_000 : life); Date.now() < end; ) {
          if (isAtNote && countNotes() > before) {
            killsAtNotes += 1
            break
          }
          if (chance() < 0.15) act()
          await wait(10)
        }
        bot?.child.kill('SIGKILL')
        await bot?.ended
        // What happens while it is down is told to nobody.
        act()
        bot = await start(program, file, port, folder)
      }
      gitlab.clearFaults()
      await gitlab.settled()
      // The hooks may be disabled by now: a last start looks for what was missed.
      bot?.child.kill('SIGKILL')
      await bot?.ended
      bot = await start(program, file, port, folder)
      await wait(500)
      await waitFor(async () => (await countLeft()) === 0)
      return judge()

      async function waitFor(holds: () => Promise<boolean>): Promise<void> {
        for (const deadline = Date.now() + patience; !(await holds()); await wait(50)) {
          if (Date.now() > deadline) throw new Error('the bot does not come to its end')
        }
      }

      async function judge(): Promise<StormResult> {
        const answered = gitlab.deliveries.filter(({ status = 0 }) => status >= 200 && status < 300)
        const rows = await db.selectFrom('delivery').select(['dedupe_key', 'state', 'result']).execute()
        const states = new Map(rows.map((row) => [row.dedupe_key, row]))
        const dead = await db.selectFrom('job').select(['kind', 'last_error']).where('state', '=', 'dead').execute()
        const wrongs = places.flatMap((place) => [
          ...gitlab.project(place).mergeRequests.flatMap((request) => judgeRequest(gitlab, place, request)),
          ...judgeStatuses(gitlab, place),
        ])
        for (const { key } of answered) {
          const state = states.get(key)?.state ?? 'lost'
          if (state !== 'worked' && state !== 'ignored') wrongs.push(`an answered delivery is ${state}`)
        }
        for (const { kind, last_error } of dead) wrongs.push(`a dead letter of ${kind}: ${last_error}`)
        const mergeRequests = places.flatMap((place) => gitlab.project(place).mergeRequests).length
        return { kills, killsAtNotes, mergeRequests, pushes, commands, answered: answered.length, wrongs }
      }
    }
  } finally {
    bot?.child.kill('SIGKILL')
    await bot?.ended
    await server.close()
    await gitlab.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
