// Our commands in the jobs of a tag pipeline, as whole processes, against the bare builds, pushes and HTTP calls in them.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const command = path.join(root, 'dist/arkindex-ci.cjs')
const rounds = 4
const megabytes = 60
const token = 'bench0123456789bench0123456789bench01234'
const publishing = 'worker,worker-version,reference,model,model-version,compatibility'
const [user, password] = ['ci-robot', 'bench-password']

const dockerfile = `FROM scratch
COPY rootfs /
RUN echo built > /built && wc -c /data > /size
CMD ["/bin/busybox"]
`

/** Runs a program to its end; gives its time in milliseconds. Throws with what it said where it failed. */
function run(program, args, { cwd, env, input = '' }) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint()
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (exit) => {
      const took = Number(process.hrtime.bigint() - start) / 1e6
      if (exit === 0) resolve(took)
      else reject(new Error(`${program} ${args.join(' ')} ended with ${exit}:\n${said}`))
    })
    child.stdin.end(input)
  })
}

/** A worker repository like the example, with an image of its own: a shell, and data that no registry has yet. */
function writeRepository(folder) {
  cpSync(path.join(root, 'examples'), folder, { recursive: true })
  rmSync(path.join(folder, '.dockerignore'), { force: true })
  const rootfs = path.join(folder, 'rootfs/bin')
  mkdirSync(rootfs, { recursive: true })
  cpSync('/bin/busybox', path.join(rootfs, 'busybox'), { dereference: true })
  for (const name of ['sh', 'wc', 'echo']) cpSync('/bin/busybox', path.join(rootfs, name), { dereference: true })
  writeFileSync(path.join(folder, 'Dockerfile'), dockerfile)
}

function commit(folder, message) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
  writeFileSync(path.join(folder, 'rootfs/data'), randomBytes(megabytes * 1024 * 1024))
  if (!existsSync(path.join(folder, '.git'))) git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
  return { sha: git('rev-parse', 'HEAD').trim(), time: git('log', '-1', '--format=%cI').trim() }
}

/** Storage of its own for each round, so that nothing is there from before. */
function openStorage(folder, registry) {
  const home = path.join(folder, 'home')
  mkdirSync(path.join(home, '.config/containers'), { recursive: true })
  writeFileSync(
    path.join(home, '.config/containers/registries.conf'),
    `[[registry]]\nlocation = "${registry}"\ninsecure = true\n`,
  )
  writeFileSync(
    path.join(folder, 'storage.conf'),
    `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/store"\nrunroot = "${folder}/run"\n`,
  )
  return {
    HOME: home,
    CONTAINERS_STORAGE_CONF: path.join(folder, 'storage.conf'),
    CONTAINERS_REGISTRIES_CONF: path.join(home, '.config/containers/registries.conf'),
  }
}

/** The bare way: log in, look for the commit's image, build and push, with the same isolation, format and timestamp. */
async function timeBareImage(repository, folder, registry, name, time) {
  const env = { ...openStorage(folder, registry), REGISTRY_AUTH_FILE: path.join(folder, 'auth.json') }
  const seconds = String(Math.floor(Date.parse(time) / 1000))
  const login = await run('buildah', ['login', '-u', user, '--password-stdin', registry], {
    cwd: repository,
    env,
    input: password,
  })
  // A tag whose commit has no image, as ours finds it too.
  const look = await run('sh', ['-c', '! skopeo inspect --no-tags "docker://$1"', 'sh', `${name}-none`], {
    cwd: repository,
    env,
  })
  const build = await run('buildah', ['bud', '--isolation', 'chroot', '--timestamp', seconds, '-t', name, '.'], {
    cwd: repository,
    env,
  })
  const push = await run('buildah', ['push', '--digestfile', path.join(folder, 'digest'), name], {
    cwd: repository,
    env,
  })
  return login + look + build + push
}

export default async function measure() {
  register()
  const { startServer } = await import('../server/start-server.ts')
  const { readSeedFile } = await import('../server/seed/read-seed.ts')
  const { startProxy } = await import('../test/proxy/start-proxy.ts')
  const { startRegistry } = await import('../test/registry/start-registry.ts')

  const place = mkdtempSync(path.join(tmpdir(), 'bench-tag-pipeline-'))
  const registry = await startRegistry({ folder: path.join(place, 'registry'), user, password })
  const seed = readSeedFile(path.join(root, 'demo/seed.yml'), {
    DEMO_PUBLISHER_TOKEN: token,
    DEMO_GUEST_TOKEN: `${token}guest`,
  })
  const server = await startServer({ data: path.join(place, 'data'), seed })
  const proxy = await startProxy(server.url)
  let callTime = 0
  const started = new Map()
  proxy.before = ({ index }) => {
    started.set(index, process.hrtime.bigint())
    return 'pass'
  }
  proxy.after = ({ index }) => {
    callTime += Number(process.hrtime.bigint() - started.get(index)) / 1e6
    return 'pass'
  }
  const profiles = path.join(place, 'profiles.yml')
  writeFileSync(profiles, JSON.stringify({ default_host: 'demo', hosts: { demo: { url: proxy.url, token } } }), {
    mode: 0o600,
  })

  /** Every command of a tag's pipeline, one after another; gives their time in milliseconds, and the time of HTTP calls in it. */
  async function timeCommands(repository, env) {
    callTime = 0
    const call = (args, more = {}) =>
      run(process.execPath, [command, ...args], { cwd: repository, env: { ...env, ...more } })
    let took = await call(['validate', '--output', 'codequality=quality.json', '--output', 'junit=junit.xml'])
    took += await call(['build', '--dotenv', 'image.env'])
    const image = Object.fromEntries(
      readFileSync(path.join(repository, 'image.env'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    )
    took += await call(['plan', '--out', 'plan.json'])
    took += await call(['apply', 'plan.json', '--report', 'outcomes.json'], {
      ...image,
      ARKINDEX_CI_ONLY: publishing,
    })
    took += await call(['apply', 'plan.json', '--only', 'training', '--report', 'training.json'], image)
    return { took, callTime }
  }

  let value = 0
  let floor = 0
  let again = 0
  let builds = 0
  try {
    for (let round = 0; round < rounds; round += 1) {
      const repository = path.join(place, `repository-${round}`)
      writeRepository(repository)
      const timeBare = async () => {
        const { time } = commit(repository, 'Bare')
        const name = `${registry.host}/bench/bare:${round}`
        return timeBareImage(repository, path.join(place, `bare-${round}`), registry.host, name, time)
      }
      const timeOurs = async () => {
        const ours = commit(repository, 'Ours')
        const env = {
          ...openStorage(path.join(place, `ours-${round}`), registry.host),
          CI: 'true',
          CI_PROJECT_URL: 'https://gitlab.example.org/acme/bench',
          CI_COMMIT_SHA: ours.sha,
          CI_COMMIT_TAG: `v1.0.${round}`,
          // GitLab tells a job all of it; without, each command would ask git.
          CI_COMMIT_TIMESTAMP: ours.time,
          CI_COMMIT_MESSAGE: 'Ours',
          CI_COMMIT_AUTHOR: 'bench <bench@example.org>',
          CI_DEFAULT_BRANCH: 'main',
          CI_REGISTRY: registry.host,
          CI_REGISTRY_IMAGE: `${registry.host}/bench/ours`,
          CI_REGISTRY_USER: user,
          CI_REGISTRY_PASSWORD: password,
          ARKINDEX_CI_GITLAB_SECURE_FILE: profiles,
        }
        return { env, ...(await timeCommands(repository, env)) }
      }
      // What is written is flushed while the next one runs: neither of the two is always the second.
      const first = round % 2 === 0 ? await timeBare() : undefined
      const ours = await timeOurs()
      const bare = first ?? (await timeBare())
      value += ours.took
      floor += bare + ours.callTime
      // Another tag of the same commit: its image is in the registry, as the pipeline of a branch leaves it.
      const { env } = ours
      execFileSync(
        'skopeo',
        [
          ...['copy', '--src-creds', `${user}:${password}`, '--dest-creds', `${user}:${password}`],
          ...['--src-tls-verify=false', '--dest-tls-verify=false'],
          `docker://${env.CI_REGISTRY_IMAGE}:${env.CI_COMMIT_TAG}`,
          `docker://${env.CI_REGISTRY_IMAGE}:commit-${env.CI_COMMIT_SHA.slice(0, 8)}`,
        ],
        { stdio: 'ignore' },
      )
      const retagged = await timeCommands(repository, { ...env, CI_COMMIT_TAG: `v1.1.${round}` })
      again += retagged.took
      builds += bare + retagged.callTime
      for (const name of [`bare-${round}`, `ours-${round}`, `repository-${round}`])
        rmSync(path.join(place, name), { recursive: true, force: true })
    }
  } finally {
    await proxy.close()
    await server.close()
    await registry.stop()
    rmSync(place, { recursive: true, force: true })
  }
  const name = `commands of a tag pipeline, image of ${megabytes} MB, against a bare look, build and push, and HTTP calls`
  return [
    { name, ratio: value / floor, goal: 1.3, value: value / rounds, floor: floor / rounds, unit: 'ms' },
    {
      name: 'the same where the registry has the image of the commit, against building it barely',
      ratio: again / builds,
      goal: 0.6,
      value: again / rounds,
      floor: builds / rounds,
      unit: 'ms',
    },
  ]
}
