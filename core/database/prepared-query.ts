import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import { isDirectAdapter } from './direct-adapter.ts'

/** Stands in a compiled query for a value that is given when it runs. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** What stands in a query for the values that it is run with. */
export type Placeholders<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

/** The one place where the placeholders get their types: whatever name is asked for, there is one. */
function areOf<Values>(placeholders: unknown): placeholders is Placeholders<Values> {
  return placeholders instanceof Object
}

/** The rows of a query are of the type that it was compiled with. */
function areRowsOf<Row>(rows: unknown[] | undefined, _query: CompiledQuery<Row>): rows is Row[] {
  return rows !== undefined
}

/**
 * Makes a query that is put together once for each engine, not each time that it runs: worth it for what every request asks.
 * `build` gets a placeholder for each of the values that the query is then run with.
 */
export function prepareQuery<Tables, Values extends Readonly<Record<string, unknown>>, Row>(
  build: (db: Kysely<Tables>, placeholders: Placeholders<Values>) => Compilable<Row>,
): (db: Kysely<Tables>, values: Values) => Promise<Row[]> {
  const placeholders = new Proxy({}, { get: (_target, name) => sql`${new Placeholder(String(name))}` })
  if (!areOf<Values>(placeholders)) throw new Error('unreachable')
  // A transaction has the adapter of its database.
  const compiled = new WeakMap<object, CompiledQuery<Row>>()
  return async (db, values) => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (!query) {
      query = build(db, placeholders).compile()
      compiled.set(adapter, query)
    }
    const parameters = query.parameters.map((one) => (one instanceof Placeholder ? values[one.name] : one))
    if (isDirectAdapter(adapter) && !db.isTransaction) {
      const answer = adapter.runDirectly(query.sql, parameters)
      const found = answer instanceof Promise ? await answer : answer
      if (areRowsOf(found, query)) return found
    }
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
