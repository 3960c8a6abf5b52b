import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ArkindexInstance } from '../../core/arkindex/instance.ts'
import type { Transport } from '../../core/arkindex/transport.ts'
import type { AgentApi, TaskDefinition } from './agent-api.ts'

/** An artifact of another task could not be had; the message is for the log of the task that needs it. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError'
}

export interface ArtifactSource {
  api: AgentApi
  instance: ArkindexInstance
  transport: Transport
  /** The agent's own token. */
  token: string
  signal: AbortSignal
}

/** Times of a transfer of any size, in milliseconds: it may take long, but not stand still. */
export const transferLimits = { deadline: 6 * 3600_000, silence: 120_000 }

async function download(source: ArtifactSource, task: string, name: string, file: string): Promise<void> {
  const { instance, transport, token, signal } = source
  const operation = instance.describe('DownloadArtifact')
  if (!operation) throw new ArtifactError('the server has no operation DownloadArtifact')
  const route = operation.path.replace('{id}', encodeURIComponent(task)).replace('{path}', encodeURIComponent(name))
  let url = new URL(route, instance.url)
  let headers: Record<string, string> = { authorization: `Agent ${token}` }
  const sink = () => createWriteStream(file, { mode: 0o644 })
  for (let redirects = 0; redirects < 4; redirects += 1) {
    const answer = await transport.send({ method: 'GET', url, headers, sink, signal, limits: transferLimits })
    if (answer.status === 200) return
    const { location } = answer.headers
    if (answer.status < 300 || answer.status >= 400 || location === undefined)
      throw new ArtifactError(`the artifact ${name} of the task ${task} was answered ${answer.status}`)
    url = new URL(location, url)
    // The signed URL is the permission; the token goes to no store.
    headers = {}
  }
  throw new ArtifactError(`the artifact ${name} of the task ${task} is redirected too often`)
}

/** Puts the artifacts of other tasks where a worker looks for them: `<data>/<task id>/<path>`. Throws `ArtifactError`, or what the transport throws. */
export async function fetchArtifacts(
  source: ArtifactSource,
  wanted: TaskDefinition['artifactsOf'],
  data: string,
): Promise<void> {
  for (const { task, path: only } of wanted) {
    const names = only === null ? (await source.api.listArtifacts(task)).map((artifact) => artifact.path) : [only]
    const root = path.join(data, task)
    await mkdir(root, { recursive: true })
    for (const name of names) {
      const file = path.resolve(root, name)
      if (!file.startsWith(`${root}${path.sep}`))
        throw new ArtifactError(`the artifact ${name} leads out of its folder`)
      await mkdir(path.dirname(file), { recursive: true })
      await download(source, task, name, file)
    }
  }
}
