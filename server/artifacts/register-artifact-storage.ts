import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { forbidden, notFound, Refusal } from '../contract/refusal.ts'
import { isUuid } from '../contract/shape.ts'
import type { Services } from '../services.ts'
import { ArchiveMissing, ArchiveTooLarge } from '../storage/archive-store.ts'
import type { SignedMethod } from '../storage/sign-url.ts'
import { isFinal } from '../tasks/task-states.ts'
import { storeArtifact } from './artifact-archives.ts'

/** Where an artifact is put and fetched, by signed URLs. */
export function artifactPath(artifactId: string): string {
  return `/storage/artifacts/${artifactId}`
}

async function* readChunks(body: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of body) if (Buffer.isBuffer(chunk)) yield chunk
}

/** The part of the server that takes and gives artifacts; whoever has a signed URL needs no token. The body is to stay a stream. */
export function registerArtifactStorage(app: FastifyInstance, services: Services): void {
  const findSigned = async (method: SignedMethod, id: string, query: unknown) => {
    const { expires, signature } =
      typeof query === 'object' && query !== null ? { expires: undefined, signature: undefined, ...query } : {}
    if (!services.signer.isSigned(method, artifactPath(id), { expires, signature })) {
      throw forbidden('The signature of this URL is wrong, or it has expired.')
    }
    const artifact = isUuid(id)
      ? await services.db
          .selectFrom('artifact')
          .innerJoin('task', 'task.id', 'artifact.task_id')
          .selectAll('artifact')
          .select('task.state')
          .where('artifact.id', '=', id)
          .executeTakeFirst()
      : undefined
    if (!artifact) throw notFound()
    return artifact
  }

  app.put<{ Params: { id: string } }>('/storage/artifacts/:id', async (request, reply) => {
    const artifact = await findSigned('PUT', request.params.id, request.query)
    if (isFinal(artifact.state)) throw forbidden('The task has ended: its artifacts stay as they are.')
    const body = request.body instanceof Readable ? request.body : request.raw
    try {
      const stored = await storeArtifact(services, artifact, readChunks(body), {
        size: artifact.size,
        check: ({ size }) => {
          if (size !== artifact.size)
            throw new Refusal(400, { detail: `${artifact.size} bytes were announced, and ${size} came.` })
        },
      })
      return reply.status(200).header('etag', `"${stored.md5}"`).send('')
    } catch (error) {
      if (error instanceof ArchiveTooLarge) {
        reply.header('connection', 'close')
        throw new Refusal(413, { detail: `${artifact.size} bytes were announced, and more came.` })
      }
      if (request.raw.aborted || request.raw.errored) throw new Refusal(400, { detail: 'The upload broke off.' })
      throw error
    }
  })

  app.get<{ Params: { id: string } }>('/storage/artifacts/:id', async (request, reply) => {
    const artifact = await findSigned('GET', request.params.id, request.query)
    const { upload_key: key, upload_size: size, upload_md5: md5 } = artifact
    if (key === null || size === null) throw notFound()
    // What a task made is shown by no browser as a page of this server.
    reply.type(artifact.content_type).header('content-disposition', 'attachment').header('etag', `"${md5}"`)
    if (size === 0) return reply.send('')
    const bytes = await services.archives.read(key, { start: 0, end: size - 1 }).catch((error: unknown) => {
      throw error instanceof ArchiveMissing ? notFound('The artifact is not in the store.') : error
    })
    return reply.header('content-length', size).send(bytes)
  })
}
