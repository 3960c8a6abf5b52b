/** Of a database whose queries can go without Kysely's own way to its connection, which takes longer than a small query does. */
export interface DirectAdapter {
  /** The rows of a query outside of transactions; undefined where it must go the usual way, as while a transaction is open on the only connection. */
  readDirectly(text: string, parameters: readonly unknown[]): unknown[] | undefined | Promise<unknown[]>
}

export function isDirectAdapter(adapter: object): adapter is DirectAdapter {
  return 'readDirectly' in adapter
}
