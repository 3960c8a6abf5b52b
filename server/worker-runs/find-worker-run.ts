import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'

export type WorkerRunRow = Row<'worker_run'>

export function findWorkerRun(db: Database, id: string): Promise<WorkerRunRow | undefined> {
  return db.selectFrom('worker_run').selectAll().where('id', '=', id).executeTakeFirst()
}
