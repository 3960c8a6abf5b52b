import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../services.ts'

/** How many levels of elements may stand below each other. */
export const maximumDepth = 64

/** The ids of all elements below one, as a subquery. Each stands in it once, however many ways lead there. */
export function selectDescendants(parentId: string | RawBuilder<unknown>): RawBuilder<{ id: string }> {
  return sql`with recursive below(id) as (
    select child_id from element_path where parent_id ${typeof parentId === 'string' ? sql`= ${parentId}` : sql`in (${parentId})`}
    union select element_path.child_id from element_path join below on element_path.parent_id = below.id
  ) select id from below`
}

/** The ids of the elements of a query and of all below them, from above to below. */
export function selectWithDescendants(chosen: RawBuilder<{ id: string }>): RawBuilder<{ id: string }> {
  return sql`with recursive below(id) as (
    select id from (${chosen}) chosen
    union select element_path.child_id from element_path join below on element_path.parent_id = below.id
  ) select id from below`
}

/** The ids of all elements above one, as a subquery. */
export function selectAncestors(childId: string): RawBuilder<{ id: string }> {
  return sql`with recursive above(id) as (
    select parent_id from element_path where child_id = ${childId}
    union select element_path.parent_id from element_path join above on element_path.child_id = above.id
  ) select id from above`
}

/** How many levels stand above an element. */
async function measureHeight(db: Database, id: string): Promise<number> {
  const { rows } = await sql<{ depth: number }>`with recursive above(id, depth) as (
    select parent_id, 1 from element_path where child_id = ${id}
    union select element_path.parent_id, above.depth + 1 from element_path
      join above on element_path.child_id = above.id where above.depth <= ${sql.lit(maximumDepth)}
  ) select coalesce(max(depth), 0) as depth from above`.execute(db)
  return rows[0]?.depth ?? 0
}

/** How many levels stand below an element. */
async function measureDepth(db: Database, id: string): Promise<number> {
  const { rows } = await sql<{ depth: number }>`with recursive below(id, depth) as (
    select child_id, 1 from element_path where parent_id = ${id}
    union select element_path.child_id, below.depth + 1 from element_path
      join below on element_path.parent_id = below.id where below.depth <= ${sql.lit(maximumDepth)}
  ) select coalesce(max(depth), 0) as depth from below`.execute(db)
  return rows[0]?.depth ?? 0
}

const tooDeep = `Elements may stand in each other ${maximumDepth} levels deep at most.`

/** Why an element may not get new children, if so. */
export async function findDepthProblem(db: Database, parentId: string): Promise<string | undefined> {
  return (await measureHeight(db, parentId)) + 1 >= maximumDepth ? tooDeep : undefined
}

/** Why one existing element may not be put into another, if so. */
export async function findLinkProblem(db: Database, childId: string, parentId: string): Promise<string | undefined> {
  if (childId === parentId) return 'An element cannot be its own parent.'
  const { rows } = await sql<{
    found: number
  }>`select 1 as found where ${childId} in (${selectAncestors(parentId)})`.execute(db)
  if (rows.length > 0) return `${parentId} stands below ${childId}: this would be a circle.`
  const levels = (await measureHeight(db, parentId)) + (await measureDepth(db, childId)) + 2
  return levels > maximumDepth ? tooDeep : undefined
}

/**
 * The place for a next child: after all others (reference/arkindex.md 3.4), or with a type after those of the type alone.
 */
export async function findNextOrdering(db: Database, parentId: string, typeId?: string): Promise<number> {
  let query = db
    .selectFrom('element_path')
    .select((eb) => eb.fn.max('element_path.ordering').as('last'))
    .where('parent_id', '=', parentId)
  if (typeId !== undefined) {
    query = query.where('child_id', 'in', (eb) => eb.selectFrom('element').select('id').where('type_id', '=', typeId))
  }
  const row = await query.executeTakeFirst()
  return row?.last === null || row?.last === undefined ? 0 : row.last + 1
}
