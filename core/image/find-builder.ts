import { CodedError } from '../errors/coded-error.ts'
import type { Host, ProgramResult } from './host.ts'

export const builderNames = ['buildah', 'docker', 'podman'] as const
export type BuilderName = (typeof builderNames)[number]

export interface Builder {
  name: BuilderName
  /** What was found out about it, for people: storage driver and isolation, or the engine's version. */
  details: string
  /** Variables that every call of it needs. */
  env: Readonly<Record<string, string>>
  /** Arguments that every build with it needs. */
  buildArgs: readonly string[]
}

type Candidate = { builder: Builder } | { reason: string }

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}

function explain(result: ProgramResult, otherwise: string): string {
  return result.isMissing ? 'is not installed' : lastLine(result.stderr) || otherwise
}

async function tryBuildah(host: Host): Promise<Candidate> {
  const ask = (env: Record<string, string>) => host.run({ program: 'buildah', args: ['info'], env })
  let env: Record<string, string> = {}
  let answer = await ask(env)
  if (answer.isMissing) return { reason: explain(answer, '') }
  if (answer.exit !== 0 && !host.env.STORAGE_DRIVER) {
    // Overlay needs rights that many containers do not give; vfs copies, which works everywhere (reference/gitlab-ci.md 1a).
    env = { STORAGE_DRIVER: 'vfs' }
    answer = await ask(env)
  }
  if (answer.exit !== 0) return { reason: `cannot open its storage: ${explain(answer, 'no reason given')}` }
  const driver = /"GraphDriverName": "(\w+)"/.exec(answer.stdout)?.[1] ?? 'unknown'
  const hasRuntime = host.isOnPath('crun') || host.isOnPath('runc')
  const isolation = host.env.BUILDAH_ISOLATION || (hasRuntime ? 'oci' : 'chroot')
  return {
    builder: {
      name: 'buildah',
      details: `storage ${driver}, isolation ${isolation}`,
      env,
      buildArgs: hasRuntime || host.env.BUILDAH_ISOLATION ? [] : ['--isolation', 'chroot'],
    },
  }
}

async function tryDocker(host: Host): Promise<Candidate> {
  const answer = await host.run({ program: 'docker', args: ['version', '--format', '{{.Server.Version}}'] })
  if (answer.exit !== 0) return { reason: explain(answer, 'has no engine that answers') }
  const context = await host.run({
    program: 'docker',
    args: ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'],
  })
  // The throw-away configuration that holds the log-in knows no contexts, so the engine is named by its address.
  const endpoint = context.exit === 0 && !host.env.DOCKER_HOST ? lastLine(context.stdout) : ''
  return {
    builder: {
      name: 'docker',
      details: `engine ${answer.stdout.trim()}`,
      env: endpoint ? { DOCKER_HOST: endpoint } : {},
      buildArgs: [],
    },
  }
}

async function tryPodman(host: Host): Promise<Candidate> {
  const answer = await host.run({ program: 'podman', args: ['info', '--format', '{{.Version.Version}}'] })
  if (answer.exit !== 0) return { reason: explain(answer, 'has no engine that answers') }
  return { builder: { name: 'podman', details: `engine ${answer.stdout.trim()}`, env: {}, buildArgs: [] } }
}

const tries: Readonly<Record<BuilderName, (host: Host) => Promise<Candidate>>> = {
  buildah: tryBuildah,
  docker: tryDocker,
  podman: tryPodman,
}

/**
 * Finds a program that can build an image here: buildah, else Docker or Podman where the engine answers, because a client
 * alone builds nothing. `wanted` tries that one alone. Throws `no-image-builder` with the reason of each.
 */
export async function findBuilder(host: Host, wanted?: BuilderName): Promise<Builder> {
  const reasons: string[] = []
  for (const name of wanted ? [wanted] : builderNames) {
    const candidate = await tries[name](host)
    if ('builder' in candidate) return candidate.builder
    reasons.push(`${name} ${candidate.reason}`)
  }
  throw new CodedError('no-image-builder', { reasons: reasons.join('; ') })
}
