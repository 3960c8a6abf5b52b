import {
  type ColumnDefinitionNode,
  DataTypeNode,
  type Dialect,
  type KyselyPlugin,
  OperationNodeTransformer,
  PostgresAdapter,
  PostgresDialect,
  type PostgresPool,
  RawNode,
  sql,
} from 'kysely'
import type { ClientBase, Pool, PoolClient } from 'pg'
import { CodedError } from '../errors/coded-error.ts'
import { registerSecret } from '../log/secrets.ts'
import { isStaleStatement } from './database-failure.ts'
import type { DirectAdapter } from './direct-adapter.ts'
import type { Engine } from './engine.ts'
import { type ColumnReader, type Statement, StatementRun } from './statement-run.ts'

/** Connections that one program keeps at most; PostgreSQL allows 100 to all of them by default. */
const defaultConnections = 10

/** Milliseconds until a connection, from the pool or a new one, is given up. */
const connectTimeout = 5000

/** Milliseconds after which PostgreSQL ends a statement, or a transaction that does nothing: no request is worth more. */
const statementTimeout = 30_000
const idleTransactionTimeout = 60_000

/** The oldest release whose behaviour is relied on. */
const oldestVersion = 130_000

export function isPostgresqlUrl(location: string): boolean {
  return /^postgres(ql)?:\/\//i.test(location)
}

/** The URL as it may be shown: without password and options. */
export function describePostgresqlUrl(url: string): string {
  if (!URL.canParse(url)) return 'postgresql://…'
  const { username, host, pathname } = new URL(url)
  return `postgresql://${username === '' ? '' : `${username}@`}${host}${pathname}`
}

function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'its host is not known',
    EAI_AGAIN: 'its host is not known',
    ETIMEDOUT: 'it does not answer',
    EHOSTUNREACH: 'its host cannot be reached',
  }
  return reasons[code] ?? (error.message || code || error.name)
}

function readNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`the database holds ${text}, which is larger than a safe integer`)
  return value
}

/** Statements that are kept prepared in each connection, and texts that are remembered to have been run once. */
const maximumPrepared = 300
const maximumSeen = 1000

/** Longer ones are written for many rows at once, and come in as many lengths. */
const longestPrepared = 10_000

/**
 * Names statements by their text, so that a connection that has run one does not parse and plan it again. Those that are run
 * once only get no name: nothing would ever remove it.
 */
function createStatementNames() {
  const names = new Map<string, string | undefined>()
  const seen = new Set<string>()
  return {
    find: (text: string): string | undefined => {
      if (names.has(text)) return names.get(text)
      if (names.size >= maximumPrepared || text.length > longestPrepared) return undefined
      if (!seen.delete(text)) {
        if (seen.size >= maximumSeen) seen.clear()
        seen.add(text)
        return undefined
      }
      const made = `s${names.size}`
      names.set(text, made)
      return made
    },
    /** From here on this statement is not kept. */
    giveUp: (text: string) => names.set(text, undefined),
  }
}

type StatementNames = ReturnType<typeof createStatementNames>

/** A parameter as PostgreSQL takes it; undefined for what the driver must write. */
function writeValue(value: unknown): string | null | undefined {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return value === undefined ? null : undefined
}

/** Whether an error is the answer to a statement, so that its connection is as good as before. */
function isAnswer(error: Error): boolean {
  return 'severity' in error && error.severity === 'ERROR'
}

/** Runs statements on any connection that is free, each for itself. */
class DirectPostgresAdapter extends PostgresAdapter implements DirectAdapter {
  readonly canNestWrites = true
  readonly #pool: Pool
  readonly #names: StatementNames
  readonly #findReader: (type: number) => ColumnReader

  constructor(pool: Pool, names: StatementNames, findReader: (type: number) => ColumnReader) {
    super()
    this.#pool = pool
    this.#names = names
    this.#findReader = findReader
  }

  async runDirectly(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const name = this.#names.find(text)
    const values: (string | null)[] = []
    for (const parameter of parameters) {
      const value = writeValue(parameter)
      if (value !== undefined) values.push(value)
    }
    if (name === undefined || values.length < parameters.length) return this.#runOnce(text, parameters)
    try {
      return await this.#runPrepared({ name: `direct_${name}`, text, values })
    } catch (error) {
      if (!isStaleStatement(error)) throw error
      this.#names.giveUp(text)
      return this.#runOnce(text, parameters)
    }
  }

  async #runOnce(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    return (await this.#pool.query<object>(text, [...parameters])).rows
  }

  #runPrepared(statement: Statement): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.#pool.connect((unreachable, client, release) => {
        if (!client) {
          reject(unreachable)
          return
        }
        const run = new StatementRun(statement, this.#findReader, (error, rows) => {
          release(error && !isAnswer(error))
          if (error) reject(error)
          else resolve(rows)
        })
        client.query(run)
      })
    })
  }
}

class DirectPostgresDialect extends PostgresDialect {
  readonly #createAdapter: () => PostgresAdapter

  constructor(pool: Pool, findReader: (type: number) => ColumnReader) {
    const names = createStatementNames()
    super({ pool: keepPrepared(pool, names) })
    this.#createAdapter = () => new DirectPostgresAdapter(pool, names, findReader)
  }

  override createAdapter(): PostgresAdapter {
    return this.#createAdapter()
  }
}

/** The pool with statements that stay prepared. */
function keepPrepared(pool: Pool, names: StatementNames): PostgresPool {
  const clients = new WeakMap<PoolClient, PoolClient>()
  const wrap = (client: PoolClient) => {
    const query = async (text: string, values: unknown[] = []) => {
      const name = values.length === 0 ? undefined : names.find(text)
      if (name === undefined) return client.query(text, values)
      const isAlone = client.getTransactionStatus() === 'I'
      try {
        return await client.query({ name, text, values })
      } catch (error) {
        if (!isStaleStatement(error)) throw error
        names.giveUp(text)
        // A transaction is lost, and is run again as a whole.
        if (!isAlone) throw error
        return client.query(text, values)
      }
    }
    return new Proxy(client, { get: (target, key) => (key === 'query' ? query : Reflect.get(target, key)) })
  }
  return {
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      let wrapped = clients.get(client)
      if (!wrapped) {
        wrapped = wrap(client)
        clients.set(client, wrapped)
      }
      return wrapped
    },
  }
}

/** Type ids of PostgreSQL whose values are text to the driver and numbers to us: int8, as `count` gives it too, and numeric. */
const int8 = 20
const numeric = 1700

async function preferIndexes(client: ClientBase): Promise<void> {
  await client.query('set enable_seqscan = off')
}

/**
 * Opens a pool of connections to PostgreSQL and tries it. The driver is loaded only here.
 * Throws `database-unreachable` or `database-unusable`; the password is in neither.
 */
export async function openPostgresql(
  url: string,
  connections = defaultConnections,
  prefersIndexes = false,
): Promise<{ dialect: Dialect; close: () => Promise<void> }> {
  const location = describePostgresqlUrl(url)
  if (!URL.canParse(url)) throw new CodedError('database-unusable', { location, reason: 'its URL cannot be read' })
  const { password } = new URL(url)
  registerSecret(password)
  registerSecret(decodeURIComponent(password))
  const { default: pg } = await import('pg')
  const findReader = (type: number): ColumnReader => {
    if (type === int8) return readNumber
    if (type === numeric) return Number
    return pg.types.getTypeParser(type, 'text')
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'arkindex-ci',
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: idleTransactionTimeout,
    ...(prefersIndexes ? { onConnect: preferIndexes } : {}),
    types: {
      getTypeParser: (type, format) => (format === 'binary' ? pg.types.getTypeParser(type, format) : findReader(type)),
    },
  })
  // A connection that is lost while nothing uses it: the pool has dropped it, and makes another when one is wanted.
  pool.on('error', () => {})
  // One that is lost while it is used: the statement under way fails, or the next one, and tells whoever waits for it.
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const { rows } = await pool.query<{ version: string; encoding: string }>(
      "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
    )
    const [row] = rows
    if (!row || Number(row.version) < oldestVersion) {
      throw new CodedError('database-unusable', { location, reason: 'it is older than PostgreSQL 13' })
    }
    if (row.encoding !== 'UTF8') {
      throw new CodedError('database-unusable', { location, reason: `its encoding is ${row.encoding}, not UTF8` })
    }
  } catch (error) {
    await pool.end()
    if (error instanceof CodedError) throw error
    throw new CodedError('database-unreachable', { location, reason: describeReason(error) }, { cause: error })
  }
  return { dialect: new DirectPostgresDialect(pool, findReader), close: () => pool.end() }
}

/** Text sorts and compares by its bytes, as in SQLite, whatever the locale of the database. */
class BytewiseText extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const transformed = super.transformColumnDefinition(node)
    const { dataType } = transformed
    if (!DataTypeNode.is(dataType) || dataType.dataType !== 'text') return transformed
    return { ...transformed, dataType: RawNode.createWithSql('text collate "C"') }
  }
}

const bytewiseText = new BytewiseText()

const bytewiseTextPlugin: KyselyPlugin = {
  transformQuery: ({ node }) => bytewiseText.transformNode(node),
  transformResult: async ({ result }) => result,
}

/** The advisory lock that migrations hold; any number would do, as long as it stays the same. */
const migrationLock = 4_726_931_857

export const postgresqlEngine: Engine = {
  name: 'PostgreSQL',
  beforeMigration: [sql`set local statement_timeout = 0`, sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`],
  migrationPlugins: [bytewiseTextPlugin],
  listTables: sql`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  listColumns: (table) => sql`
    select a.attname as name, format_type(a.atttypid, null) as type, coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1 as place
    from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = ${table}::text::regclass and a.attnum > 0 and not a.attisdropped`,
  listReferences: (table) => sql`
    select a.attname as "column", t.relname as "table"
    from pg_constraint c
    join pg_class t on t.oid = c.confrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.conrelid = ${table}::text::regclass`,
}
