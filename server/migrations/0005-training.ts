import { type CreateTableBuilder, sql } from 'kysely'
import type { Migration } from '../../core/database/migrate.ts'

function addTimes<Name extends string, Columns extends string>(table: CreateTableBuilder<Name, Columns>) {
  return table
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addColumn('updated', 'bigint', (column) => column.notNull())
}

/**
 * What a training needs to run for real: images, the tree of elements, the results of workers, what tasks and agents know of
 * each other, activities, artifacts and exports. Only direct links stand in `element_path`; further ones are followed.
 */
export const training: Migration = {
  name: '0005-training',
  up: async ({ schema, run }) => {
    const create = (name: string) =>
      schema.createTable(name).addColumn('id', 'text', (column) => column.primaryKey().notNull())

    await create('image_server')
      .addColumn('url', 'text', (column) => column.notNull().unique())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('max_width', 'integer')
      .addColumn('max_height', 'integer')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('created', 'bigint', (column) => column.notNull())
      .execute()
    await create('image')
      .addColumn('server_id', 'text', (column) => column.notNull().references('image_server.id').onDelete('cascade'))
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('width', 'integer', (column) => column.notNull())
      .addColumn('height', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('created', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('image_path', ['server_id', 'path'])
      .execute()

    const corpus = schema.alterTable('corpus')
    await corpus.addColumn('indexable', 'smallint', (column) => column.notNull().defaultTo(0)).execute()
    await corpus.addColumn('maximum_task_ttl', 'bigint').execute()
    // The slug of an element type.
    await corpus.addColumn('top_level_type', 'text').execute()

    const element = schema.alterTable('element')
    await element.addColumn('image_id', 'text', (column) => column.references('image.id')).execute()
    await element.addColumn('polygon', 'text').execute()
    await element.addColumn('rotation_angle', 'integer', (column) => column.notNull().defaultTo(0)).execute()
    await element.addColumn('mirrored', 'smallint', (column) => column.notNull().defaultTo(0)).execute()
    await element.addColumn('confidence', 'double precision').execute()
    await element
      .addColumn('worker_run_id', 'text', (column) => column.references('worker_run.id').onDelete('set null'))
      .execute()
    await element
      .addColumn('creator_id', 'text', (column) => column.references('user_account.id').onDelete('set null'))
      .execute()
    await element.addColumn('updated', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
    await run(sql`update element set updated = created`)
    await schema.createIndex('element_by_type').on('element').columns(['type_id', 'created', 'id']).execute()
    await schema.createIndex('element_by_worker_run').on('element').column('worker_run_id').execute()
    await schema.createIndex('element_by_image').on('element').column('image_id').execute()
    await create('element_path')
      .addColumn('parent_id', 'text', (column) => column.notNull().references('element.id').onDelete('cascade'))
      .addColumn('child_id', 'text', (column) => column.notNull().references('element.id').onDelete('cascade'))
      .addColumn('ordering', 'integer', (column) => column.notNull())
      .addUniqueConstraint('element_path_pair', ['parent_id', 'child_id'])
      .execute()
    await schema
      .createIndex('element_path_order')
      .on('element_path')
      .columns(['parent_id', 'ordering', 'child_id'])
      .execute()
    await schema.createIndex('element_path_by_child').on('element_path').columns(['child_id', 'parent_id']).execute()

    await create('ml_class')
      .addColumn('corpus_id', 'text', (column) => column.notNull().references('corpus.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addUniqueConstraint('ml_class_name', ['corpus_id', 'name'])
      .execute()
    await create('classification')
      .addColumn('element_id', 'text', (column) => column.notNull().references('element.id').onDelete('cascade'))
      .addColumn('ml_class_id', 'text', (column) => column.notNull().references('ml_class.id').onDelete('cascade'))
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('moderator_id', 'text', (column) => column.references('user_account.id').onDelete('set null'))
      .addColumn('confidence', 'double precision', (column) => column.notNull())
      .addColumn('high_confidence', 'smallint', (column) => column.notNull())
      .addColumn('worker_run_id', 'text', (column) => column.references('worker_run.id').onDelete('set null'))
      .addColumn('created', 'bigint', (column) => column.notNull())
      .execute()
    await schema.createIndex('classification_by_element').on('classification').columns(['element_id', 'id']).execute()
    await schema.createIndex('classification_by_class').on('classification').column('ml_class_id').execute()
    await schema.createIndex('classification_by_worker_run').on('classification').column('worker_run_id').execute()

    const transcription = schema.alterTable('transcription')
    await transcription
      .addColumn('worker_run_id', 'text', (column) => column.references('worker_run.id').onDelete('set null'))
      .execute()
    await transcription.addColumn('created', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
    await schema.createIndex('transcription_by_worker_run').on('transcription').column('worker_run_id').execute()
    await create('entity_type')
      .addColumn('corpus_id', 'text', (column) => column.notNull().references('corpus.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('color', 'text', (column) => column.notNull())
      .addUniqueConstraint('entity_type_name', ['corpus_id', 'name'])
      .execute()
    await create('transcription_entity')
      .addColumn('transcription_id', 'text', (column) =>
        column.notNull().references('transcription.id').onDelete('cascade'),
      )
      .addColumn('type_id', 'text', (column) => column.notNull().references('entity_type.id').onDelete('cascade'))
      .addColumn('offset', 'integer', (column) => column.notNull())
      .addColumn('length', 'integer', (column) => column.notNull())
      .addColumn('confidence', 'double precision')
      .addColumn('worker_run_id', 'text', (column) => column.references('worker_run.id').onDelete('set null'))
      .execute()
    await schema
      .createIndex('transcription_entity_place')
      .on('transcription_entity')
      .columns(['transcription_id', 'offset', 'length', 'type_id'])
      .execute()
    await schema.createIndex('transcription_entity_by_type').on('transcription_entity').column('type_id').execute()
    await schema
      .createIndex('transcription_entity_by_worker_run')
      .on('transcription_entity')
      .column('worker_run_id')
      .execute()
    await create('metadata')
      .addColumn('element_id', 'text', (column) => column.notNull().references('element.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('worker_run_id', 'text', (column) => column.references('worker_run.id').onDelete('set null'))
      .addColumn('created', 'bigint', (column) => column.notNull())
      .execute()
    await schema.createIndex('metadata_by_element').on('metadata').columns(['element_id', 'id']).execute()
    await schema.createIndex('metadata_by_worker_run').on('metadata').column('worker_run_id').execute()
    await schema
      .createTable('selection')
      .addColumn('user_id', 'text', (column) => column.notNull().references('user_account.id').onDelete('cascade'))
      .addColumn('element_id', 'text', (column) => column.notNull().references('element.id').onDelete('cascade'))
      .addColumn('created', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('selection_pair', ['user_id', 'element_id'])
      .execute()
    await schema.createIndex('selection_by_element').on('selection').column('element_id').execute()

    // The key that agents register with; null for a farm that takes no agents.
    await schema.alterTable('farm').addColumn('key_hash', 'text').execute()
    await addTimes(
      create('agent')
        .addColumn('farm_id', 'text', (column) => column.notNull().references('farm.id').onDelete('cascade'))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('maximum_tasks', 'integer', (column) => column.notNull())
        .addColumn('gpus', 'text', (column) => column.notNull())
        .addColumn('executor', 'text', (column) => column.notNull())
        .addColumn('last_seen', 'bigint', (column) => column.notNull()),
    )
      .addUniqueConstraint('agent_name', ['farm_id', 'name'])
      .execute()

    const process = schema.alterTable('process')
    await process.addColumn('activity_state', 'text', (column) => column.notNull().defaultTo('disabled')).execute()
    await process
      .addColumn('template_id', 'text', (column) => column.references('process.id').onDelete('set null'))
      .execute()
    await process
      .addColumn('model_id', 'text', (column) => column.references('model.id').onDelete('set null'))
      .execute()
    // No references: elements refer to worker runs, which refer to processes.
    for (const folder of ['train_folder_id', 'validation_folder_id', 'test_folder_id']) {
      await process.addColumn(folder, 'text').execute()
    }

    const task = schema.alterTable('task')
    await task.addColumn('agent_id', 'text', (column) => column.references('agent.id').onDelete('set null')).execute()
    // The GPU that the task had; it is kept after the end.
    await task.addColumn('gpu', 'text').execute()
    await task.addColumn('token_hash', 'text').execute()
    // How often an agent has begun it; the token and the lease belong to one attempt.
    await task.addColumn('attempt', 'integer', (column) => column.notNull().defaultTo(0)).execute()
    await task.addColumn('lease_expires', 'bigint').execute()
    await task.addColumn('time_limit', 'bigint').execute()
    await task.addColumn('original_id', 'text', (column) => column.references('task.id').onDelete('set null')).execute()
    await task.addColumn('started', 'bigint').execute()
    await task.addColumn('finished', 'bigint').execute()
    await task.addColumn('log_size', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
    await task.addColumn('log_is_cut', 'smallint', (column) => column.notNull().defaultTo(0)).execute()
    // How often whoever ran it was lost.
    await task.addColumn('losses', 'integer', (column) => column.notNull().defaultTo(0)).execute()
    await create('task_log')
      .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('size', 'bigint', (column) => column.notNull())
      // Where it ends in what the attempt's agent sent; null for the server's own lines.
      .addColumn('sent_until', 'bigint')
      .addColumn('content', 'text', (column) => column.notNull())
      .addUniqueConstraint('task_log_position', ['task_id', 'position'])
      .execute()
    await schema.createIndex('task_token').unique().on('task').column('token_hash').execute()
    await schema.createIndex('task_by_state').on('task').columns(['state', 'updated', 'id']).execute()
    await schema.createIndex('task_by_agent').on('task').columns(['agent_id', 'state']).execute()

    await addTimes(
      create('artifact')
        .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('content_type', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('upload_key', 'text')
        .addColumn('upload_size', 'bigint')
        .addColumn('upload_md5', 'text'),
    )
      .addUniqueConstraint('artifact_path', ['task_id', 'path'])
      .execute()
    await schema.createIndex('artifact_by_upload_key').on('artifact').column('upload_key').execute()

    await addTimes(
      create('worker_activity')
        .addColumn('process_id', 'text', (column) => column.notNull().references('process.id').onDelete('cascade'))
        .addColumn('worker_run_id', 'text', (column) =>
          column.notNull().references('worker_run.id').onDelete('cascade'),
        )
        .addColumn('element_id', 'text', (column) => column.notNull().references('element.id').onDelete('cascade'))
        .addColumn('chunk', 'integer', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('started', 'bigint')
        .addColumn('finished', 'bigint'),
    )
      .addUniqueConstraint('worker_activity_pair', ['worker_run_id', 'element_id'])
      .execute()
    await schema
      .createIndex('worker_activity_queue')
      .on('worker_activity')
      .columns(['worker_run_id', 'state', 'chunk', 'position'])
      .execute()
    await schema
      .createIndex('worker_activity_by_process')
      .on('worker_activity')
      .columns(['process_id', 'state'])
      .execute()
    await schema.createIndex('worker_activity_by_element').on('worker_activity').column('element_id').execute()

    await addTimes(
      create('export')
        .addColumn('corpus_id', 'text', (column) => column.notNull().references('corpus.id').onDelete('cascade'))
        .addColumn('user_id', 'text', (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        // The structure's version (reference/arkindex.md 4).
        .addColumn('format', 'integer', (column) => column.notNull())
        .addColumn('upload_key', 'text')
        .addColumn('size', 'bigint')
        .addColumn('lease_expires', 'bigint'),
    ).execute()
    await schema.createIndex('export_newest').on('export').columns(['corpus_id', 'created desc', 'id']).execute()
  },
}
