import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { copyFile, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Host } from '../core/image/host.ts'

const execute = promisify(execFile)

/** The commands of busybox that Dockerfiles of workers are likely to use. */
const applets = ['sh', 'cat', 'chmod', 'cp', 'echo', 'env', 'ls', 'mkdir', 'mv', 'rm', 'sleep', 'test', 'true']

export const baseName = 'library/node'
export const baseTag = '20-slim'

/** Where the machine's busybox is: any that links no libraries will do. */
function findBusybox(host: Host): string | undefined {
  const folders = (host.env.PATH ?? '').split(path.delimiter)
  return folders.map((folder) => path.join(folder, 'busybox')).find((file) => existsSync(file))
}

/** A name for the base image that changes when the machine's node or busybox does. */
export function nameBase(): string {
  const { size, mtimeMs } = statSync(process.execPath)
  return createHash('sha256').update(`1 ${process.version} ${size} ${mtimeMs}`).digest('hex').slice(0, 16)
}

/** Lays out a root folder of the machine's node, the libraries that it links, and busybox. */
async function layOut(folder: string, busybox: string): Promise<void> {
  for (const name of ['bin', 'etc', 'tmp', 'root', 'usr/bin', 'usr/local/bin', 'lib64', 'lib']) {
    await mkdir(path.join(folder, name), { recursive: true })
  }
  await copyFile(process.execPath, path.join(folder, 'usr/local/bin/node'))
  await copyFile(realpathSync(busybox), path.join(folder, 'bin/busybox'))
  for (const applet of applets) await symlink('busybox', path.join(folder, 'bin', applet))
  await symlink('/bin/env', path.join(folder, 'usr/bin/env'))
  const { stdout } = await execute('ldd', [process.execPath])
  for (const [, library = ''] of stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm)) {
    const target = path.join(folder, library)
    await mkdir(path.dirname(target), { recursive: true })
    await copyFile(realpathSync(library), target)
  }
  await writeFile(
    path.join(folder, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000:node:/home/node:/bin/sh\n',
  )
}

async function run(host: Host, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const { exit, stderr } = await host.run({ program: 'buildah', args, env })
  if (exit !== 0) throw new Error(`buildah ${args[0]} of the base image failed: ${stderr.trim().split('\n').at(-1)}`)
}

export interface BaseImageOptions {
  host: Host
  /** Folder to work in. */
  folder: string
  /** Host and port of the registry. */
  registry: string
  user: string
  password: string
  /** Variables for buildah, as its storage. */
  env: Readonly<Record<string, string>>
}

/**
 * Makes the image that `docker.io/library/node:20-slim` stands for here, of the machine's own node, and pushes it. Every
 * file gets the same time, so that it is the same image each time. Throws where the machine has no busybox.
 */
export async function pushBaseImage({ host, folder, registry, user, password, env }: BaseImageOptions): Promise<void> {
  const busybox = findBusybox(host)
  if (!busybox) throw new Error('busybox is not installed; "apt-get install -y busybox-static" brings it')
  const root = path.join(folder, 'base-root')
  await rm(root, { recursive: true, force: true })
  await layOut(root, busybox)
  const dockerfile = path.join(folder, 'base.Dockerfile')
  await writeFile(
    dockerfile,
    'FROM scratch\nCOPY . /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nCMD ["node"]\n',
  )
  const reference = `${registry}/${baseName}:${baseTag}`
  const authFile = path.join(folder, 'base-auth.json')
  try {
    const auth = Buffer.from(`${user}:${password}`).toString('base64')
    await writeFile(authFile, JSON.stringify({ auths: { [registry]: { auth } } }), { mode: 0o600 })
    await run(
      host,
      [
        'bud',
        '--quiet',
        '--isolation',
        'chroot',
        '--timestamp',
        '0',
        '--identity-label=false',
        '--tag',
        reference,
        '--file',
        dockerfile,
        root,
      ],
      env,
    )
    await run(host, ['push', '--quiet', '--tls-verify=false', '--authfile', authFile, reference], env)
  } finally {
    await rm(authFile, { force: true })
    await rm(root, { recursive: true, force: true })
  }
}

/** Puts a copy of a registry's images, kept from a run before, in place; false where there is none. */
export async function restoreImages(cache: string, images: string): Promise<boolean> {
  if (!existsSync(cache)) return false
  await cp(cache, images, { recursive: true })
  return true
}

/** Keeps a copy of a registry's images for later runs, where this user may write there. Two runs at once do not disturb each other. */
export async function keepImages(images: string, cache: string): Promise<void> {
  const draft = `${cache}.${process.pid}`
  try {
    await cp(images, draft, { recursive: true })
    await rename(draft, cache)
  } catch {
    await rm(draft, { recursive: true, force: true })
  }
}

/** The settings that make Dockerfiles of the real world build here: our registry stands in for Docker Hub's node image. */
export function renderRegistries(registry: string): string {
  return [
    `[[registry]]\nlocation = "${registry}"\ninsecure = true\n`,
    `[[registry]]\nprefix = "docker.io/${baseName}"\nlocation = "${registry}/${baseName}"\ninsecure = true\n`,
  ].join('\n')
}
