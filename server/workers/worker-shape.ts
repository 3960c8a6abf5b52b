import { boolean, component, link, nullable, object, text, uuid } from '../contract/shape.ts'

export const workerSlug = text({
  max: 100,
  pattern: {
    source: '^[a-zA-Z0-9_-]+$',
    message: 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.',
  },
  example: 'recognizer',
})

export const workerShape = component(
  'Worker',
  object({
    id: uuid(),
    name: text({ max: 250 }),
    type: text({ max: 100, description: 'The slug of its type.' }),
    slug: workerSlug,
    description: text({ canBeBlank: true }),
    repository_url: nullable(link('The repository that it is published from.')),
    public: boolean('Whether every user may use it.'),
    archived: boolean('Whether it is closed to new use.'),
  }),
)

/** A worker's row with the slug of its type. */
export interface WorkerRow {
  id: string
  name: string
  type: string
  slug: string
  description: string
  repository_url: string
  public: number
  archived: number | null
}

export function describeWorker(row: WorkerRow) {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    slug: row.slug,
    description: row.description,
    repository_url: row.repository_url === '' ? null : row.repository_url,
    public: row.public === 1,
    archived: row.archived !== null,
  }
}
