import type { Migration } from '../../core/database/migrate.ts'

/** Groups of users, and the rights that their members have through them. */
export const groups: Migration = {
  name: '0002-groups',
  up: async ({ schema }) => {
    await schema
      .createTable('user_group')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('created', 'bigint', (column) => column.notNull())
      .execute()
    await schema
      .createTable('group_member')
      .addColumn('user_id', 'text', (column) => column.notNull().references('user_account.id').onDelete('cascade'))
      .addColumn('group_id', 'text', (column) => column.notNull().references('user_group.id').onDelete('cascade'))
      .addColumn('created', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('group_member_pair', ['user_id', 'group_id'])
      .execute()
    await schema.createIndex('group_member_by_group').on('group_member').column('group_id').execute()
    await schema
      .createTable('group_right')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('group_id', 'text', (column) => column.notNull().references('user_group.id').onDelete('cascade'))
      .addColumn('content_kind', 'text', (column) => column.notNull())
      .addColumn('content_id', 'text', (column) => column.notNull())
      .addColumn('level', 'integer', (column) => column.notNull())
      .addUniqueConstraint('group_right_unique', ['content_kind', 'content_id', 'group_id'])
      .execute()
  },
}
