import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CodedError } from '../errors/coded-error.ts'
import { type BuildSession, quoteEnd } from './build-session.ts'
import type { ProgramResult } from './host.ts'
import { nameTag } from './image-name.ts'
import { readRegistryError } from './registry-errors.ts'

/** An image that a pipeline of the commit pushed before. */
export interface CommitImage {
  /** `repository:commit-…`, or the tag itself where a pipeline of it ran before. */
  reference: string
  digest: string
}

/** The digest in a text that a program wrote, or undefined. */
export function findDigest(text: string): string | undefined {
  return /sha256:[0-9a-f]{64}/.exec(text)?.[0]
}

function readInspection(text: string): { digest: string | undefined; revision: string | undefined } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { digest: undefined, revision: undefined }
  }
  const read = (from: unknown, key: string): unknown =>
    typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined
  const [digest, revision] = [read(value, 'Digest'), read(read(value, 'Labels'), 'org.opencontainers.image.revision')]
  return {
    digest: typeof digest === 'string' ? findDigest(digest) : undefined,
    revision: typeof revision === 'string' ? revision : undefined,
  }
}

/** What was said of an image that is not there, as against a registry that fails or refuses. */
const isMissing = ({ stderr }: ProgramResult) => /manifest unknown|name unknown|not found|\b404\b/i.test(stderr)

type Answer = CommitImage | { reason: string; isRefused?: true }

async function inspectImage(session: BuildSession, reference: string, revision: string): Promise<Answer> {
  const flags = [...session.authArgs('skopeo'), ...session.tlsArgs('skopeo')]
  const result = await session.ask(['inspect', '--no-tags', ...flags, `docker://${reference}`])
  if (result.exit !== 0) {
    if (isMissing(result)) return { reason: `the registry has no ${reference}` }
    const error = readRegistryError(result.stderr, session.registry, 'pull')
    if (error) throw error
    return { reason: `${reference} could not be read: ${quoteEnd(result.stderr, 1).trim()}`, isRefused: true }
  }
  const found = readInspection(result.stdout)
  if (found.digest === undefined) return { reason: `${reference} has no digest` }
  if (found.revision !== revision) {
    const whose = found.revision === undefined ? 'names no commit in its labels' : `is of the commit ${found.revision}`
    return { reason: `${reference} ${whose}` }
  }
  return { reference, digest: found.digest }
}

/**
 * The image that a pipeline of this commit pushed to `repository`, of its branch or of this same tag; or the reason why there is
 * none to take. A tag has eight digits of the hash at most, and may move, so the label must name the whole of it. Throws
 * `registry-unreachable` and `registry-login-refused`.
 */
export async function findCommitImage(
  session: BuildSession,
  { repository, revision, tag }: { repository: string; revision: string; tag: string },
): Promise<CommitImage | { reason: string }> {
  await session.presentLogIn()
  const inspect = (name: string) => inspectImage(session, `${repository}:${name}`, revision)
  const [ofCommit, ofTag] = await Promise.all([inspect(nameTag({ revision })), inspect(tag)])
  // GitLab refuses to tell of what is not there, too: then the log-in tells which of the two it is.
  if ([ofCommit, ofTag].some((answer) => 'reason' in answer && answer.isRefused)) await session.logIn('skopeo')
  else session.confirmLogIn()
  return 'reason' in ofCommit && !('reason' in ofTag) ? ofTag : ofCommit
}

/** Gives an image of the registry one more tag, within the registry. The digest stays the same; throws where it does not. */
export async function retagImage(
  session: BuildSession,
  repository: string,
  image: CommitImage,
  reference: string,
): Promise<void> {
  const digestFile = path.join(session.folder, 'retag-digest')
  const tls = session.tlsArgs('skopeo').flatMap((flag) => [flag.replace('--', '--src-'), flag.replace('--', '--dest-')])
  const args = [
    'copy',
    // A list of images for several platforms stays whole.
    '--all',
    '--preserve-digests',
    ...session.authArgs('skopeo'),
    ...tls,
    '--digestfile',
    digestFile,
    `docker://${repository}@${image.digest}`,
    `docker://${reference}`,
  ]
  const result = await session.ask(args)
  if (result.exit !== 0) {
    throw (
      readRegistryError(result.stderr, session.registry, 'push') ??
      new CodedError('registry-push-refused', {
        registry: session.registry,
        reason: quoteEnd(result.stderr, 3).trim(),
      })
    )
  }
  if (findDigest(readFileSync(digestFile, 'utf8')) !== image.digest)
    throw new CodedError('image-digest-missing', { builder: 'skopeo', reference })
}
