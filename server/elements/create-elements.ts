import { sql } from 'kysely'
import { groupIds, insertRows } from '../../core/database/insert-rows.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { describeUnknownId } from '../contract/refusal.ts'
import { type MetadataInput, makeMetadataRows } from '../metadata/metadata-input.ts'
import type { Database } from '../services.ts'
import { toFlag } from '../tables.ts'
import { checkInside, coverImage, type Polygon, type Size } from './polygon.ts'

/** An element as it is sent. */
export interface ElementInput {
  readonly name: string
  /** The slug of its type. */
  readonly type: string
  readonly image?: string | null
  readonly polygon?: Polygon | null
  readonly rotation_angle?: number
  readonly mirrored?: boolean
  readonly confidence?: number | null
  readonly metadata?: readonly MetadataInput[]
}

/** Where new elements come to stand and whose they are. */
export interface ElementPlace {
  readonly corpusId: string
  readonly parent: { readonly id: string; readonly image_id: string | null } | undefined
  /** The place of the first one among the children of the parent. */
  readonly ordering: number
  readonly creatorId: string
  readonly workerRunId: string | null
  readonly now: number
}

interface PreparedElement {
  readonly input: ElementInput
  readonly typeId: string
  readonly imageId: string | null
  readonly polygon: string | null
}

/** The types of a corpus by their slugs. */
async function readTypes(trx: Database, corpusId: string): Promise<Map<string, string>> {
  const types = await trx.selectFrom('element_type').select(['id', 'slug']).where('corpus_id', '=', corpusId).execute()
  return new Map(types.map(({ slug, id }) => [slug, id]))
}

/** The sizes of images by their ids. */
export async function readImageSizes(trx: Database, ids: readonly string[]): Promise<Map<string, Size>> {
  const sizes = new Map<string, Size>()
  for (const group of groupIds([...new Set(ids)])) {
    const { rows } = await sql<
      Size & { id: string }
    >`select id, width, height from image where id in (${sql.join(group)})`.execute(trx)
    for (const { id, width, height } of rows) sizes.set(id, { width, height })
  }
  return sizes
}

/** The image and polygon of an element, or what is wrong with them, by field. */
export function placeOnImage(
  input: Pick<ElementInput, 'image' | 'polygon'>,
  parentImageId: string | null,
  sizes: ReadonlyMap<string, Size>,
): { imageId: string | null; polygon: string | null } | { problems: Record<string, string[]> } {
  const { image, polygon } = input
  const imageId = image ?? (polygon ? parentImageId : null)
  if (imageId === null) {
    return polygon
      ? { problems: { image: ['An element with a polygon needs an image, its own or that of its parent.'] } }
      : { imageId: null, polygon: null }
  }
  const size = sizes.get(imageId)
  if (!size) return { problems: { image: [describeUnknownId(imageId)] } }
  const problem = polygon ? checkInside(polygon, size) : undefined
  if (problem !== undefined) return { problems: { polygon: [problem] } }
  return { imageId, polygon: JSON.stringify(polygon ?? coverImage(size)) }
}

/** Checks new elements against their corpus, all of them at once: what is wrong stands under the index of the element. */
export async function prepareElements(
  trx: Database,
  inputs: readonly ElementInput[],
  place: Pick<ElementPlace, 'corpusId' | 'parent'>,
): Promise<{ elements: PreparedElement[] } | { problems: Record<string, Record<string, string[]>> }> {
  const types = await readTypes(trx, place.corpusId)
  const parentImageId = place.parent?.image_id ?? null
  const imageIds = inputs.map(({ image }) => image ?? parentImageId).filter((id) => id !== null)
  const sizes = await readImageSizes(trx, imageIds)
  const elements: PreparedElement[] = []
  const problems: Record<string, Record<string, string[]>> = {}
  for (const [index, input] of inputs.entries()) {
    const typeId = types.get(input.type)
    const placed = placeOnImage(input, parentImageId, sizes)
    if (typeId !== undefined && !('problems' in placed)) {
      elements.push({ input, typeId, ...placed })
      continue
    }
    problems[String(index)] = {
      ...(typeId === undefined ? { type: [`This corpus has no element type "${input.type}".`] } : {}),
      ...('problems' in placed ? placed.problems : {}),
    }
  }
  return Object.keys(problems).length > 0 ? { problems } : { elements }
}

/** Writes elements that were prepared, with their links and metadata, and gives their ids in the same order. */
export async function insertElements(
  trx: Database,
  elements: readonly PreparedElement[],
  place: ElementPlace,
): Promise<string[]> {
  const { corpusId, parent, creatorId, workerRunId, now } = place
  const ids = createOrderedIds(elements.length)
  const idAt = (index: number) => ids[index] ?? ''
  await insertRows(
    trx,
    'element',
    elements.map(({ input, typeId, imageId, polygon }, index) => ({
      id: idAt(index),
      corpus_id: corpusId,
      type_id: typeId,
      name: input.name,
      image_id: imageId,
      polygon,
      rotation_angle: input.rotation_angle ?? 0,
      mirrored: toFlag(input.mirrored ?? false),
      confidence: input.confidence ?? null,
      worker_run_id: workerRunId,
      creator_id: creatorId,
      created: now,
      updated: now,
    })),
  )
  if (parent) {
    const pathIds = createOrderedIds(elements.length)
    await insertRows(
      trx,
      'element_path',
      elements.map((_element, index) => ({
        id: pathIds[index] ?? '',
        parent_id: parent.id,
        child_id: idAt(index),
        ordering: place.ordering + index,
      })),
    )
  }
  const metadata = elements.flatMap(({ input }, index) =>
    (input.metadata ?? []).map((given) => ({ elementId: idAt(index), given })),
  )
  await insertRows(trx, 'metadata', makeMetadataRows(metadata, workerRunId, now))
  return ids
}
