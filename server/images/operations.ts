import { sql } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, notFound, Refusal } from '../contract/refusal.ts'
import { integer, link, object, optional, uuid } from '../contract/shape.ts'
import { maximumCoordinate, type Size } from '../elements/polygon.ts'
import { loggedIn } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { ImageStatus } from '../tables.ts'
import { describeImage, type ImageColumns, imageShape } from './image-shape.ts'
import { isImageHost, lookUpSize } from './look-up-size.ts'

async function findImage(db: Database, id: string) {
  const { rows } =
    await sql<ImageColumns>`select image.id as image_id, image.path as image_path, image.width as image_width,
      image.height as image_height, image.status as image_status, image_server.url as server_url,
      image_server.display_name as server_name, image_server.max_width as server_max_width,
      image_server.max_height as server_max_height
    from image join image_server on image_server.id = image.server_id where image.id = ${id}`.execute(db)
  return rows[0]
}

/** The URL without what the IIIF image API appends, and all that may be the URL of its server, the longest first. */
export function splitImageUrl(given: string): { url: string; servers: string[] } | undefined {
  const { origin, pathname } = new URL(given)
  const path = pathname.replace(/\/info\.json$/, '').replace(/\/+$/, '')
  const parts = path.split('/')
  if (parts.length < 2 || parts.at(-1) === '') return undefined
  const servers = parts
    .slice(0, -1)
    .map((_part, index) => origin + parts.slice(0, index + 1).join('/'))
    .reverse()
  return { url: origin + path, servers }
}

/** Where an image stands among the servers that are known; a new server is the URL up to the last slash. */
async function getOrCreateServer(trx: Database, services: Pick<Services, 'clock'>, servers: readonly string[]) {
  const known = await trx.selectFrom('image_server').select(['id', 'url']).where('url', 'in', servers).execute()
  const [server] = known.sort((one, other) => other.url.length - one.url.length)
  const [longest] = servers
  if (server || longest === undefined) return server
  return trx
    .insertInto('image_server')
    .values({
      id: createId(),
      url: longest,
      display_name: new URL(longest).host,
      max_width: null,
      max_height: null,
      version: 2,
      created: services.clock.now(),
    })
    .returning(['id', 'url'])
    .executeTakeFirstOrThrow()
}

/** An image by the URL that the IIIF image API serves it under, made where it is missing. */
export async function getOrCreateImage(
  trx: Database,
  services: Pick<Services, 'clock'>,
  place: { url: string; servers: readonly string[] },
  made: Size & { status: ImageStatus },
): Promise<{ id: string; isNew: boolean }> {
  const server = await getOrCreateServer(trx, services, place.servers)
  if (!server) throw new Error('the URL of an image names no server')
  const path = place.url.slice(server.url.length + 1)
  const existing = await trx
    .selectFrom('image')
    .select('id')
    .where('server_id', '=', server.id)
    .where('path', '=', path)
    .executeTakeFirst()
  if (existing) return { id: existing.id, isNew: false }
  const id = createId()
  await trx
    .insertInto('image')
    .values({ id, server_id: server.id, path, ...made, created: services.clock.now() })
    .execute()
  return { id, isNew: true }
}

async function findByUrl(db: Database, place: { url: string; servers: readonly string[] }) {
  const known = await db.selectFrom('image_server').select(['id', 'url']).where('url', 'in', place.servers).execute()
  for (const server of known) {
    const image = await db
      .selectFrom('image')
      .select('id')
      .where('server_id', '=', server.id)
      .where('path', '=', place.url.slice(server.url.length + 1))
      .executeTakeFirst()
    if (image) return image
  }
  return undefined
}

/** The size of a new image: looked up where the operator allows the host, else as it was sent. Throws 400 where neither is there. */
async function findSize(
  services: Services,
  url: string,
  body: { width?: number; height?: number },
): Promise<Size & { status: ImageStatus }> {
  if (isImageHost(new URL(url), services.imageHosts)) {
    const found = await lookUpSize(url)
    if (!found.ok) throw invalid({ url: [found.problem] })
    return { ...found.size, status: 'checked' }
  }
  const { width, height } = body
  if (width === undefined || height === undefined) {
    const remedy = `This server does not ask ${new URL(url).host} for the size of images. Send it, or let the operator start the server with --image-host.`
    throw invalid(
      Object.fromEntries(
        (['width', 'height'] as const).filter((side) => body[side] === undefined).map((side) => [side, [remedy]]),
      ),
    )
  }
  return { width, height, status: 'unchecked' }
}

const side = optional(integer({ min: 1, max: maximumCoordinate, description: 'Pixels.', example: 2000 }))

const createIiifUrl = defineOperation({
  operationId: 'CreateIIIFURL',
  method: 'POST',
  path: '/image/iiif/url/',
  tag: 'images',
  summary: 'Create an image by the URL that the IIIF image API serves it under',
  description:
    'Its size is looked up where the operator of the server allows the host; elsewhere it is sent. An image that exists is refused with its `id`.',
  body: object({ url: link(), width: side, height: side }),
  answers: { statuses: { 201: 'The image was created' }, body: imageShape },
  rights: loggedIn,
  handle: async ({ body, services }) => {
    const place = splitImageUrl(body.url)
    if (!place) throw invalid({ url: ['The URL of an image has a path.'] })
    const taken = (id: string) => new Refusal(400, { url: ['An image with this URL already exists.'], id })
    const existing = await findByUrl(services.db, place)
    if (existing) throw taken(existing.id)
    const made = await findSize(services, place.url, body)
    const { id, isNew } = await services.db.transaction().execute((trx) => getOrCreateImage(trx, services, place, made))
    if (!isNew) throw taken(id)
    const row = await findImage(services.db, id)
    if (!row) throw notFound()
    return { status: 201, body: describeImage(row) }
  },
})

const retrieveImage = defineOperation({
  operationId: 'RetrieveImage',
  method: 'GET',
  path: '/image/{id}/',
  tag: 'images',
  summary: 'Retrieve an image',
  parameters: { path: { id: uuid('The id of the image.') } },
  answers: { statuses: { 200: 'The image' }, body: imageShape },
  refusals: [404],
  rights: loggedIn,
  handle: async ({ path, services }) => {
    const row = await findImage(services.db, path.id)
    if (!row) throw notFound()
    return { status: 200, body: describeImage(row) }
  },
})

export const imageOperations: readonly Operation[] = [createIiifUrl, retrieveImage]
