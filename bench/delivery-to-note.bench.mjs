// From a delivery to the finished note of a merge request, its discussions and both statuses, through the bot as it is built: against
// the sum of its calls to GitLab and to the instance, each from the moment it arrives there to its answer. What the bot asks at once
// counts in full in that sum, so that a figure below 1 says that calls were made at the same time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'
import { makeHeaders, webhookToken } from './bot/deliveries.mjs'
import { startProgram } from './worker-versions/start-program.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const project = 'acme/letters'
const botToken = 'token-of-the-bot-of-the-bench'
const instanceToken = 'a'.repeat(40)
const rounds = 7

const worker = `slug: reader
display_name: Reader
type: recognizer
description: Reads.
configuration:
  - { key: depth, display_name: Depth, type: strnig }
`

/** Stands before a server and notes when each call came and was answered. */
async function watch(startProxy, url) {
  const proxy = await startProxy(url)
  const calls = []
  proxy.before = ({ index }) => {
    calls[index] = { start: performance.now() }
    return 'pass'
  }
  proxy.after = ({ index }) => {
    calls[index].end = performance.now()
    return 'pass'
  }
  return { proxy, calls }
}

function writeConfig(folder, gitlabUrl, instanceUrl) {
  const file = path.join(folder, 'bot.yml')
  const lines = [
    'version: 1',
    'data: data',
    'gitlab:',
    `  - { name: gitlab, url: "${gitlabUrl}", token: { env: BENCH_TOKEN }, webhook_tokens: [{ env: BENCH_WEBHOOK_TOKEN }], projects: [${project}] }`,
    `instances: { demo: { url: "${instanceUrl}", token: { env: BENCH_INSTANCE_TOKEN } } }`,
    '',
  ]
  writeFileSync(file, lines.join('\n'), { mode: 0o600 })
  return file
}

async function waitFor(read, what) {
  for (const deadline = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
    if (read()) return
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
  }
}

export default async function measure() {
  register()
  const { startServer } = await import('../server/start-server.ts')
  const { startGitlab } = await import('../test/gitlab/start-gitlab.ts')
  const { startProxy } = await import('../test/proxy/start-proxy.ts')
  const { letters, openApi, prepareLetters } = await import('../test/core/release/stage.ts')

  const folder = mkdtempSync(path.join(tmpdir(), 'bench-delivery-to-note-'))
  mkdirSync(path.join(folder, 'bot'))
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    users: [
      { username: 'ada', token: 'token-of-ada' },
      { username: 'arkindex-bot', token: botToken, bot: true },
    ],
    projects: [{ path: project }],
  })
  gitlab.commitFiles(project, 'main', letters, 'Letters')
  const server = await startServer({ adminToken: instanceToken })
  await prepareLetters(openApi(server.url, instanceToken))
  const forge = await watch(startProxy, gitlab.url)
  const instance = await watch(startProxy, server.url)
  const config = writeConfig(path.join(folder, 'bot'), forge.proxy.url, instance.proxy.url)
  const bot = await startProgram(
    [path.join(root, 'dist/arkindex-ci.cjs'), 'bot', '--config', config, '--port', '0', '--log-level', 'warn'],
    {
      HOME: folder,
      BENCH_TOKEN: botToken,
      BENCH_WEBHOOK_TOKEN: webhookToken,
      BENCH_INSTANCE_TOKEN: instanceToken,
    },
  )
  const { id, statuses } = gitlab.project(project)

  /** Opens a merge request, tells the bot of it, and gives the times until its last write. */
  async function run(round) {
    const branch = `round-${round}`
    const sha = gitlab.commitFiles(project, branch, { 'arkindex/reader.yml': worker, 'README.md': branch }, 'Change')
    const { iid } = gitlab.openMergeRequest(project, { sourceBranch: branch, author: 'ada' })
    const body = JSON.stringify({
      object_kind: 'merge_request',
      user: { id: 1, username: 'ada' },
      project: { id, path_with_namespace: project },
      object_attributes: {
        ...{ id: 5, iid, action: 'open', state: 'opened', source_project_id: id, target_project_id: id },
        last_commit: { id: sha },
      },
    })
    const seen = [forge.calls.length, instance.calls.length]
    const start = performance.now()
    const answer = await fetch(`${bot.url}/gitlab/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...makeHeaders('Merge Request Hook') },
      body,
    })
    if (answer.status >= 300) throw new Error(`the bot answered ${answer.status}: ${await answer.text()}`)
    const isDone = (name) => statuses.some((one) => one.sha === sha && one.name === name && one.status === 'failed')
    await waitFor(() => isDone('arkindex-ci/plan'), 'the last status')
    const calls = [...forge.calls.slice(seen[0]), ...instance.calls.slice(seen[1])].filter(Boolean)
    await waitFor(() => calls.every(({ end }) => end !== undefined), 'the last answer')
    const { notes } = gitlab.project(project).mergeRequests.find((request) => request.iid === iid)
    const own = notes.filter(({ author, system }) => author === 'arkindex-bot' && !system)
    if (own.length !== 2) throw new Error(`the bot wrote ${own.length} notes, and not one note and one discussion`)
    return {
      value: Math.max(...calls.map(({ end }) => end)) - start,
      floor: calls.reduce((sum, call) => sum + call.end - call.start, 0),
    }
  }

  try {
    // The first one loads what the bot loads when it is wanted.
    await run('first')
    const times = []
    for (let round = 0; round < rounds; round += 1) times.push(await run(round))
    const value = times.reduce((sum, time) => sum + time.value, 0) / rounds
    const floor = times.reduce((sum, time) => sum + time.floor, 0) / rounds
    const name = 'from a delivery to the finished note, against the sum of its calls to forge and instance'
    return [{ name, ratio: value / floor, goal: 1.3, value, floor, unit: 'ms' }]
  } finally {
    await bot.close()
    await forge.proxy.close()
    await instance.proxy.close()
    await server.close()
    await gitlab.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
