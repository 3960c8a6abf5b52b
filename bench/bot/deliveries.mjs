// Webhook calls of GitLab as the benches send them, and what the bot is started with to take them.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'
import { startProgram } from '../worker-versions/start-program.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const webhookToken = randomBytes(32).toString('hex')

/** As long as what GitLab sends of a note on a merge request. */
const filler = Object.fromEntries(
  Array.from({ length: 60 }, (_value, index) => [`field_${index}`, `what GitLab says of it: ${'x'.repeat(40)}`]),
)

/** A note that is no command: the bot reads it, and has nothing to do about it. */
export function makeNote(project = 7) {
  return JSON.stringify({
    object_kind: 'note',
    user: { id: 3, username: 'reviewer' },
    project: { id: project, path_with_namespace: `workers/worker-${project}`, ...filler },
    object_attributes: { id: 11, note: 'Looks good to me.', noteable_type: 'MergeRequest', author_id: 3 },
    merge_request: { id: 5, iid: 3, last_commit: { id: 'a'.repeat(40) } },
    nonce: randomUUID(),
  })
}

/** A merge request with a new commit: the bot has to ask the forge about it. */
export function makeMergeRequest(project = 7) {
  return JSON.stringify({
    object_kind: 'merge_request',
    user: { id: 3, username: 'author' },
    project: { id: project, path_with_namespace: `workers/worker-${project}`, ...filler },
    object_attributes: {
      ...{ id: 5, iid: 3, action: 'update', oldrev: 'b'.repeat(40), state: 'opened' },
      ...{ source_project_id: project, target_project_id: project, last_commit: { id: 'a'.repeat(40) } },
    },
    nonce: randomUUID(),
  })
}

export function makeHeaders(event, key = randomUUID()) {
  return { 'x-gitlab-event': event, 'x-gitlab-token': webhookToken, 'idempotency-key': key }
}

/** A folder of its own, and how to remove it. */
export function makeFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-bot-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A PostgreSQL that waits for the disk. */
export async function startCluster() {
  register()
  const { startPostgresql } = await import('../../test/postgresql/start-postgresql.ts')
  return startPostgresql({ isDurable: true })
}

/** Starts the bot as it is built, for a GitLab that is away. `database` is a URL of PostgreSQL; else it is SQLite in the folder. */
export function startBot({ folder, database, logLevel = 'info' }) {
  const config = path.join(folder, 'bot.yml')
  writeFileSync(
    config,
    [
      'version: 1',
      'data: data',
      ...(database === undefined ? [] : ['database: { env: BENCH_DATABASE }']),
      'gitlab:',
      '  - name: gitlab',
      '    url: http://127.0.0.1:9',
      '    token: { env: BENCH_TOKEN }',
      '    webhook_tokens: [{ env: BENCH_WEBHOOK_TOKEN }]',
      '    signing_keys: [{ env: BENCH_SIGNING_KEY }]',
      '    groups: [workers]',
      'instances: { demo: { url: "http://127.0.0.1:9", token: { env: BENCH_TOKEN } } }',
      '',
    ].join('\n'),
  )
  const args = [path.join(root, 'dist/arkindex-ci.cjs'), 'bot', '--config', config, '--port', '0']
  return startProgram([...args, '--log-level', logLevel], {
    HOME: folder,
    BENCH_TOKEN: 'token-of-the-bench',
    BENCH_WEBHOOK_TOKEN: webhookToken,
    BENCH_SIGNING_KEY: `whsec_${randomBytes(32).toString('base64')}`,
    ...(database === undefined ? {} : { BENCH_DATABASE: database }),
  })
}

/** Starts the floor of accepting: Fastify and one durable insert. */
export function startFloor(location) {
  return startProgram([path.join(root, 'bench/bot/floor.mjs'), location])
}
