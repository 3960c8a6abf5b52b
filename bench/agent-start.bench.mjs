// From a task being available to the first line of its container, against the bare start of a container by the same tool from the same image.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const command = path.join(root, 'dist/arkindex-ci.cjs')
const rounds = 15
const token = 'the-token-of-the-administrator'
const farmKey = 'the-key-of-the-farm-of-the-bench'

const takeMedian = (values) => values.toSorted((left, right) => left - right)[values.length >> 1]

function has(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()
}

async function findPort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Everything in a folder of its own: image store, server, agent. */
async function openStage(folder) {
  writeFileSync(
    path.join(folder, 'storage.conf'),
    `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/store"\nrunroot = "${folder}/run"\n`,
  )
  const env = { PATH: process.env.PATH, HOME: folder, CONTAINERS_STORAGE_CONF: path.join(folder, 'storage.conf') }
  const buildah = (...args) => {
    const { status, stdout, stderr } = spawnSync('buildah', args, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`buildah ${args[0]}: ${stderr}`)
    return stdout.trim()
  }
  const context = path.join(folder, 'context')
  mkdirSync(context)
  copyFileSync(realpathSync(has('busybox')), path.join(context, 'busybox'))
  const lines = ['FROM scratch', 'COPY busybox /bin/busybox', 'RUN ["/bin/busybox", "--install", "-s", "/bin"]']
  writeFileSync(path.join(context, 'Dockerfile'), lines.join('\n'))
  buildah('bud', '--quiet', '--isolation', 'chroot', '--tag', 'localhost/bench:1', context)
  const digest = buildah('inspect', '--type', 'image', '--format', '{{.FromImageDigest}}', 'localhost/bench:1')
  const port = await findPort()
  const url = `http://127.0.0.1:${port}`
  const children = []
  const run = (args, more) => {
    const child = spawn(process.execPath, [command, ...args], { env: { ...env, ...more }, stdio: 'ignore' })
    children.push(child)
  }
  const secrets = { ARKINDEX_FARM_KEY: farmKey }
  run(['server', '--memory', '--port', String(port)], { ...secrets, ARKINDEX_ADMIN_TOKEN: token })
  const ask = async (method, route, body) => {
    const answer = await fetch(`${url}/api/v1/${route}`, {
      method,
      headers: { authorization: `Token ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await delay(50)
  run(
    ['agent', '--url', url, '--state', path.join(folder, 'agent'), '--executor', 'buildah', '--disk-reserve', '1m'],
    secrets,
  )
  return {
    env,
    ask,
    image: `localhost/bench@${digest}`,
    close: async () => {
      for (const child of children.reverse()) {
        child.kill('SIGTERM')
        await new Promise((resolve) => child.once('exit', resolve))
      }
    },
  }
}

/** Milliseconds from the call to the first byte of the container. */
function timeBare({ env, image }, name) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const script = `buildah from --quiet --pull=false --name ${name} ${image} >/dev/null && exec buildah run --isolation chroot ${name} -- sh -c 'echo first'`
    const child = spawn('sh', ['-c', script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let took
    child.stdout.once('data', () => {
      took = performance.now() - start
    })
    child.once('close', () => {
      spawnSync('buildah', ['rm', name], { env })
      if (took === undefined) reject(new Error('the bare container wrote nothing'))
      else resolve(took)
    })
  })
}

/** Milliseconds since the machine started, in steps of 10. */
function readUptime() {
  return Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * 1000
}

/** Milliseconds from the start of a process to the first line of its container, which says when it was. */
async function timeTask({ ask }, corpus, version, set) {
  const process = await ask('POST', 'process/corpus/', { corpus, mode: 'dataset', name: 'bench' })
  await ask('POST', `process/${process.id}/workers/`, { worker_version_id: version })
  await ask('POST', `process/${process.id}/set/${set}/`)
  const start = readUptime()
  const { tasks } = await ask('POST', `process/${process.id}/start/`, {})
  for (;;) {
    const { state } = await ask('GET', `process/${process.id}/`)
    if (['failed', 'error'].includes(state)) throw new Error((await ask('GET', `task/${tasks[0].id}/logs/`)).text)
    if (state === 'completed') break
    await delay(50)
  }
  const { text } = await ask('GET', `task/${tasks[0].id}/logs/`)
  return Number.parseFloat(text) * 1000 - start
}

export default async function measure() {
  for (const program of ['buildah', 'busybox']) {
    if (!has(program)) {
      console.error(`agent-start is left out: no ${program} here`)
      return []
    }
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-agent-'))
  let stage
  try {
    stage = await openStage(folder)
    const { ask, image } = stage
    const corpus = await ask('POST', 'corpus/', { name: 'Bench' })
    const dataset = await ask('POST', `corpus/${corpus.id}/datasets/`, {
      name: 'Bench',
      description: '',
      set_names: ['a'],
    })
    const worker = await ask('POST', 'workers/', { name: 'Bench', slug: 'bench', type: 'bench' })
    const version = await ask('POST', `workers/${worker.id}/versions/`, {
      docker_image_iid: image,
      state: 'available',
      // busybox knows no milliseconds but these, of the machine's own clock.
      configuration: { docker: { command: 'cat /proc/uptime' } },
    })
    const floors = []
    const values = []
    for (let round = 0; round < rounds + 1; round += 1) {
      const floor = await timeBare(stage, `bare-${round}`)
      const value = await timeTask(stage, corpus.id, version.id, dataset.sets[0].id)
      // The first ones fill caches.
      if (round === 0) continue
      floors.push(floor)
      values.push(value)
    }
    const floor = takeMedian(floors)
    const value = takeMedian(values)
    return [
      {
        name: 'from a task available to the first line of its container, against the bare container start',
        ratio: value / floor,
        goal: 1.5,
        value,
        floor,
        unit: 'ms',
      },
    ]
  } finally {
    await stage?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
