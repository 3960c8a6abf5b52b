import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { CodedError } from '../errors/coded-error.ts'
import { type BuildSecret, placeBuildSecrets } from './build-secrets.ts'
import { type BuildSession, quoteEnd, type RegistryRequest, withBuildSession } from './build-session.ts'
import { type Builder, type BuilderName, findBuilder } from './find-builder.ts'
import type { Host } from './host.ts'
import { readRegistryError } from './registry-errors.ts'
import { findCommitImage, findDigest, retagImage } from './retag-image.ts'
import { settlePushedImage } from './settle-history.ts'

export interface ImageRequest extends RegistryRequest {
  /** Absolute path of the folder that is sent to the builder. */
  context: string
  /** Absolute path of the Dockerfile; undefined takes `Dockerfile`, else `Containerfile`, of the context. */
  file?: string | undefined
  tag: string
  /** Commit time in seconds since 1970; every file of the image gets it, so that two builds of a commit are the same. */
  commitTime: number
  /** Full commit hash. */
  revision: string
  /** URL of the repository. */
  source?: string | undefined
  /** `NAME=VALUE` each. */
  buildArgs: readonly string[]
  secrets: readonly BuildSecret[]
  /** Whether layers are taken from `repository`/cache, and put there. */
  hasLayerCache: boolean
  /** Whether an image that the registry has of this commit gets the tag, in place of another build. */
  isReused: boolean
  isPushed: boolean
  /** The builder that is to be used; undefined takes the first that works. */
  builder?: BuilderName | undefined
}

export interface BuiltImage {
  /** `repository:tag`. */
  reference: string
  /** Digest of the manifest in the registry, `sha256:…`; undefined where nothing was pushed. */
  digest: string | undefined
  /** Undefined where the image was there already and got the tag. */
  builder: Builder | undefined
}

/**
 * The time of every file where layers are cached, 1980-01-01: with the commit's time a layer out of the cache would differ from
 * the same layer built now. Not 1970, because ZIP archives know no time before 1980.
 */
const cachedLayerTime = 315_532_800

/** The Dockerfile that a build reads, checked before anything is started. Throws `dockerfile-missing`. */
function findDockerfile(context: string, file: string | undefined): string {
  const candidates = file ? [file] : [path.join(context, 'Dockerfile'), path.join(context, 'Containerfile')]
  for (const candidate of candidates) {
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate
  }
  throw new CodedError('dockerfile-missing', { file: candidates[0] ?? 'Dockerfile' })
}

function checkBuildArgs(buildArgs: readonly string[]): void {
  for (const argument of buildArgs) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*=/.test(argument)) {
      throw new CodedError('wrong-usage', {
        problem: `--build-arg takes NAME=VALUE, not "${argument}".`,
        command: 'build',
      })
    }
  }
}

interface Work {
  request: ImageRequest
  session: BuildSession
  builder: Builder
  reference: string
}

function listCacheArgs({ request, builder }: Work): string[] {
  if (!request.hasLayerCache) return []
  const cache = `${request.repository}/cache`
  return builder.name === 'docker'
    ? ['--cache-from', `type=registry,ref=${cache}`, '--cache-to', `type=registry,ref=${cache},mode=max`]
    : ['--layers', '--cache-from', cache, '--cache-to', cache]
}

async function build(work: Work, dockerfile: string, env: Host['env']): Promise<void> {
  const { request, session, builder, reference } = work
  const isDocker = builder.name === 'docker'
  // No version: the image of a commit is the same from its branch and from each of its tags.
  const labels = {
    'org.opencontainers.image.revision': request.revision,
    ...(request.source ? { 'org.opencontainers.image.source': request.source } : {}),
  }
  const time = String(request.hasLayerCache ? cachedLayerTime : request.commitTime)
  const args = [
    builder.name === 'buildah' ? 'bud' : 'build',
    ...builder.buildArgs,
    ...session.authArgs(builder.name),
    ...session.tlsArgs(builder.name),
    ...(isDocker ? [] : ['--timestamp', time]),
    // The label with the builder's own version would change the digest with every update of it.
    ...(builder.name === 'buildah' ? ['--identity-label=false'] : []),
    ...listCacheArgs(work),
    ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...request.buildArgs.flatMap((argument) => ['--build-arg', argument]),
    ...(await placeBuildSecrets(request.secrets, env, session.folder)),
    '--file',
    dockerfile,
    '--tag',
    reference,
    '--',
    request.context,
  ]
  const result = await session.call(builder.name, args, { env: { ...builder.env, SOURCE_DATE_EPOCH: time } })
  if (result.exit === 0) return
  const base = /pinging container registry ([^\s:/]+(?::\d+)?)/.exec(result.stderr)?.[1]
  throw (
    (base && readRegistryError(result.stderr, base, 'pull')) ||
    new CodedError(
      'image-build-failed',
      { builder: builder.name, lines: quoteEnd(result.stderr || result.stdout) },
      { place: dockerfile },
    )
  )
}

async function push({ session, builder, reference }: Work): Promise<string> {
  const { registry } = session
  const digestFile = path.join(session.folder, 'digest')
  const args =
    builder.name === 'docker'
      ? ['push', reference]
      : [
          'push',
          ...session.authArgs(builder.name),
          ...session.tlsArgs(builder.name),
          '--digestfile',
          digestFile,
          reference,
        ]
  const result = await session.callPatiently(builder.name, args, { env: builder.env })
  if (result.exit !== 0) {
    throw (
      readRegistryError(result.stderr, registry, 'push') ??
      new CodedError('registry-push-refused', { registry, reason: quoteEnd(result.stderr, 3).trim() })
    )
  }
  const digest = findDigest(builder.name === 'docker' ? result.stdout : readFileSync(digestFile, 'utf8'))
  if (!digest) throw new CodedError('image-digest-missing', { builder: builder.name, reference })
  return digest
}

/** Gives the image of the commit that is in the registry the tag; undefined where there is none, which is said. */
async function reuse(request: ImageRequest, session: BuildSession, host: Host, reference: string) {
  const { repository, revision, tag } = request
  if (!host.isOnPath('skopeo')) {
    session.say('Building, because skopeo, which looks for an image of this commit, is not installed\n')
    return undefined
  }
  const found = await findCommitImage(session, { repository, revision, tag })
  if ('reason' in found) {
    session.say(`Building, because ${found.reason}\n`)
    return undefined
  }
  const isOther = found.reference !== reference
  if (isOther) await retagImage(session, repository, found, reference)
  const then = isOther ? `, and gets the tag ${tag}` : ''
  session.say(`Nothing to build: ${found.reference} is the image of this commit${then}\n`)
  return { reference, digest: found.digest, builder: undefined }
}

/** The layer cache needs a program beside the builder; without it the build goes on, as one without a cache. */
function chooseCache(request: ImageRequest, builder: Builder, host: Host, session: BuildSession): ImageRequest {
  // Without a push nobody is logged in.
  if (!request.hasLayerCache || !request.isPushed) return { ...request, hasLayerCache: false }
  if (builder.name === 'docker' || host.isOnPath('skopeo')) return request
  session.say('Building without the layer cache, which needs skopeo: it is not installed\n')
  return { ...request, hasLayerCache: false }
}

/**
 * Builds an image and pushes it, and gives the digest of that same push; or gives the image that the registry has of the commit the
 * tag, where the request says so. Passwords and secrets reach the builder by files and by its standard input alone. `say` gets what
 * is done, and the builder's output as it comes.
 */
export async function buildImage(request: ImageRequest, host: Host, say: (lines: string) => void): Promise<BuiltImage> {
  const dockerfile = findDockerfile(request.context, request.file)
  checkBuildArgs(request.buildArgs)
  const reference = `${request.repository}:${request.tag}`
  return withBuildSession(request, { host, cwd: request.context, say }, async (session) => {
    // Looked for meanwhile; where an image is there already it does not matter that there is no builder.
    const finding = findBuilder(host, request.builder)
    finding.catch(() => {})
    if (request.isReused && request.isPushed) {
      const image = await reuse(request, session, host, reference)
      if (image) return image
    }
    const builder = await finding
    say(`Building with ${builder.name} (${builder.details})\n`)
    const work: Work = { request: chooseCache(request, builder, host, session), session, builder, reference }
    if (request.isPushed) await session.logIn(builder.name, builder.env)
    await build(work, dockerfile, host.env)
    if (!request.isPushed) return { reference, digest: undefined, builder }
    const digest = await push(work)
    if (!work.request.hasLayerCache || builder.name === 'docker') return { reference, digest, builder }
    const { repository, commitTime } = request
    return {
      reference,
      digest: await settlePushedImage(session, { repository, reference, digest, commitTime }),
      builder,
    }
  })
}
