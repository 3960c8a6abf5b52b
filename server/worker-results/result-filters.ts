import { type RawBuilder, sql } from 'kysely'
import { isUuid, type Shape } from '../contract/shape.ts'

/** A query parameter that is an id, or `false` for what has none. */
export function idOrFalse(description: string): Shape<string | false> {
  return {
    schema: {
      anyOf: [{ type: 'string', format: 'uuid' }, { type: 'boolean' }],
      description,
    },
    components: {},
    read: (value) => {
      if (isUuid(value)) return { ok: true, value: value.toLowerCase() }
      if (value === false || value === '0' || (typeof value === 'string' && value.toLowerCase() === 'false')) {
        return { ok: true, value: false }
      }
      return { ok: false, problems: ['Must be a valid UUID, or false.'] }
    },
  }
}

/** Query parameters of lists of what worker runs make. */
export const resultParameters = {
  worker_run: idOrFalse('Only what this worker run made; false for what none made.'),
  worker_version: idOrFalse('Only what runs of this worker version made; false for what none made.'),
}

/** The condition that these parameters are, for a column that holds the id of a worker run. */
export function filterByRun(
  column: string,
  query: { worker_run?: string | false; worker_version?: string | false },
): RawBuilder<boolean>[] {
  const { worker_run: run, worker_version: version } = query
  const conditions: RawBuilder<boolean>[] = []
  if (run === false || version === false) conditions.push(sql`${sql.ref(column)} is null`)
  if (typeof run === 'string') conditions.push(sql`${sql.ref(column)} = ${run}`)
  if (typeof version === 'string') {
    conditions.push(
      sql`${sql.ref(column)} in (select id from worker_run where worker_run.worker_version_id = ${version})`,
    )
  }
  return conditions
}

/** Conditions of which all must hold. */
export function joinConditions(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`1 = 1` : sql.join([...conditions], sql` and `)
}
