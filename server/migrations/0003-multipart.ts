import type { Migration } from '../../core/database/migrate.ts'

/** Uploads in parts, and the archives that are in the store without a model version that names them. */
export const multipart: Migration = {
  name: '0003-multipart',
  up: async ({ schema }) => {
    await schema
      .createTable('multipart_upload')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      // No reference: its parts are removed from the store after the version is, and until then this row names them.
      .addColumn('model_version_id', 'text', (column) => column.notNull())
      .addColumn('store_id', 'text')
      .addColumn('size', 'bigint', (column) => column.notNull())
      .addColumn('part_size', 'bigint', (column) => column.notNull())
      .addColumn('created', 'bigint', (column) => column.notNull())
      .execute()
    await schema.createIndex('multipart_upload_by_version').on('multipart_upload').column('model_version_id').execute()
    await schema
      .createTable('stray_archive')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('remove_after', 'bigint', (column) => column.notNull())
      .execute()
    await schema.createIndex('model_version_by_upload_key').on('model_version').column('upload_key').execute()
  },
}
