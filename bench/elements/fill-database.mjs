// Files of SQLite for the benches of elements: made by the server's own migrations, filled by bare statements.
import { createHash, randomUUID } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { register } from 'tsx/esm/api'

register()
const { openDatabase } = await import('../../core/database/open-database.ts')
const { createOrderedIds } = await import('../../core/database/ordered-ids.ts')
const { serverMigrations } = await import('../../server/migrations/list.ts')

export const userToken = 'token-of-the-user-of-the-bench'
const created = Date.UTC(2026, 0, 1)

export const polygon = '[[10,20],[10,60],[900,60],[900,20],[10,20]]'

/** Opens a file as the server does. */
export function openFile(location) {
  const file = new Sqlite(location)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) file.pragma(pragma)
  return file
}

/** Gives a function that makes so many children of a parent in one transaction, from place `ordering` on, out of rows made before. */
export function prepareInsert(file, { corpusId, typeId, imageId, userId }) {
  const columns =
    'id, corpus_id, type_id, name, image_id, polygon, rotation_angle, mirrored, confidence, worker_run_id, creator_id, created, updated'
  const insertElement = file.prepare(`insert into element (${columns}) values (${columns.replace(/\w+/g, '?')})`)
  const insertPath = file.prepare('insert into element_path (id, parent_id, child_id, ordering) values (?, ?, ?, ?)')
  return (parentId, count, ordering) => {
    const ids = createOrderedIds(count)
    const pathIds = createOrderedIds(count)
    const elements = ids.map((id, index) => [
      ...[
        id,
        corpusId,
        typeId,
        `Line ${ordering + index}`,
        imageId,
        polygon,
        0,
        0,
        0.5,
        null,
        userId,
        created,
        created,
      ],
    ])
    const paths = ids.map((id, index) => [pathIds[index], parentId, id, ordering + index])
    return file.transaction(() => {
      for (const row of elements) insertElement.run(row)
      for (const row of paths) insertPath.run(row)
    })
  }
}

/** Makes a file with one user, a corpus that is theirs, an image, and so many pages on it with so many lines each. */
export async function fillDatabase(location, pages, linesOfEach) {
  const { close } = await openDatabase({ location, migrations: serverMigrations })
  await close()
  const file = openFile(location)
  const [userId, corpusId, typeId, imageId, serverId] = Array.from({ length: 5 }, () => randomUUID())
  const insert = (table, row) => {
    const names = Object.keys(row)
    file
      .prepare(`insert into ${table} (${names.join()}) values (${names.map(() => '?').join()})`)
      .run(Object.values(row))
  }
  const user = {
    id: userId,
    email: 'user@example.org',
    display_name: 'User',
    is_admin: 0,
    can_create_workers: 1,
    created,
  }
  insert('user_account', user)
  const hash = createHash('sha256').update(userToken).digest('hex')
  insert('token', { hash, user_id: userId, name: 'bench', created })
  insert('corpus', { id: corpusId, name: 'Bench', description: '', public: 0, created, updated: created })
  const membership = { user_id: userId, content_kind: 'corpus', content_id: corpusId, level: 100 }
  insert('membership', { id: randomUUID(), ...membership })
  const type = { slug: 'text_line', display_name: 'Text line', folder: 0, color: '28b62c' }
  insert('element_type', { id: typeId, corpus_id: corpusId, ...type })
  insert('image_server', { id: serverId, url: 'https://iiif.example.org/2', display_name: 'IIIF', version: 2, created })
  insert('image', {
    id: imageId,
    server_id: serverId,
    path: 'page.jpg',
    width: 1000,
    height: 2000,
    status: 'checked',
    created,
  })
  const prepared = prepareInsert(file, { corpusId, typeId, imageId, userId })
  const page = `insert into element (id, corpus_id, type_id, name, image_id, polygon, created) values (?, ?, ?, 'Page', ?, ?, ?)`
  const insertPage = file.prepare(page)
  file.pragma('synchronous = OFF')
  const pageIds = createOrderedIds(pages)
  file.transaction(() => {
    for (const id of pageIds) {
      insertPage.run(id, corpusId, typeId, imageId, polygon, created)
      if (linesOfEach > 0) prepared(id, linesOfEach, 0)()
    }
  })()
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
  return { pageIds, corpusId, typeId, imageId, userId }
}
