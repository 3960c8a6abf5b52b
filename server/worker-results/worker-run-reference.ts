import { component, nullable, object, text, uuid } from '../contract/shape.ts'

/** The worker run that a result came of, as every result shows it; null for one that a person made. */
export const workerRunReference = nullable(
  component('WorkerRunReference', object({ id: uuid(), summary: text({ canBeBlank: true }) })),
)

/** The reference of a row that was read together with the summary of its worker run. */
export function describeRunReference(id: string | null, summary: string | null) {
  return id === null ? null : { id, summary: summary ?? '' }
}
