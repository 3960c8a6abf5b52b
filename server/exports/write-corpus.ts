import type Sqlite from 'better-sqlite3'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../services.ts'
import {
  currentFormat,
  type ExportFormat,
  listExportTables,
  writeCreateIndexes,
  writeCreateTable,
} from './structure.ts'

type Cell = string | number | null
type Cells = Record<string, Cell>

/** Ids that one question names. */
const idsAtOnce = 500

/** How many rows are read at a time, so that they are about so many characters: few where rows hold long texts. */
const portion = { characters: 500_000, first: 50, most: 1000 }

function countCharacters(rows: readonly Cells[]): number {
  let count = 0
  for (const row of rows) for (const cell of Object.values(row)) count += typeof cell === 'string' ? cell.length : 8
  return count
}

/** The next portion: what would have been right for the last one, but never more than twice as many rows. */
function chooseSize(size: number, rows: readonly Cells[]): number {
  const fitting = Math.floor((portion.characters * rows.length) / Math.max(1, countCharacters(rows)))
  return Math.max(1, Math.min(fitting, size * 2, portion.most))
}

interface Source {
  readonly db: Database
  readonly corpusId: string
}

/** Reads a table in portions: `from` and `condition` choose rows, `order` names what places each of them among the others. */
async function* readPortions(
  db: Database,
  query: { select: RawBuilder<unknown>; from: RawBuilder<unknown>; condition: RawBuilder<unknown>; order: string[] },
): AsyncGenerator<Cells[]> {
  const places = query.order.map((reference, index) => sql`${sql.ref(reference)} as ${sql.ref(`place_${index}`)}`)
  const order = sql.join(query.order.map((reference) => sql.ref(reference)))
  let last: Cells | undefined
  let size = portion.first
  do {
    const values = last === undefined ? undefined : query.order.map((_, index) => last?.[`place_${index}`] ?? null)
    // The first columns alone let an index begin in the middle, where the others are of a joined table.
    const [one, two] = query.order
    const after =
      values && one && two
        ? sql` and (${sql.ref(one)}, ${sql.ref(two)}) >= (${sql.join(values.slice(0, 2))}) and (${order}) > (${sql.join(values)})`
        : sql``
    const { rows } = await sql<Cells>`select ${query.select}, ${sql.join(places)} from ${query.from}
      where ${query.condition}${after} order by ${order} limit ${size}`.execute(db)
    yield rows
    last = rows.length === size ? rows.at(-1) : undefined
    size = chooseSize(size, rows)
  } while (last)
}

/**
 * The rows of a table that belong to the elements of a corpus, in the order of the elements. The outer table stands first and
 * is joined by `cross join`, which SQLite takes as the order to follow and PostgreSQL as any join.
 */
function readOfElements(
  { db, corpusId }: Source,
  parts: { select: RawBuilder<unknown>; joined: RawBuilder<unknown>; on: RawBuilder<unknown>; place: string[] },
): AsyncGenerator<Cells[]> {
  return readPortions(db, {
    select: parts.select,
    from: sql`element ${parts.joined}`,
    condition: sql`element.corpus_id = ${corpusId} and ${parts.on}`,
    order: ['element.created', 'element.id', ...parts.place],
  })
}

/** Characters of a text from an offset, counted as Arkindex counts them: by code points. */
function sliceText(text: string, offset: number, length: number): string {
  return [...text].slice(offset, offset + length).join('')
}

const toSeconds = (cell: Cell | undefined): number => Number(cell) / 1000

async function readWorkerRuns(db: Database, ids: readonly string[]): Promise<Cells[]> {
  const rows: Cells[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const some = sql.join(ids.slice(start, start + idsAtOnce))
    const read = await sql<Cells>`select worker_run.id, worker_run.worker_version_id, worker_run.model_version_id,
        model.id as model_id, model.name as model_name, worker_run.configuration_id,
        worker_configuration.configuration, worker.slug, worker.name, worker.repository_url, worker_version.revision_url,
        worker_version.version, worker_type.slug as type
      from worker_run join worker_version on worker_version.id = worker_run.worker_version_id
      join worker on worker.id = worker_version.worker_id join worker_type on worker_type.id = worker.type_id
      left join model_version on model_version.id = worker_run.model_version_id
      left join model on model.id = model_version.model_id
      left join worker_configuration on worker_configuration.id = worker_run.configuration_id
      where worker_run.id in (${some})`.execute(db)
    rows.push(...read.rows)
  }
  return rows
}

/** Fills the tables of an export one after the other, and counts the rows. */
class Writer {
  rows = 0
  readonly #inserts = new Map<string, (cells: Cells) => void>()
  /** The worker runs that results name. */
  readonly workerRuns = new Set<string>()

  constructor(target: Sqlite.Database, format: ExportFormat) {
    for (const { name, columns } of listExportTables(format)) {
      const names = columns.map((column) => column.name)
      const statement = target.prepare<Cell[]>(
        `INSERT INTO "${name}" (${names.map((column) => `"${column}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      this.#inserts.set(name, (cells) => {
        statement.run(...names.map((column) => cells[column] ?? null))
      })
    }
  }

  insert(table: string, cells: Cells): void {
    const insert = this.#inserts.get(table)
    if (!insert) throw new Error(`an export of this format has no table ${table}`)
    insert(cells)
    this.rows += 1
    if (typeof cells.worker_run_id === 'string') this.workerRuns.add(cells.worker_run_id)
  }

  async insertAll(table: string, portions: AsyncIterable<Cells[]>, change?: (cells: Cells) => Cells): Promise<void> {
    for await (const portion of portions) {
      for (const cells of portion) this.insert(table, change ? change(cells) : cells)
    }
  }
}

async function writeImages(source: Source, writer: Writer): Promise<void> {
  const { db, corpusId } = source
  const numbers = new Map<string, number>()
  const servers = await sql<Cells>`select distinct image_server.* from element
    join image on image.id = element.image_id join image_server on image_server.id = image.server_id
    where element.corpus_id = ${corpusId} order by image_server.created, image_server.id`.execute(db)
  for (const server of servers.rows) {
    const number = numbers.size + 1
    numbers.set(String(server.id), number)
    writer.insert('image_server', { ...server, id: number })
  }
  const urls = new Map(servers.rows.map(({ id, url }) => [String(id), String(url)]))
  const images = readPortions(db, {
    select: sql`image.id, image.server_id, image.path, image.width, image.height`,
    from: sql`image`,
    condition: sql`exists (select 1 from element where element.image_id = image.id and element.corpus_id = ${corpusId})`,
    order: ['image.server_id', 'image.path'],
  })
  await writer.insertAll('image', images, (image) => {
    const server = String(image.server_id)
    return { ...image, server_id: numbers.get(server) ?? null, url: `${urls.get(server)}/${image.path}` }
  })
}

async function writeEntities(source: Source, writer: Writer, format: ExportFormat): Promise<void> {
  const portions = readOfElements(source, {
    select: sql`te.id, te.transcription_id, te.type_id, te."offset", te.length, te.confidence, te.worker_run_id${
      format === 11 ? sql`` : sql`, transcription.text`
    }`,
    joined: sql`cross join transcription cross join transcription_entity te`,
    on: sql`transcription.element_id = element.id and te.transcription_id = transcription.id`,
    place: ['transcription.id', 'te.id'],
  })
  for await (const portion of portions) {
    for (const cells of portion) {
      if (format !== 11) {
        const name = sliceText(String(cells.text), Number(cells.offset), Number(cells.length))
        writer.insert('entity', { ...cells, name, validated: 0 })
      }
      writer.insert('transcription_entity', { ...cells, entity_id: cells.id ?? null })
    }
  }
}

async function writeDatasets({ db, corpusId }: Source, writer: Writer): Promise<void> {
  const datasets = await sql<Cells>`select id, name, description, state from dataset
    where corpus_id = ${corpusId} order by created, id`.execute(db)
  for (const dataset of datasets.rows) {
    const sets =
      await sql<Cells>`select id, name from dataset_set where dataset_id = ${dataset.id} order by position`.execute(db)
    writer.insert('dataset', { ...dataset, sets: sets.rows.map(({ name }) => name).join(',') })
    for (const set of sets.rows) {
      const elements = readPortions(db, {
        select: sql`dataset_element.id, dataset_element.element_id`,
        from: sql`dataset_element`,
        condition: sql`dataset_element.set_id = ${set.id}`,
        order: ['dataset_element.created', 'dataset_element.id'],
      })
      await writer.insertAll('dataset_element', elements, (cells) => ({
        ...cells,
        dataset_id: dataset.id ?? null,
        set_name: set.name ?? null,
      }))
    }
  }
}

async function writeRows(source: Source, writer: Writer, format: ExportFormat): Promise<void> {
  const { db, corpusId } = source
  writer.insert('export_version', { version: format })
  await writeImages(source, writer)
  const elements = readPortions(db, {
    select: sql`element.id, element.created, element.updated, element.name, element_type.slug as type, element.image_id,
      element.polygon, element.rotation_angle, element.mirrored, element.worker_run_id, element.confidence`,
    from: sql`element cross join element_type`,
    condition: sql`element.corpus_id = ${corpusId} and element_type.id = element.type_id`,
    order: ['element.created', 'element.id'],
  })
  await writer.insertAll('element', elements, (cells) => ({
    ...cells,
    created: toSeconds(cells.created),
    updated: toSeconds(cells.updated),
  }))
  await writer.insertAll(
    'element_path',
    readOfElements(source, {
      select: sql`p.id, p.parent_id, p.child_id, p.ordering`,
      joined: sql`cross join element_path p`,
      on: sql`p.child_id = element.id`,
      place: ['p.parent_id'],
    }),
  )
  await writer.insertAll(
    'classification',
    readOfElements(source, {
      select: sql`c.id, c.element_id, ml_class.name as class_name, c.state, user_account.email as moderator, c.confidence,
        c.high_confidence, c.worker_run_id`,
      joined: sql`cross join classification c join ml_class on ml_class.id = c.ml_class_id
        left join user_account on user_account.id = c.moderator_id`,
      on: sql`c.element_id = element.id`,
      place: ['c.id'],
    }),
  )
  await writer.insertAll(
    'transcription',
    readOfElements(source, {
      select: sql`t.id, t.element_id, t.text, t.confidence, t.orientation, t.worker_run_id`,
      joined: sql`cross join transcription t`,
      on: sql`t.element_id = element.id`,
      place: ['t.id'],
    }),
  )
  const types =
    await sql<Cells>`select id, name, color from entity_type where corpus_id = ${corpusId} order by name`.execute(db)
  for (const type of types.rows) writer.insert('entity_type', type)
  await writeEntities(source, writer, format)
  await writer.insertAll(
    'metadata',
    readOfElements(source, {
      select: sql`m.id, m.element_id, m.name, m.type, m.value, m.worker_run_id`,
      joined: sql`cross join metadata m`,
      on: sql`m.element_id = element.id`,
      place: ['m.id'],
    }),
  )
  await writeDatasets(source, writer)
  const versions = new Set<string>()
  for (const run of await readWorkerRuns(db, [...writer.workerRuns])) {
    const version = String(run.worker_version_id)
    if (!versions.has(version)) {
      versions.add(version)
      writer.insert('worker_version', {
        ...run,
        id: version,
        revision: run.revision_url ?? null,
        repository_url: run.repository_url || null,
      })
    }
    writer.insert('worker_run', run)
  }
}

/**
 * Writes one corpus into a new, empty file of SQLite, as it is at one moment; others may go on writing. Memory does not grow
 * with the corpus. `target` is the file, which is filled in one transaction. Gives the number of rows.
 */
export async function writeCorpus(
  db: Database,
  target: Sqlite.Database,
  { corpusId, format = currentFormat }: { corpusId: string; format?: ExportFormat },
): Promise<number> {
  // A file that is not finished is thrown away, so nothing is kept to undo it; it is synced once, by who stores it.
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -4000']) {
    target.pragma(pragma)
  }
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    const tables = listExportTables(format)
    target.exec('BEGIN')
    for (const table of tables) target.exec(writeCreateTable(table))
    const writer = new Writer(target, format)
    await writeRows({ db: snapshot, corpusId }, writer, format)
    for (const statement of tables.flatMap(writeCreateIndexes)) target.exec(statement)
    target.exec('COMMIT')
    return writer.rows
  } finally {
    await snapshot.rollback().execute()
  }
}
