import { choice, component, integer, link, nullable, object, text, uuid } from '../contract/shape.ts'
import { type ImageStatus, imageStatuses } from '../tables.ts'

/** An image as elements and `RetrieveImage` show it (the supplement, 3.3). */
export const imageShape = component(
  'Image',
  object({
    id: uuid(),
    path: text({ description: 'What follows the URL of its server.' }),
    width: integer({ min: 0, description: 'Pixels.' }),
    height: integer({ min: 0, description: 'Pixels.' }),
    url: link('Where the IIIF image API serves it.'),
    s3_url: nullable(link('Null: images stay on their own servers.')),
    status: choice(imageStatuses, 'Checked where the server looked its size up.'),
    server: component(
      'ImageServer',
      object({
        display_name: text(),
        url: link(),
        max_width: nullable(integer({ min: 1 })),
        max_height: nullable(integer({ min: 1 })),
      }),
    ),
  }),
)

export interface ImageColumns {
  readonly image_id: string
  readonly image_path: string
  readonly image_width: number
  readonly image_height: number
  readonly image_status: ImageStatus
  readonly server_url: string
  readonly server_name: string
  readonly server_max_width: number | null
  readonly server_max_height: number | null
}

/** An image that was read together with its server. */
export function describeImage(row: ImageColumns) {
  return {
    id: row.image_id,
    path: row.image_path,
    width: row.image_width,
    height: row.image_height,
    url: `${row.server_url}/${row.image_path}`,
    s3_url: null,
    status: row.image_status,
    server: {
      display_name: row.server_name,
      url: row.server_url,
      max_width: row.server_max_width,
      max_height: row.server_max_height,
    },
  }
}
