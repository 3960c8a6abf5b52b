import { sql } from 'kysely'
import { containsPattern, readJsonObject } from '../../core/database/conventions.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import { selectDescendants } from './element-tree.ts'

/** A name as filters compare it: letters of ASCII in any case, alike on both engines. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/**
 * The ids of the elements that a process works on, as a query without an order: add `orderBy('element.created')` and
 * `orderBy('element.id')`. The filters are those of `CreateProcess`: the children of `element` (with `load_children` all that
 * is below it), else what the creator has selected (with `load_children` also what is below that), else the whole corpus; and
 * of these the ones of the type, with the name and with a class that is not rejected.
 */
export function selectProcessElements(
  db: Database,
  process: Pick<Row<'process'>, 'corpus_id' | 'creator_id' | 'selection'>,
) {
  const filters = readJsonObject(process.selection)
  const isDeep = filters.load_children === true
  let query = db.selectFrom('element').select('element.id').where('element.corpus_id', '=', process.corpus_id)
  const { element, element_type: type, name_contains: name, ml_class: mlClass } = filters
  if (typeof element === 'string') {
    query = isDeep
      ? query.where(sql<boolean>`element.id in (${selectDescendants(element)})`)
      : query.where('element.id', 'in', (eb) =>
          eb.selectFrom('element_path').select('child_id').where('parent_id', '=', element),
        )
  } else if (filters.selection === true) {
    const selected = sql`select element_id from selection where user_id = ${process.creator_id}`
    query = isDeep
      ? query.where(sql<boolean>`(element.id in (${selected}) or element.id in (${selectDescendants(selected)}))`)
      : query.where(sql<boolean>`element.id in (${selected})`)
  }
  if (typeof type === 'string' && type !== '') {
    query = query.where('element.type_id', 'in', (eb) =>
      eb
        .selectFrom('element_type')
        .select('element_type.id')
        .where('element_type.corpus_id', '=', process.corpus_id)
        .where('element_type.slug', '=', type),
    )
  }
  if (typeof name === 'string' && name !== '') {
    query = query.where(sql<boolean>`lower(element.name) like ${containsPattern(foldAscii(name))}`)
  }
  if (typeof mlClass === 'string' && mlClass !== '') {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('classification')
          .innerJoin('ml_class', 'ml_class.id', 'classification.ml_class_id')
          .select('classification.id')
          .whereRef('classification.element_id', '=', 'element.id')
          .where('ml_class.name', '=', mlClass)
          .where('classification.state', '<>', 'rejected'),
      ),
    )
  }
  return query
}
