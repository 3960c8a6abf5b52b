import type { FastifyInstance } from 'fastify'
import { forbidden, notFound } from '../contract/refusal.ts'
import { isUuid } from '../contract/shape.ts'
import type { Services } from '../services.ts'
import { ArchiveMissing } from '../storage/archive-store.ts'
import { exportPath } from './export-path.ts'

/** The part of the server that gives the files of exports; whoever has a signed URL needs no token. */
export function registerExportDownload(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { name: string }; Querystring: { expires?: unknown; signature?: unknown } }>(
    '/storage/exports/:name',
    async (request, reply) => {
      const id = request.params.name.replace(/\.sqlite$/, '')
      const { expires, signature } = request.query
      if (!services.signer.isSigned('GET', exportPath(id), { expires, signature })) {
        throw forbidden('The signature of this URL is wrong, or it has expired.')
      }
      const row = isUuid(id)
        ? await services.db.selectFrom('export').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined
      if (row?.state !== 'done' || row.upload_key === null || row.size === null) throw notFound()
      const bytes = await services.archives
        .read(row.upload_key, { start: 0, end: row.size - 1 })
        .catch((error: unknown) => {
          throw error instanceof ArchiveMissing ? notFound('The file is not in the store.') : error
        })
      return reply
        .type('application/x-sqlite3')
        .header('content-length', row.size)
        .header('content-disposition', `attachment; filename="${row.corpus_id}.sqlite"`)
        .send(bytes)
    },
  )
}
