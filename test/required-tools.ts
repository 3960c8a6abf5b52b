import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { describe } from 'vitest'

/** Debian's package of each program that tests may need. */
const packages: Readonly<Record<string, string>> = {
  buildah: 'buildah',
  busybox: 'busybox-static',
  chromium: 'chromium',
  'docker-registry': 'docker-registry',
  git: 'git',
  ip: 'iproute2',
  nginx: 'nginx-light',
  openssl: 'openssl',
  'python3-gitlab': 'python3-gitlab',
  rsync: 'rsync',
  shellcheck: 'shellcheck',
  skopeo: 'skopeo',
  'swift-account-server': 'swift-account',
  'swift-container-server': 'swift-container',
  'swift-object-server': 'swift-object',
  'swift-proxy-server': 'swift-proxy',
  'swift-ring-builder': 'swift',
  strace: 'strace',
  unshare: 'util-linux',
  zstd: 'zstd',
}

/** The Python that has a module: Debian's own before the one on the path, which may be another. Undefined where none has. */
export function findPython(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  )
}

/** Whether a program is on the path, or where Debian keeps those for administrators. */
export function isInstalled(program: string): boolean {
  // A library, not a program.
  if (program === 'python3-gitlab') return findPython('gitlab') !== undefined
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * `describe` for tests that need programs of the machine. Where one is missing the tests are skipped, with the reason
 * and the line that installs it in their name; where CI is set they run and fail, because nothing may be left out there.
 */
export function describeWithTools(tools: readonly string[], name: string, define: () => void): void {
  const missing = tools.filter((tool) => !isInstalled(tool))
  if (missing.length === 0 || process.env.CI) {
    describe(name, define)
    return
  }
  const line = `apt-get install -y --no-install-recommends ${missing.map((tool) => packages[tool] ?? tool).join(' ')}`
  describe.skip(`${name} (skipped: no ${missing.join(', ')} here; install with: ${line})`, define)
}
