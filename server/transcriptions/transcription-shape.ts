import { type RawBuilder, sql } from 'kysely'
import { choice, component, float, nullable, object, text, uuid } from '../contract/shape.ts'
import type { Database } from '../services.ts'
import { textOrientations } from '../tables.ts'
import { describeRunReference, workerRunReference } from '../worker-results/worker-run-reference.ts'

export const transcriptionShape = component(
  'Transcription',
  object({
    id: uuid(),
    element: nullable(
      component('TranscriptionElement', object({ id: uuid(), type: text(), name: text({ canBeBlank: true }) })),
    ),
    text: text({ canBeBlank: true }),
    confidence: nullable(float()),
    orientation: choice(textOrientations),
    worker_run: workerRunReference,
  }),
)

interface TranscriptionRow {
  id: string
  element_id: string
  element_type: string
  element_name: string
  text: string
  confidence: number | null
  orientation: string
  worker_run_id: string | null
  run_summary: string | null
}

/** Transcriptions with their elements and worker runs, by a condition on `transcription` and `element`. */
export async function readTranscriptions(
  db: Database,
  where: RawBuilder<boolean>,
  page: { limit: number; offset: number } = { limit: 1, offset: 0 },
) {
  const { rows } = await sql<TranscriptionRow>`select transcription.id, transcription.element_id, transcription.text,
      transcription.confidence, transcription.orientation, transcription.worker_run_id, worker_run.summary as run_summary,
      element.name as element_name, element_type.slug as element_type
    from transcription join element on element.id = transcription.element_id
    join element_type on element_type.id = element.type_id
    left join worker_run on worker_run.id = transcription.worker_run_id
    where ${where} order by transcription.element_id, transcription.id limit ${page.limit} offset ${page.offset}`.execute(
    db,
  )
  return rows.map((row) => ({
    id: row.id,
    element: { id: row.element_id, type: row.element_type, name: row.element_name },
    text: row.text,
    confidence: row.confidence,
    orientation: textOrientations.find((one) => one === row.orientation) ?? 'horizontal-lr',
    worker_run: describeRunReference(row.worker_run_id, row.run_summary),
  }))
}

export async function describeTranscription(db: Database, id: string) {
  const [transcription] = await readTranscriptions(db, sql`transcription.id = ${id}`)
  return transcription
}
