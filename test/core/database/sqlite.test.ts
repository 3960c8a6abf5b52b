import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../core/database/open-database.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-database-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a database of SQLite', () => {
  it('is made with the folder that it is in, and is not opened where it is something else', async () => {
    await (await openDatabase({ location: path.join(folder, 'deep/er/a.sqlite'), migrations: [] })).close()
    const other = path.join(folder, 'c.sqlite')
    writeFileSync(other, 'this is no database, whatever its name says of it; '.repeat(40))
    for (const location of [other, folder]) {
      await expect(openDatabase({ location, migrations: [] })).rejects.toMatchObject({ code: 'database-unusable' })
    }
  })

  it('says of another engine that it cannot open it, without the password', async () => {
    const failure = openDatabase({ location: 'mysql://user:very-secret@host/db', migrations: [] })
    await expect(failure).rejects.toMatchObject({ code: 'database-unsupported' })
    await expect(failure).rejects.not.toThrow('very-secret')
  })

  it('waits for its disk and for other writers', async () => {
    const { db, close } = await openDatabase({ location: path.join(folder, 'e.sqlite'), migrations: [] })
    const read = async (name: string) =>
      Object.values((await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db)).rows[0] ?? {})[0]
    expect([await read('journal_mode'), await read('synchronous'), await read('busy_timeout')]).toEqual([
      'wal',
      2,
      5000,
    ])
    await close()
  })
})
