import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { createId } from '../../core/database/conventions.ts'
import { forbidden, notFound, Refusal } from '../contract/refusal.ts'
import { isUuid } from '../contract/shape.ts'
import type { Services } from '../services.ts'
import { archivePath } from './archive-path.ts'
import { ArchiveTooLarge } from './archive-store.ts'

/** Larger archives are refused; a bound against filling the disk by one mistake. */
const maximumArchiveSize = 64 * 1024 ** 3

const contentType = 'application/zstd'

function isReadable(value: unknown): value is Readable {
  return typeof value === 'object' && value !== null && 'pipe' in value
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/** The one range that is asked for, or undefined where the whole is to be sent. */
function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}

function sendArchive(
  reply: FastifyReply,
  services: Services,
  archive: { key: string; size: number; md5: string; range: string | undefined },
) {
  const { key, size, md5 } = archive
  reply.header('accept-ranges', 'bytes').header('etag', `"${md5}"`).type(contentType)
  if (size === 0) return reply.send('')
  const range = readRange(archive.range, size)
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${size}`).send('')
  const { start, end } = range ?? { start: 0, end: size - 1 }
  if (range) reply.status(206).header('content-range', `bytes ${start}-${end}/${size}`)
  return reply.header('content-length', end - start + 1).send(services.archives.read(key, { start, end }))
}

/** The part of the server that takes and gives model archives; whoever has a signed URL needs no token. */
export async function registerStorage(app: FastifyInstance, services: Services): Promise<void> {
  app.removeAllContentTypeParsers()
  // The body stays a stream: an archive is never held in memory.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  const findVersion = async (path: string, name: string, query: unknown, method: string) => {
    const { expires, signature } =
      typeof query === 'object' && query !== null ? { expires: undefined, signature: undefined, ...query } : {}
    if (!services.signer.isSigned(method, path, { expires, signature })) {
      throw forbidden('The signature of this URL is wrong, or it has expired.')
    }
    const id = name.replace(/\.tar\.zst$/, '')
    const version = isUuid(id)
      ? await services.db.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined
    if (!version) throw notFound()
    return version
  }

  app.put<{ Params: { name: string } }>('/storage/model-versions/:name', async (request, reply) => {
    const version = await findVersion(
      archivePath(request.params.name.replace(/\.tar\.zst$/, '')),
      request.params.name,
      request.query,
      'PUT',
    )
    if (version.state === 'available') throw forbidden('The model version is available: its archive stays as it is.')
    const source = isReadable(request.body) ? request.body : request.raw
    const key = `${version.id}.${createId()}`
    const stored = await services.archives.receive(key, source, maximumArchiveSize).catch((error: unknown) => {
      if (error instanceof ArchiveTooLarge)
        throw new Refusal(413, { detail: `An archive holds at most ${maximumArchiveSize} bytes.` })
      if (hasCode(error, 'ENOSPC', 'EDQUOT'))
        throw new Refusal(507, { detail: 'No space is left to store the archive.' })
      // The other end went away in the middle: nobody is left to tell, and nothing was stored.
      if (hasCode(error, 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'))
        throw new Refusal(400, { detail: 'The upload broke off.' })
      throw error
    })
    const updated = await services.db
      .updateTable('model_version')
      .set({ upload_key: key, upload_size: stored.size, upload_md5: stored.md5, updated: services.clock.now() })
      .where('id', '=', version.id)
      .where('state', '!=', 'available')
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) {
      await services.archives.remove(key)
      throw forbidden('The model version became available, or was removed, in the meantime.')
    }
    if (version.upload_key !== null) await services.archives.remove(version.upload_key)
    return reply.status(200).header('etag', `"${stored.md5}"`).send('')
  })

  app.get<{ Params: { name: string } }>('/storage/model-versions/:name', async (request, reply) => {
    const version = await findVersion(
      archivePath(request.params.name.replace(/\.tar\.zst$/, '')),
      request.params.name,
      request.query,
      'GET',
    )
    const { upload_key: key, upload_size: size, upload_md5: md5 } = version
    if (version.state !== 'available' || key === null || size === null || md5 === null) throw notFound()
    return sendArchive(reply, services, { key, size, md5, range: request.headers.range })
  })
}
