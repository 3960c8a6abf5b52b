/** Why a database did not do what it was asked, where that is no defect of the program. */
export type DatabaseFailure =
  /** No space is left. */
  | 'full'
  /** Others hold what is needed; the same again will succeed. */
  | 'busy'
  /** It could not be reached, or the connection was lost. */
  | 'unreachable'
  /** A row that was just looked at is gone. */
  | 'reference-missing'
  /** A row like this was made by someone else in the meantime. */
  | 'duplicate'

const failures: ReadonlyArray<[RegExp, DatabaseFailure]> = [
  [/^(SQLITE_FULL|53100|53200|ENOSPC)$/, 'full'],
  // 40001 serialization failure, 40P01 deadlock, 55P03 lock, 57014 timeout, 53300 too many connections.
  [/^(SQLITE_BUSY\w*|40001|40P01|55P03|57014|53300)$/, 'busy'],
  // 08 connection, 57P0 shutdown and crash, 25P03 idle in a transaction, 25006 a standby that only reads.
  [
    /^(08\w{3}|57P0\d|25P03|25006|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/,
    'unreachable',
  ],
  [/^(SQLITE_CONSTRAINT_FOREIGNKEY|23503)$/, 'reference-missing'],
  [/^(SQLITE_CONSTRAINT_UNIQUE|SQLITE_CONSTRAINT_PRIMARYKEY|23505)$/, 'duplicate'],
]

/** Whether a prepared statement cannot be run any more, since a newer program has changed its table: the same again will succeed. */
export function isStaleStatement(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000' && /^cached plan /.test(error.message)
}

/** What the driver of PostgreSQL throws without a code. */
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/

/** The failure that a thrown error stands for, on either engine; undefined where it is a defect. */
export function readDatabaseFailure(error: unknown): DatabaseFailure | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === undefined) return lostConnection.test(error.message) ? 'unreachable' : undefined
  if (isStaleStatement(error)) return 'busy'
  return failures.find(([pattern]) => pattern.test(code))?.[1]
}
