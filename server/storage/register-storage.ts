import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { forbidden, notFound, Refusal } from '../contract/refusal.ts'
import { isUuid } from '../contract/shape.ts'
import type { Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { archivePath, partPath } from './archive-path.ts'
import { ArchiveMissing, ArchiveTooLarge } from './archive-store.ts'
import { readRange } from './read-range.ts'
import type { SignedMethod } from './sign-url.ts'
import { countParts, nameJoinedArchive } from './uploads.ts'

const contentType = 'application/zstd'

/** What is read of an upload that is refused, so that the refusal arrives at a client which reads only when all is sent. */
const drainedBytes = 64 * 1024 ** 2
const drainTime = 5_000

function readLength(request: FastifyRequest): number | undefined {
  const text = request.headers['content-length']
  return text === undefined ? undefined : Number(text)
}

async function* readChunks(source: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  for (let next = await source.next(); !next.done; next = await source.next()) {
    if (Buffer.isBuffer(next.value)) yield next.value
  }
}

async function drain(source: AsyncIterator<unknown>): Promise<void> {
  const until = Date.now() + drainTime
  let size = 0
  try {
    for await (const chunk of readChunks(source)) {
      size += chunk.length
      if (size > drainedBytes || Date.now() > until) return
    }
  } catch {
    // It broke off, and needs no draining.
  }
}

/** What is answered to an upload that ended in an error. */
function toUploadRefusal(error: unknown, request: FastifyRequest, limit: number): unknown {
  if (error instanceof ArchiveTooLarge) return new Refusal(413, { detail: `At most ${limit} bytes are taken here.` })
  if (error instanceof ArchiveMissing) return notFound()
  // The other end went away in the middle: nobody is left to tell, and nothing was stored.
  return request.raw.aborted || request.raw.errored ? new Refusal(400, { detail: 'The upload broke off.' }) : error
}

/**
 * Gives the body to `store` as it comes in, never more of it than a chunk. Where that fails the connection ends, after some of
 * what is still sent was read.
 */
async function takeBody<Stored>(
  request: FastifyRequest,
  reply: FastifyReply,
  limit: number,
  store: (source: AsyncIterable<Buffer>) => Promise<Stored>,
): Promise<Stored> {
  const body = request.body instanceof Readable ? request.body : request.raw
  // Else the iterator would destroy the connection before the refusal is sent.
  const source = body.iterator({ destroyOnReturn: false })
  try {
    if ((readLength(request) ?? 0) > limit) throw new ArchiveTooLarge()
    return await store(readChunks(source))
  } catch (error) {
    reply.header('connection', 'close')
    await drain(source)
    throw toUploadRefusal(error, request, limit)
  }
}

async function sendArchive(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  row: Row<'model_version'>,
) {
  const { upload_key: key, upload_size: size, upload_md5: md5 } = row
  if (row.state !== 'available' || key === null || size === null || md5 === null) throw notFound()
  const etag = `"${md5}"`
  reply.header('accept-ranges', 'bytes').header('etag', etag).type(contentType)
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known?.some((one) => one === etag || one === '*')) return reply.status(304).send()
  // A range has no meaning but for GET.
  if (request.method === 'HEAD') return reply.header('content-length', size).send()
  const ifRange = request.headers['if-range']
  const range = readRange(
    { range: request.headers.range, ifRange: typeof ifRange === 'string' ? ifRange : undefined, etag },
    size,
  )
  if (range === 'unsatisfiable') {
    const detail = `The archive has ${size} bytes.`
    throw new Refusal(416, { detail }, { 'content-range': `bytes */${size}` })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const bytes = await services.archives.read(key, { start, end }).catch((error: unknown) => {
    throw error instanceof ArchiveMissing ? notFound('The archive is not in the store.') : error
  })
  if (range) reply.status(206).header('content-range', `bytes ${start}-${end}/${size}`)
  return reply.header('content-length', end - start + 1).send(bytes)
}

/** The part of the server that takes and gives model archives; whoever has a signed URL needs no token. */
export async function registerStorage(app: FastifyInstance, services: Services): Promise<void> {
  app.removeAllContentTypeParsers()
  // The body stays a stream: an archive is never held in memory.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  const checkSignature = (method: SignedMethod, path: string, query: unknown) => {
    const { expires, signature } =
      typeof query === 'object' && query !== null ? { expires: undefined, signature: undefined, ...query } : {}
    if (!services.signer.isSigned(method, path, { expires, signature })) {
      throw forbidden('The signature of this URL is wrong, or it has expired.')
    }
  }
  const findVersion = async (id: string) => {
    const version = isUuid(id)
      ? await services.db.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined
    if (!version) throw notFound()
    return version
  }
  const findSigned = async (method: SignedMethod, name: string, query: unknown) => {
    const id = name.replace(/\.tar\.zst$/, '')
    checkSignature(method, archivePath(id), query)
    return findVersion(id)
  }
  const refuseAvailable = ({ state }: Row<'model_version'>) => {
    if (state === 'available') throw forbidden('The model version is available: its archive stays as it is.')
  }

  app.put<{ Params: { name: string } }>('/storage/model-versions/:name', async (request, reply) => {
    const { id } = await takeSigned(request, reply, async () => {
      const version = await findSigned('PUT', request.params.name, request.query)
      refuseAvailable(version)
      return version
    })
    const { archiveBytes } = services.uploads.limits
    const stored = await takeBody(request, reply, archiveBytes, (source) =>
      services.uploads.store(id, (key) => services.archives.receive(key, source, archiveBytes)),
    )
    return reply.status(200).header('etag', `"${stored.md5}"`).send('')
  })

  app.put<{ Params: { version: string; upload: string; number: string } }>(
    '/storage/model-versions/:version/parts/:upload/:number',
    async (request, reply) => {
      const { version: versionId, upload: id } = request.params
      const { upload, number, storeId } = await takeSigned(request, reply, async () => {
        const number = /^[1-9]\d{0,4}$/.test(request.params.number) ? Number(request.params.number) : 0
        checkSignature('PUT', partPath({ id, model_version_id: versionId }, number), request.query)
        refuseAvailable(await findVersion(versionId))
        const upload = await services.db
          .selectFrom('multipart_upload')
          .selectAll()
          .where('id', '=', id)
          .where('created', '>', 0)
          .executeTakeFirst()
        if (!upload || upload.store_id === null || number > countParts(upload)) throw notFound()
        return { upload, number, storeId: upload.store_id }
      })
      const isLast = number === countParts(upload)
      const expected = isLast ? upload.size - (number - 1) * upload.part_size : upload.part_size
      const part = await takeBody(request, reply, expected, (source) => {
        const length = readLength(request)
        if (length !== expected) {
          const given = length === undefined ? 'without a Content-Length' : `of ${length} bytes`
          throw new Refusal(400, { detail: `Part ${number} has ${expected} bytes; this is one ${given}.` })
        }
        return services.archives.receivePart({ key: nameJoinedArchive(upload), id: storeId }, number, source, expected)
      })
      return reply.status(200).header('etag', `"${part.etag}"`).send('')
    },
  )

  app.route<{ Params: { name: string } }>({
    method: ['GET', 'HEAD'],
    url: '/storage/model-versions/:name',
    handler: async (request, reply) =>
      sendArchive(request, reply, services, await findSigned('GET', request.params.name, request.query)),
  })
}

/** What has to be right before the body is read; where it is not, the connection ends as in `takeBody`. */
async function takeSigned<Found>(
  request: FastifyRequest,
  reply: FastifyReply,
  find: () => Promise<Found>,
): Promise<Found> {
  try {
    return await find()
  } catch (error) {
    const body = request.body instanceof Readable ? request.body : request.raw
    reply.header('connection', 'close')
    await drain(body.iterator({ destroyOnReturn: false }))
    throw error
  }
}
