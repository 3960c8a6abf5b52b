import { choice, component, integer, nullable, object } from '../contract/shape.ts'

export const metadataDateShape = component(
  'MetaDataDate',
  object({
    type: choice(['exact', 'lower', 'upper'] as const),
    year: integer(),
    month: nullable(integer({ min: 1, max: 12 })),
    day: nullable(integer({ min: 1, max: 31 })),
  }),
)

export interface MetadataDate {
  type: 'exact' | 'lower' | 'upper'
  year: number
  month: number | null
  day: number | null
}

const date = /^(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

function readDate(given: string, type: MetadataDate['type']): MetadataDate | undefined {
  const match = date.exec(given.trim())
  if (!match) return undefined
  const [month, day] = [match[2], match[3]].map((part) => (part === undefined ? null : Number(part)))
  if (month === 0 || (month ?? 1) > 12 || day === 0 || (day ?? 1) > 31) return undefined
  return { type, year: Number(match[1]), month: month ?? null, day: day ?? null }
}

/** The dates that a metadata of the type `date` names: one as `1880`, `1880-05` or `1880-05-13`, or two with a slash between; none where it is written otherwise. */
export function readDates(value: string): MetadataDate[] {
  const parts = value.split('/')
  const [first = '', second = ''] = parts
  if (parts.length === 1) return [readDate(first, 'exact')].filter((one) => one !== undefined)
  const [lower, upper] = [readDate(first, 'lower'), readDate(second, 'upper')]
  return parts.length === 2 && lower && upper ? [lower, upper] : []
}
