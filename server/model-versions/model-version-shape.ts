import { readJsonObject } from '../../core/database/conventions.ts'
import {
  choice,
  component,
  freeObject,
  integer,
  link,
  moment,
  nullable,
  object,
  text,
  uuid,
} from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import type { Services } from '../services.ts'
import { archivePath } from '../storage/archive-path.ts'
import { modelVersionStates, type Row } from '../tables.ts'

export const md5 = text({
  max: 32,
  pattern: { source: '^[0-9a-fA-F]{32}$', message: 'Not an MD5 hash in hexadecimal.' },
  description: 'MD5 of the archive.',
})

export const modelVersionShape = component(
  'ModelVersion',
  object({
    id: uuid(),
    model_id: uuid(),
    model: component('ModelReference', object({ id: uuid(), name: text() })),
    tag: nullable(text({ max: 250 })),
    description: text({ canBeBlank: true, description: 'Markdown.' }),
    configuration: freeObject('What is given to every worker that uses it.'),
    state: choice(modelVersionStates),
    parent: nullable(uuid('The version that it was made from.')),
    size: nullable(integer({ min: 0, description: 'Bytes of the archive.' })),
    hash: nullable(text()),
    archive_hash: nullable(md5),
    s3_etag: nullable(text()),
    s3_url: nullable(
      link(
        'Where the archive may be fetched for an hour; null until the version is available, for guests also where it has no tag.',
      ),
    ),
    s3_put_url: nullable(
      link(
        'Where the archive is to be PUT (application/zstd) within an hour; null once it is available, or where you may not.',
      ),
    ),
    download_url: nullable(
      link('A link that does not expire and needs no token, as for tasks; null where `s3_url` is.'),
    ),
    created: moment(),
    updated: moment(),
  }),
)

/** What a download token stands for: it ends with the content that it was made for. */
export function nameContent(row: Row<'model_version'>): string {
  return `model-version\n${row.id}\n${row.upload_md5}`
}

export interface Viewer {
  origin: string
  level: number
  /** URLs to upload to are told where one version is asked for. */
  isList?: boolean
}

/** The URLs of a version's archive that whoever looks at it is given. */
interface Links {
  readonly fetch: string | null
  readonly put: string | null
}

/** A signed URL that fetches the archive: of the store itself where clients reach it, else of this server. */
export async function signFetch(services: Services, row: Row<'model_version'>, origin: string): Promise<string> {
  const { direct } = services.archives
  return direct && row.upload_key !== null
    ? direct.signGet(row.upload_key)
    : services.signer.sign(origin, 'GET', archivePath(row.id))
}

export async function signLinks(services: Services, row: Row<'model_version'>, viewer: Viewer): Promise<Links> {
  const isAvailable = row.state === 'available'
  const mayPut = viewer.level >= levels.contributor
  // What a guest may not use, a guest may not fetch (reference/arkindex.md 3.11).
  const isFetchable = isAvailable && row.upload_key !== null && (row.tag !== null || mayPut)
  if (isFetchable) return { fetch: await signFetch(services, row, viewer.origin), put: null }
  if (isAvailable || viewer.isList || !mayPut) return { fetch: null, put: null }
  const { direct } = services.archives
  const put = direct ? await direct.signPut(row.id) : services.signer.sign(viewer.origin, 'PUT', archivePath(row.id))
  return { fetch: null, put }
}

export function describeLinkedVersion(
  services: Services,
  model: { id: string; name: string },
  { row, links, origin }: { row: Row<'model_version'>; links: Links; origin: string },
) {
  return {
    id: row.id,
    model_id: row.model_id,
    model: { id: model.id, name: model.name },
    tag: row.tag,
    description: row.description,
    configuration: readJsonObject(row.configuration),
    state: row.state,
    parent: row.parent_id,
    size: row.size,
    hash: row.hash,
    archive_hash: row.archive_hash,
    s3_etag: row.state === 'available' ? row.upload_md5 : null,
    s3_url: links.fetch,
    s3_put_url: links.put,
    download_url:
      links.fetch === null
        ? null
        : `${origin}/api/v1/modelversions/download/?model_version=${row.id}&token=${services.signer.token(nameContent(row))}`,
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}

export async function describeModelVersion(
  services: Services,
  model: { id: string; name: string },
  row: Row<'model_version'>,
  viewer: Viewer,
) {
  const links = await signLinks(services, row, viewer)
  return describeLinkedVersion(services, model, { row, links, origin: viewer.origin })
}
