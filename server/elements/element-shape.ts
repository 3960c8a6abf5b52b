import { boolean, component, float, list, moment, nullable, object, text, uuid } from '../contract/shape.ts'
import type { Database } from '../services.ts'

/** An element as lists show it (the supplement, 3.3); images come with a later version, so `zone` is null. */
export const elementShape = component(
  'Element',
  object({
    id: uuid(),
    type: text({ description: 'The slug of its type.' }),
    name: text(),
    corpus: component('ElementCorpus', object({ id: uuid() })),
    zone: nullable(object({}, 'Where it is on its image.')),
    rotation_angle: float('Degrees.'),
    mirrored: boolean(),
    confidence: nullable(float()),
    created: moment(),
    has_children: boolean(),
    transcriptions: list(
      component(
        'ElementTranscription',
        object({ id: uuid(), text: text({ canBeBlank: true }), confidence: nullable(float()), orientation: text() }),
      ),
      { max: 10_000 },
    ),
  }),
)

export interface ElementRow {
  id: string
  name: string
  type: string
  corpus_id: string
  created: number
}

/** Describes elements with their transcriptions, which are read for all of them at once. */
export async function describeElements(db: Database, rows: readonly ElementRow[]) {
  const transcriptions =
    rows.length === 0
      ? []
      : await db
          .selectFrom('transcription')
          .selectAll()
          .where(
            'element_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('id')
          .execute()
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    name: row.name,
    corpus: { id: row.corpus_id },
    zone: null,
    rotation_angle: 0,
    mirrored: false,
    confidence: null,
    created: new Date(row.created).toISOString(),
    has_children: false,
    transcriptions: transcriptions
      .filter(({ element_id }) => element_id === row.id)
      .map(({ id, text: content, confidence, orientation }) => ({ id, text: content, confidence, orientation })),
  }))
}
