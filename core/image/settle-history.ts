import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../errors/coded-error.ts'
import { type BuildSession, quoteEnd } from './build-session.ts'
import type { ProgramResult } from './host.ts'
import { readRegistryError } from './registry-errors.ts'

type Properties = Record<string, unknown>

function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): Properties {
  const value: unknown = JSON.parse(text)
  return isProperties(value) ? value : {}
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * The configuration and the manifest of an image without what only tells how its builder came by it: comments of the history and
 * annotations name the image that each step began with, by its name in the cache or its place in the builder's store. The image's
 * date becomes `created`; the layers stay as they are.
 */
export function settleHistory(
  manifestText: string,
  configText: string,
  created: Date,
): { manifest: string; config: string; digest: string } {
  const { annotations, ...manifest } = parse(manifestText)
  const config = parse(configText)
  const history = Array.isArray(config.history) ? config.history : []
  const settled = JSON.stringify({
    ...config,
    created: created.toISOString().replace('.000Z', 'Z'),
    history: history.filter(isProperties).map(({ comment, ...entry }) => entry),
  })
  const kept = Object.entries(isProperties(annotations) ? annotations : {}).filter(
    ([name]) => !name.startsWith('org.opencontainers.image.base.'),
  )
  const text = JSON.stringify({
    ...manifest,
    config: {
      ...(isProperties(manifest.config) ? manifest.config : {}),
      digest: `sha256:${hash(settled)}`,
      size: Buffer.byteLength(settled),
    },
    ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}),
  })
  return { manifest: text, config: settled, digest: `sha256:${hash(text)}` }
}

/**
 * Replaces an image that was pushed as `reference` by its settled form, and gives the new digest. Only the configuration and the
 * manifest are sent: the layers are in the repository already. Throws what the registry answers.
 */
export async function settlePushedImage(
  session: BuildSession,
  pushed: { repository: string; reference: string; digest: string; commitTime: number },
): Promise<string> {
  const check = (result: ProgramResult) => {
    if (result.exit === 0) return result.stdout
    const reason = quoteEnd(result.stderr, 3).trim()
    throw (
      readRegistryError(result.stderr, session.registry, 'push') ??
      new CodedError('registry-push-refused', { registry: session.registry, reason })
    )
  }
  const [auth, tls] = [session.authArgs('skopeo'), session.tlsArgs('skopeo')]
  const ask = async (...args: string[]) => {
    const source = `docker://${pushed.repository}@${pushed.digest}`
    return check(await session.ask(['inspect', '--raw', ...args, ...auth, ...tls, source]))
  }
  const [manifestText, configText] = await Promise.all([ask(), ask('--config')])
  const { manifest, config, digest } = settleHistory(manifestText, configText, new Date(pushed.commitTime * 1000))
  const folder = path.join(session.folder, 'settled')
  await mkdir(folder)
  await writeFile(path.join(folder, 'version'), 'Directory Transport Version: 1.1\n')
  await writeFile(path.join(folder, 'manifest.json'), manifest)
  await writeFile(path.join(folder, hash(config)), config)
  const destination = ['--preserve-digests', ...auth, ...tls.map((flag) => flag.replace('--', '--dest-'))]
  const copy = ['copy', ...destination, `dir:${folder}`, `docker://${pushed.reference}`]
  check(await session.ask(copy))
  return digest
}
