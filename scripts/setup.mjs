// Sets up all that a command of package.json needs: npm packages, system tools, the built command.
// Runs before node_modules exists, so it imports nothing but Node's own modules.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** System tools by the command that is looked for; `package` is Debian's name. */
const systemTools = [
  { command: 'git', package: 'git', uses: ['demo', 'test'] },
  { command: 'rsync', package: 'rsync', uses: ['demo', 'test'] },
  { command: 'buildah', package: 'buildah', uses: ['demo', 'test'] },
  { command: 'newuidmap', package: 'uidmap', uses: ['demo', 'test'] },
  { command: 'docker-registry', package: 'docker-registry', uses: ['demo', 'test'] },
  { command: 'skopeo', package: 'skopeo', uses: ['test'] },
  { command: 'busybox', package: 'busybox-static', uses: ['demo', 'test'] },
  { command: 'zstd', package: 'zstd', uses: ['demo', 'test'] },
  { command: 'openssl', package: 'openssl', uses: ['test'] },
  {
    command: 'python3-gitlab',
    file: '/usr/lib/python3/dist-packages/gitlab',
    package: 'python3-gitlab',
    uses: ['test'],
  },
  { command: 'shellcheck', package: 'shellcheck', uses: ['test'] },
  { command: 'initdb', package: 'postgresql', uses: ['test'] },
  { command: 'swift-proxy-server', package: 'swift-proxy', uses: ['test'] },
  { command: 'swift-account-server', package: 'swift-account', uses: ['test'] },
  { command: 'swift-container-server', package: 'swift-container', uses: ['test'] },
  { command: 'swift-object-server', package: 'swift-object', uses: ['test'] },
]

/** Where Debian keeps the programs of each PostgreSQL, off the path. */
function listPostgresqlFolders() {
  const folder = '/usr/lib/postgresql'
  return existsSync(folder) ? readdirSync(folder).map((version) => path.join(folder, version, 'bin')) : []
}

function isOnPath(command) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin', ...listPostgresqlFolders()]
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** A library has no command to look for: its folder is. */
function isPresent({ command, file }) {
  return file === undefined ? isOnPath(command) : existsSync(file)
}

/** What is said goes to standard error: standard output belongs to the command that is set up for. */
function say(text) {
  process.stderr.write(`${text}\n`)
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  return !error && status === 0
}

function readInstalledStamp() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(process.versions.modules)
    .digest('hex')
}

function setUpPackages() {
  const stamp = path.join(root, 'node_modules/.arkindex-ci-stamp')
  const wanted = readInstalledStamp()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Installing the npm packages of package-lock.json (npm ci); one of them is compiled, which takes about a minute.')
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    say('npm ci failed: see above. Run it by hand to see more, then run this command again.')
    process.exit(2)
  }
  writeFileSync(stamp, wanted)
}

function setUpTools(use, mayInstall) {
  const missing = systemTools.filter((tool) => tool.uses.includes(use) && !isPresent(tool))
  if (missing.length === 0) return
  const packages = missing.map((tool) => tool.package)
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  const isRoot = process.getuid?.() === 0
  if (mayInstall && isRoot && isOnPath('apt-get')) {
    say(`Installing system tools with Debian's package manager: ${packages.join(', ')} (--no-install refuses).`)
    process.env.DEBIAN_FRONTEND = 'noninteractive'
    const isInstalled =
      run('apt-get', ['-qq', 'update']) &&
      run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages])
    if (isInstalled) return
    say('apt-get could not install them: see above. Going on without.')
    return
  }
  say(
    `Missing system tools: ${missing.map((tool) => tool.command).join(', ')}. What needs them is skipped. To install them:`,
  )
  say(`    ${isRoot ? '' : 'sudo '}${line}`)
}

/** Does all the set-up for one use, `demo`, `test` or `build`. Says what it does; with everything in place it takes some milliseconds. */
export async function setUp(use, { mayInstall = true } = {}) {
  setUpPackages()
  setUpTools(use, mayInstall)
  const { build, isBuilt } = await import('./build.mjs')
  if (!isBuilt()) {
    say('Building the command.')
    await build()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUp(process.argv[2] ?? 'build', { mayInstall: !process.argv.includes('--no-install') })
}
