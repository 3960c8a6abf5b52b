import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { maskSecrets, registerSecret } from '../log/secrets.ts'
import type { Builder } from './find-builder.ts'
import type { Host, ProgramResult } from './host.ts'
import { isRegistryHost, readRegistryHost } from './image-name.ts'
import { readRegistryError } from './registry-errors.ts'

export interface ImageRequest {
  /** Absolute path of the folder that is sent to the builder. */
  context: string
  /** Absolute path of the Dockerfile; undefined takes `Dockerfile`, else `Containerfile`, of the context. */
  file?: string | undefined
  /** Full name in the registry, without a tag. */
  repository: string
  tag: string
  /** Commit time in seconds since 1970; every file of the image gets it, so that two builds of a commit are the same. */
  commitTime: number
  /** Full commit hash. */
  revision: string
  /** URL of the repository. */
  source?: string | undefined
  /** `NAME=VALUE` each. */
  buildArgs: readonly string[]
  /** The log-in that CI gives. Used only for the registry that it names. */
  login?: { registry: string; user: string; password: string } | undefined
  /** Whether plain http and unknown certificates are taken. */
  isInsecure: boolean
  isPushed: boolean
}

export interface BuiltImage {
  /** `repository:tag`. */
  reference: string
  /** Digest of the manifest in the registry, `sha256:…`; undefined where nothing was pushed. */
  digest: string | undefined
}

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

/** Log-ins for other registries that the job was given, for base images: GitLab's own variable, else the file that containers tools read. */
function readOtherLogins(env: Host['env']): string {
  const fromVariable = env.DOCKER_AUTH_CONFIG
  if (fromVariable) return fromVariable
  const file = env.REGISTRY_AUTH_FILE
  if (!file) return '{"auths":{}}'
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) })
  }
}

/** The last lines of an output, for an error's message. */
function quoteEnd(text: string, lines = 12): string {
  return text
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n')
}

interface Session {
  request: ImageRequest
  builder: Builder
  /** Gives what is needed to call the builder once: the log-in, its variables, where the output goes. */
  call(args: readonly string[], options?: { input?: string; env?: Record<string, string> }): Promise<ProgramResult>
  /** Arguments that point buildah and Podman to the throw-away log-in. */
  authArgs: readonly string[]
  tlsArgs: readonly string[]
  digestFile: string
  registry: string
}

async function logIn(session: Session): Promise<void> {
  const { login } = session.request
  if (!login) return
  const args = [
    'login',
    ...session.authArgs,
    ...session.tlsArgs,
    `--username=${login.user}`,
    '--password-stdin',
    login.registry,
  ]
  const result = await session.call(args, { input: login.password })
  if (result.exit === 0) return
  throw (
    readRegistryError(result.stderr, login.registry, 'login') ??
    new CodedError('registry-login-refused', { registry: login.registry, reason: quoteEnd(result.stderr, 3).trim() })
  )
}

async function build(session: Session, dockerfile: string, reference: string): Promise<void> {
  const { request, builder } = session
  const isDocker = builder.name === 'docker'
  // No version: the image of a commit is the same from its branch and from each of its tags.
  const labels = {
    'org.opencontainers.image.revision': request.revision,
    ...(request.source ? { 'org.opencontainers.image.source': request.source } : {}),
  }
  const args = [
    builder.name === 'buildah' ? 'bud' : 'build',
    ...builder.buildArgs,
    ...(isDocker ? [] : [...session.authArgs, ...session.tlsArgs, '--timestamp', String(request.commitTime)]),
    // The label with the builder's own version would change the digest with every update of it.
    ...(builder.name === 'buildah' ? ['--identity-label=false'] : []),
    ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...request.buildArgs.flatMap((argument) => ['--build-arg', argument]),
    '--file',
    dockerfile,
    '--tag',
    reference,
    '--',
    request.context,
  ]
  const result = await session.call(args, { env: { SOURCE_DATE_EPOCH: String(request.commitTime) } })
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

async function push(session: Session, reference: string): Promise<string> {
  const { builder, registry } = session
  const args =
    builder.name === 'docker'
      ? ['push', reference]
      : ['push', ...session.authArgs, ...session.tlsArgs, '--digestfile', session.digestFile, reference]
  const result = await session.call(args)
  if (result.exit !== 0) {
    throw (
      readRegistryError(result.stderr, registry, 'push') ??
      new CodedError('registry-push-refused', { registry, reason: quoteEnd(result.stderr, 3).trim() })
    )
  }
  const text = builder.name === 'docker' ? result.stdout : readFileSync(session.digestFile, 'utf8')
  const digest = /sha256:[0-9a-f]{64}/.exec(text)?.[0]
  if (!digest) throw new CodedError('image-digest-missing', { builder: builder.name, reference })
  return digest
}

/**
 * Builds an image and pushes it, and gives the digest of that same push. The log-in lies in a file of mode 0600 that is
 * removed at the end, however it ends; the password reaches the builder by its standard input alone.
 * `say` gets the builder's output as it comes.
 */
export async function buildImage(
  request: ImageRequest,
  builder: Builder,
  host: Host,
  say: (lines: string) => void,
): Promise<BuiltImage> {
  const registry = readRegistryHost(request.repository)
  const dockerfile = findDockerfile(request.context, request.file)
  checkBuildArgs(request.buildArgs)
  const { login } = request
  if (login && !isRegistryHost(login.registry)) throw new CodedError('image-name-invalid', { name: login.registry })
  const reference = `${request.repository}:${request.tag}`
  if (login) registerSecret(login.password)
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-ci-image-'))
  try {
    const authFile = path.join(folder, 'config.json')
    if (login) await writeFile(authFile, readOtherLogins(host.env), { mode: 0o600 })
    const isDocker = builder.name === 'docker'
    const session: Session = {
      request,
      builder,
      registry,
      digestFile: path.join(folder, 'digest'),
      authArgs: login && !isDocker ? ['--authfile', authFile] : [],
      tlsArgs: request.isInsecure && !isDocker ? ['--tls-verify=false'] : [],
      call: async (args, { input, env } = {}) => {
        const result = await host.run({
          program: builder.name,
          args,
          env: { ...builder.env, ...(login && isDocker ? { DOCKER_CONFIG: folder } : {}), ...env },
          cwd: request.context,
          onOutput: (lines) => say(maskSecrets(lines)),
          ...(input === undefined ? {} : { input }),
        })
        return { ...result, stdout: maskSecrets(result.stdout), stderr: maskSecrets(result.stderr) }
      },
    }
    if (request.isPushed) await logIn(session)
    await build(session, dockerfile, reference)
    return { reference, digest: request.isPushed ? await push(session, reference) : undefined }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
