import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { containsPattern, createClock, writeCanonicalJson } from '../../../core/database/conventions.ts'
import { readDatabaseFailure } from '../../../core/database/database-failure.ts'
import { canNestWrites } from '../../../core/database/direct-adapter.ts'
import type { Migration } from '../../../core/database/migrate.ts'
import { openDatabase } from '../../../core/database/open-database.ts'
import { type Placeholders, prepareQuery } from '../../../core/database/prepared-query.ts'
import { listRows, startEngine, type TestEngine } from '../../postgresql/test-engine.ts'

const isPostgresql = process.env.ARKINDEX_TEST_ENGINE === 'postgresql'
let engine: TestEngine
beforeAll(() => {
  engine = startEngine()
})
afterAll(async () => {
  await engine.close()
})

const make = (name: string): Migration => ({
  name,
  up: async ({ schema, run }) => {
    await schema
      .createTable(name)
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('amount', 'bigint')
      .execute()
    await run(sql`insert into ${sql.table(name)} (id) values ('first')`)
  },
})
const [one, two] = [make('0001-one'), make('0002-two')]

type Rows = Record<string, { id: string; amount: number | null }>

const findAmount = prepareQuery((db: Kysely<Rows>, { id }: Placeholders<{ id: string }>) =>
  db.selectFrom('0001-one').select('amount').where('id', '=', id),
)

const findRow = prepareQuery((db: Kysely<Rows>, { id }: Placeholders<{ id: string }>) =>
  db.selectFrom('0001-one').selectAll().where('id', '=', id),
)

const insertRow = prepareQuery((db: Kysely<Rows>, row: Placeholders<{ id: string; amount: number | null }>) =>
  db.insertInto('0001-one').values({ id: row.id, amount: row.amount }).returning('amount'),
)

/** Two programs on one database; SQLite serves one, so there it is one that does two things at a time. */
async function openTwice() {
  const location = await engine.makeLocation()
  const open = () => openDatabase<Rows>({ location, migrations: [one] })
  const first = await open()
  const second = isPostgresql ? await open() : first
  return {
    both: [first.db, second.db],
    db: first.db,
    close: async () => {
      await first.close()
      if (second !== first) await second.close()
    },
  }
}

describe('a database', () => {
  it('gets the migrations that it has not seen, once', async () => {
    const location = await engine.makeLocation()
    for (const migrations of [[one], [one, two], [one, two]]) {
      const { db, close } = await openDatabase<Rows>({ location, migrations })
      expect(await listRows(db, 'schema_migration', 'name')).toEqual(migrations.map(({ name }) => name))
      await close()
    }
  })

  it('is not opened by a version that does not know its migrations', async () => {
    const location = await engine.makeLocation()
    await (await openDatabase({ location, migrations: [one, two] })).close()
    await expect(openDatabase({ location, migrations: [one] })).rejects.toMatchObject({ code: 'database-newer' })
  })

  it('keeps nothing of a migration that fails', async () => {
    const location = await engine.makeLocation()
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
    await expect(sql`select * from half`.execute(db)).rejects.toThrow()
    await close()
  })

  it('loses no change of two that look first and write later', async () => {
    const { both, db: shared, close } = await openTwice()
    const increase = (db: Kysely<Rows>) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('0001-one')
          .select('amount')
          .where('id', '=', 'first')
          .executeTakeFirstOrThrow()
        await trx
          .updateTable('0001-one')
          .set({ amount: (row.amount ?? 0) + 1 })
          .where('id', '=', 'first')
          .execute()
      })
    for (let round = 0; round < 10; round += 1) await Promise.all(both.map((db) => increase(db)))
    expect(await listRows(shared, '0001-one', 'amount')).toEqual([20])
    await close()
  })

  it('makes a row once though two find it missing', async () => {
    const { both, close } = await openTwice()
    const getOrCreate = (db: Kysely<Rows>, id: string) =>
      db.transaction().execute(async (trx) => {
        const found = await trx.selectFrom('0001-one').select('id').where('id', '=', id).executeTakeFirst()
        if (found) return 'found'
        await trx.insertInto('0001-one').values({ id, amount: null }).execute()
        return 'made'
      })
    for (let round = 0; round < 10; round += 1) {
      const outcomes = await Promise.all(both.map((db) => getOrCreate(db, `row-${round}`)))
      expect(outcomes.sort()).toEqual(['found', 'made'])
    }
    await close()
  })

  it('sorts text by its bytes and gives numbers, on either engine', async () => {
    const { db, close } = await openDatabase<Rows>({ location: await engine.makeLocation(), migrations: [one] })
    const ids = ['a', 'B', 'é', 'Z', '_', 'z', '😀', '']
    await db
      .insertInto('0001-one')
      .values(ids.map((id) => ({ id, amount: 9_007_199_254_740_991 })))
      .execute()
    const rows = await db.selectFrom('0001-one').selectAll().where('id', '!=', 'first').orderBy('id').execute()
    expect(rows.map(({ id }) => id)).toEqual(
      ids.sort((first, second) => Buffer.compare(Buffer.from(first), Buffer.from(second))),
    )
    expect(rows[0]?.amount).toBe(9_007_199_254_740_991)
    const count = await db
      .selectFrom('0001-one')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirst()
    expect(count).toEqual({ count: ids.length + 1 })
    await close()
  })

  it('finds each character of a search as itself', async () => {
    const { db, close } = await openDatabase<Rows>({ location: await engine.makeLocation(), migrations: [one] })
    const ids = ['50% of_it', '500 of it', 'back\\slash']
    await db
      .insertInto('0001-one')
      .values(ids.map((id) => ({ id, amount: null })))
      .execute()
    const find = async (text: string) =>
      (await db.selectFrom('0001-one').select('id').where('id', 'like', containsPattern(text)).execute()).map(
        ({ id }) => id,
      )
    expect(await find('0% o')).toEqual(['50% of_it'])
    expect(await find('f_i')).toEqual(['50% of_it'])
    expect(await find('k\\s')).toEqual(['back\\slash'])
    await close()
  })

  it('runs a prepared query with the values of each time, in a transaction and outside', async () => {
    const { db, close } = await openDatabase<Rows>({ location: await engine.makeLocation(), migrations: [one] })
    await db
      .insertInto('0001-one')
      .values([
        { id: 'second', amount: 2 },
        { id: 'third', amount: 3 },
      ])
      .execute()
    for (const [id, amount] of [
      ['second', 2],
      ['third', 3],
      ['fourth', undefined],
    ] as const) {
      expect((await findAmount(db, { id }))[0]?.amount).toBe(amount)
      const inside = await db.transaction().execute((trx) => findAmount(trx, { id }))
      expect(inside[0]?.amount).toBe(amount)
    }
    await close()
  })

  it('runs a prepared query again whose runs have failed, the first of them too, and keeps nothing of those', async () => {
    const location = await engine.makeLocation()
    const { db, close } = await openDatabase<Rows>({ location, migrations: [one], connections: 1 })
    for (let time = 0; time < 4; time += 1) {
      expect(await insertRow(db, { id: 'first', amount: 1 }).catch(readDatabaseFailure)).toBe('duplicate')
    }
    expect(await insertRow(db, { id: 'second', amount: null })).toEqual([{ amount: null }])
    expect(await insertRow(db, { id: 'third', amount: 9_007_199_254_740_991 })).toEqual([
      { amount: 9_007_199_254_740_991 },
    ])
    expect(await insertRow(db, { id: 'third', amount: 3 }).catch(readDatabaseFailure)).toBe('duplicate')
    expect(await findRow(db, { id: 'third' })).toEqual([{ id: 'third', amount: 9_007_199_254_740_991 }])
    expect(await findRow(db, { id: 'fourth' })).toEqual([])
    await close()
  })

  it('tells a number that is not safe, and goes on', async () => {
    if (!isPostgresql) return
    const location = await engine.makeLocation()
    const { db, close } = await openDatabase<Rows>({ location, migrations: [one], connections: 1 })
    await sql`insert into "0001-one" (id, amount) values ('large', 9007199254740993)`.execute(db)
    for (let time = 0; time < 4; time += 1) {
      await expect(findRow(db, { id: 'large' })).rejects.toThrow('larger than a safe integer')
      expect(await findRow(db, { id: 'first' })).toEqual([{ id: 'first', amount: null }])
    }
    await close()
  })

  it('says whether a statement may hold others that write, which it may in no transaction', async () => {
    const { db, close } = await openDatabase<Rows>({ location: await engine.makeLocation(), migrations: [one] })
    expect(canNestWrites(db)).toBe(isPostgresql)
    expect(await db.transaction().execute(async (trx) => canNestWrites(trx))).toBe(false)
    await close()
  })

  it('goes on where another program has changed a table that its statements are prepared for', async () => {
    const { both, db, close } = await openTwice()
    const readAll = (trx: Kysely<Rows>) => trx.selectFrom('0001-one').selectAll().where('id', '=', 'first').execute()
    const readPrepared = (trx: Kysely<Rows>) => findRow(trx, { id: 'first' })
    for (let time = 0; time < 20; time += 1) {
      await Promise.all(both.flatMap((one) => [readAll(one), readPrepared(one), readPrepared(one)]))
    }
    await db.schema.alterTable('0001-one').addColumn('note', 'text').execute()
    // On every connection there is, alone and in a transaction.
    for (let time = 0; time < 20; time += 1) {
      const rows = await Promise.all(
        both.flatMap((one) => [readAll(one), readPrepared(one), one.transaction().execute(readAll)]),
      )
      for (const row of rows.flat()) expect(row).toEqual({ id: 'first', amount: null, note: null })
    }
    await close()
  })

  it('tells what its errors stand for', async () => {
    const { db, close } = await openDatabase<Rows>({ location: await engine.makeLocation(), migrations: [one] })
    const again = db.insertInto('0001-one').values({ id: 'first', amount: null }).execute()
    expect(await again.catch(readDatabaseFailure)).toBe('duplicate')
    await sql`create table child (parent text references "0001-one" (id))`.execute(db)
    const orphan = sql`insert into child (parent) values ('nobody')`.execute(db)
    expect(await orphan.catch(readDatabaseFailure)).toBe('reference-missing')
    expect(await sql`select nothing from nowhere`.execute(db).catch(readDatabaseFailure)).toBeUndefined()
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
})
