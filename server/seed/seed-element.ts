import { createId } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { getOrCreateElementType } from '../corpora/element-types.ts'
import { checkInside, coverImage, polygon } from '../elements/polygon.ts'
import { getOrCreateImage, splitImageUrl } from '../images/operations.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { SeedChild, SeedElement } from './seed-file.ts'

type Seeding = Pick<Services, 'clock'> & { trx: Database; creatorId: string }

async function seedImage({ trx, clock }: Seeding, { url, width, height }: NonNullable<SeedElement['image']>) {
  const place = splitImageUrl(url)
  if (!place) throw new CodedError('seed-invalid', { problem: `${url} is no URL of an image.` })
  const size = { width, height, status: 'unchecked' as const }
  const { id } = await getOrCreateImage(trx, { clock }, place, size)
  return trx.selectFrom('image').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

async function getOrCreateClass(trx: Database, corpusId: string, name: string): Promise<string> {
  const existing = await trx
    .selectFrom('ml_class')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (existing) return existing.id
  const id = createId()
  await trx.insertInto('ml_class').values({ id, corpus_id: corpusId, name }).execute()
  return id
}

/** The polygon of an element as it is stored. Throws `seed-invalid` where it does not fit the image. */
function placeElement(name: string, given: number[][] | undefined, image: Row<'image'> | undefined): string | null {
  if (given === undefined) return image ? JSON.stringify(coverImage(image)) : null
  if (!image) throw new CodedError('seed-invalid', { problem: `${name} has a polygon, and its parent has no image.` })
  const reading = polygon().read(given)
  const problem = reading.ok ? checkInside(reading.value, image) : String(reading.problems)
  if (problem !== undefined) throw new CodedError('seed-invalid', { problem: `${name}: ${problem}` })
  return JSON.stringify(given)
}

async function seedOne(seeding: Seeding, corpusId: string, element: SeedChild, image: Row<'image'> | undefined) {
  const { trx, clock, creatorId } = seeding
  const id = element.id ?? createId()
  const created = clock.now()
  await trx
    .insertInto('element')
    .values({
      id,
      corpus_id: corpusId,
      type_id: await getOrCreateElementType(trx, corpusId, element.type ?? 'text_line'),
      name: element.name,
      image_id: image?.id ?? null,
      polygon: placeElement(element.name, element.polygon, image),
      creator_id: creatorId,
      created,
      updated: created,
    })
    .execute()
  if (element.text !== undefined) {
    const transcription = { text: element.text, orientation: 'horizontal-lr', confidence: null, created }
    await trx
      .insertInto('transcription')
      .values({ id: createId(), element_id: id, ...transcription })
      .execute()
  }
  for (const name of element.classes ?? []) {
    const decided = { state: 'validated', moderator_id: null, confidence: 1, high_confidence: 1 } as const
    const classId = await getOrCreateClass(trx, corpusId, name)
    await trx
      .insertInto('classification')
      .values({ id: createId(), element_id: id, ml_class_id: classId, ...decided, worker_run_id: null, created })
      .execute()
  }
  return id
}

/** Makes an element with its image, transcription, classes and children; gives its id. Throws `seed-invalid`. */
export async function seedElement(seeding: Seeding, corpusId: string, element: SeedElement): Promise<string> {
  const image = element.image ? await seedImage(seeding, element.image) : undefined
  const id = await seedOne(seeding, corpusId, element, image)
  for (const [ordering, child] of (element.children ?? []).entries()) {
    const childId = await seedOne(seeding, corpusId, child, image)
    await seeding.trx
      .insertInto('element_path')
      .values({ id: createId(), parent_id: id, child_id: childId, ordering })
      .execute()
  }
  return id
}
