import type { Connection, Submittable } from 'pg'

/** Gives the value of a column of its text. */
export type ColumnReader = (text: string) => unknown

interface Column {
  readonly name: string
  readonly read: ColumnReader
}

/** The columns of each statement that a connection has prepared. */
const prepared = new WeakMap<Connection, Map<string, readonly Column[]>>()

function findPrepared(connection: Connection): Map<string, readonly Column[]> {
  const known = prepared.get(connection)
  if (known) return known
  const made = new Map<string, readonly Column[]>()
  prepared.set(connection, made)
  return made
}

export interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly (string | null)[]
}

/** What the driver tells of the columns of an answer. */
interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
}

/**
 * One run of a prepared statement, for the queue of the driver. The driver's own runs ask each time what columns come back,
 * which costs both ends as much as a small query does; this one asks when it prepares the statement, and PostgreSQL refuses to run
 * it once they would be others. `done` is called once, with the error or the rows.
 */
export class StatementRun implements Submittable {
  readonly #statement: Statement
  readonly #findReader: (type: number) => ColumnReader
  readonly #done: (error: Error | undefined, rows: unknown[]) => void
  readonly #rows: unknown[] = []
  #columns: readonly Column[] | undefined
  #failure: Error | undefined

  constructor(
    statement: Statement,
    findReader: (type: number) => ColumnReader,
    done: (error: Error | undefined, rows: unknown[]) => void,
  ) {
    this.#statement = statement
    this.#findReader = findReader
    this.#done = done
  }

  submit(connection: Connection): void {
    const { name, text, values } = this.#statement
    this.#columns = findPrepared(connection).get(name)
    // All of it goes in one packet.
    connection.stream.cork()
    if (!this.#columns) {
      // There is one of this name where its first run has failed.
      connection.close({ type: 'S', name }, true)
      connection.parse({ name, text, types: [] }, true)
    }
    connection.bind({ statement: name, values: [...values] }, true)
    if (!this.#columns) connection.describe({ type: 'P' }, true)
    connection.execute({}, true)
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, read: this.#findReader(dataTypeID) }))
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {}
    const columns = this.#columns ?? []
    try {
      for (const [index, { name, read }] of columns.entries()) {
        const text = fields[index] ?? null
        row[name] = text === null ? null : read(text)
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error))
    }
    this.#rows.push(row)
  }

  handleCommandComplete(): void {}

  handleEmptyQuery(): void {}

  handlePortalSuspended(): void {}

  handleError(error: Error): void {
    this.#done(error, [])
  }

  handleReadyForQuery(connection: Connection): void {
    findPrepared(connection).set(this.#statement.name, this.#columns ?? [])
    this.#done(this.#failure, this.#rows)
  }
}
