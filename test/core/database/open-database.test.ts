import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { containsPattern, createClock, writeCanonicalJson } from '../../../core/database/conventions.ts'
import type { Migration } from '../../../core/database/migrate.ts'
import { openDatabase } from '../../../core/database/open-database.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-database-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const make = (name: string): Migration => ({
  name,
  up: async ({ run }) => run(sql.raw(`create table "${name}" (id text primary key)`)),
})
const [one, two] = [make('0001-one'), make('0002-two')]

describe('a database', () => {
  it('gets the migrations that it has not seen, once', async () => {
    const location = path.join(folder, 'deep/er/a.sqlite')
    for (const migrations of [[one], [one, two], [one, two]]) {
      const { db, close } = await openDatabase<Record<string, { id: string }>>({ location, migrations })
      const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db)
      expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
      await close()
    }
  })

  it('is not opened by a version that does not know its migrations, nor where it is something else', async () => {
    const location = path.join(folder, 'b.sqlite')
    await (await openDatabase({ location, migrations: [one, two] })).close()
    await expect(openDatabase({ location, migrations: [one] })).rejects.toMatchObject({ code: 'database-newer' })
    const other = path.join(folder, 'c.sqlite')
    writeFileSync(other, 'this is no database, whatever its name says of it; '.repeat(40))
    await expect(openDatabase({ location: other, migrations: [one] })).rejects.toMatchObject({
      code: 'database-unusable',
    })
    await expect(openDatabase({ location: folder, migrations: [one] })).rejects.toMatchObject({
      code: 'database-unusable',
    })
  })

  it('keeps nothing of a migration that fails', async () => {
    const location = path.join(folder, 'd.sqlite')
    const bad: Migration = {
      name: '0002-bad',
      up: async ({ run }) => {
        await run(sql`create table half (id text)`)
        await run(sql`this is no statement`)
      },
    }
    await expect(openDatabase({ location, migrations: [one, bad] })).rejects.toMatchObject({
      code: 'database-unusable',
    })
    // Had the first one been kept, it would fail now: its table would be there.
    const { db, close } = await openDatabase({ location, migrations: [one] })
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where name = 'half'`.execute(db)
    expect(rows).toEqual([])
    await close()
  })

  it('says of another engine that it cannot open it, without the password', async () => {
    const location = 'postgres://user:very-secret@host/db'
    const failure = openDatabase({ location, migrations: [] })
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

describe('conventions', () => {
  it('give no moment twice', () => {
    const clock = createClock()
    const times = Array.from({ length: 1000 }, () => clock.now())
    expect(new Set(times).size).toBe(1000)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
  })

  it('write equal contents as equal texts', () => {
    expect(writeCanonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
  })

  it('find each character of a search as itself', () => {
    expect(containsPattern('50%_\\')).toBe('%50\\%\\_\\\\%')
  })
})
