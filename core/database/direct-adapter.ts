import type { Kysely } from 'kysely'

/** Of a database whose queries can go without Kysely's own way to its connection, which takes longer than a small query does. */
export interface DirectAdapter {
  /** Whether one statement may hold others that write, each in a `with` of its own, and all of them happen or none. */
  readonly canNestWrites: boolean
  /**
   * The rows of a statement that is a transaction of its own; undefined where it must go the usual way, as while a transaction is
   * open on the only connection.
   */
  runDirectly(text: string, parameters: readonly unknown[]): unknown[] | undefined | Promise<unknown[]>
}

export function isDirectAdapter(adapter: object): adapter is DirectAdapter {
  return 'runDirectly' in adapter
}

/** Whether a statement that holds others that write may be run on this database as it is: not in a transaction. */
export function canNestWrites<Tables>(db: Kysely<Tables>): boolean {
  const { adapter } = db.getExecutor()
  return !db.isTransaction && isDirectAdapter(adapter) && adapter.canNestWrites
}
