/** The structures of an export that can be written: the current one, and that of the time when entities were objects of their own. */
export const exportFormats = [11, 10] as const
export type ExportFormat = (typeof exportFormats)[number]
export const currentFormat: ExportFormat = 11

export interface ExportColumn {
  readonly name: string
  readonly type: string
  /** The table whose `id` it holds. */
  readonly of?: string
}

export interface ExportTable {
  readonly name: string
  readonly columns: readonly ExportColumn[]
  /** Lists of columns that are unique together. */
  readonly unique: readonly (readonly string[])[]
}

const id = 'VARCHAR(37) NOT NULL PRIMARY KEY'
const reference = 'VARCHAR(37) NOT NULL'
const optionalReference = 'VARCHAR(37)'

const workerRun: ExportColumn = { name: 'worker_run_id', type: optionalReference, of: 'worker_run' }

/** Text of a length that structure 11 bounds and the older ones do not. */
type Bounded = (length: number) => string

function listCommon(bounded: Bounded, isCurrent: boolean): ExportTable[] {
  return [
    { name: 'export_version', columns: [{ name: 'version', type: 'INTEGER NOT NULL' }], unique: [] },
    {
      name: 'worker_version',
      columns: [
        { name: 'id', type: id },
        { name: 'slug', type: `${bounded(100)} NOT NULL` },
        { name: 'name', type: `${bounded(100)} NOT NULL` },
        { name: 'repository_url', type: bounded(250) },
        { name: 'revision', type: bounded(200) },
        { name: 'version', type: 'INTEGER' },
        { name: 'type', type: `${bounded(50)} NOT NULL` },
      ],
      unique: [],
    },
    {
      name: 'worker_run',
      columns: [
        { name: 'id', type: id },
        { name: 'worker_version_id', type: reference, of: 'worker_version' },
        { name: 'model_version_id', type: optionalReference },
        { name: 'model_id', type: optionalReference },
        { name: 'model_name', type: bounded(100) },
        { name: 'configuration_id', type: optionalReference },
        { name: 'configuration', type: 'TEXT' },
      ],
      unique: [],
    },
    {
      name: 'image_server',
      columns: [
        { name: 'id', type: 'INTEGER NOT NULL PRIMARY KEY' },
        { name: 'url', type: `${bounded(200)} NOT NULL` },
        { name: 'display_name', type: `${bounded(250)} NOT NULL` },
        { name: 'max_width', type: 'INTEGER' },
        { name: 'max_height', type: 'INTEGER' },
        ...(isCurrent ? [{ name: 'version', type: 'INTEGER NOT NULL DEFAULT 2' }] : []),
      ],
      unique: [['url']],
    },
    {
      name: 'image',
      columns: [
        { name: 'id', type: id },
        { name: 'server_id', type: 'INTEGER NOT NULL', of: 'image_server' },
        { name: 'url', type: 'TEXT NOT NULL' },
        { name: 'width', type: 'INTEGER NOT NULL' },
        { name: 'height', type: 'INTEGER NOT NULL' },
      ],
      unique: [['url']],
    },
    {
      name: 'element',
      columns: [
        { name: 'id', type: id },
        { name: 'created', type: 'REAL NOT NULL' },
        { name: 'updated', type: 'REAL NOT NULL' },
        { name: 'name', type: `${bounded(250)} NOT NULL` },
        { name: 'type', type: `${bounded(50)} NOT NULL` },
        { name: 'image_id', type: optionalReference, of: 'image' },
        { name: 'polygon', type: 'TEXT' },
        { name: 'rotation_angle', type: 'INTEGER NOT NULL DEFAULT 0' },
        { name: 'mirrored', type: 'INTEGER NOT NULL DEFAULT 0' },
        workerRun,
        { name: 'confidence', type: 'REAL' },
      ],
      unique: [],
    },
    {
      name: 'element_path',
      columns: [
        { name: 'id', type: id },
        { name: 'parent_id', type: reference, of: 'element' },
        { name: 'child_id', type: reference, of: 'element' },
        { name: 'ordering', type: 'INTEGER NOT NULL DEFAULT 0' },
      ],
      unique: [['parent_id', 'child_id']],
    },
    {
      name: 'classification',
      columns: [
        { name: 'id', type: id },
        { name: 'element_id', type: reference, of: 'element' },
        { name: 'class_name', type: `${bounded(1024)} NOT NULL` },
        { name: 'state', type: `${bounded(16)} NOT NULL DEFAULT 'pending'` },
        { name: 'moderator', type: bounded(255) },
        { name: 'confidence', type: 'REAL' },
        { name: 'high_confidence', type: 'INTEGER NOT NULL DEFAULT 0' },
        workerRun,
      ],
      unique: [],
    },
    {
      name: 'transcription',
      columns: [
        { name: 'id', type: id },
        { name: 'element_id', type: reference, of: 'element' },
        { name: 'text', type: 'TEXT NOT NULL' },
        { name: 'confidence', type: 'REAL' },
        { name: 'orientation', type: `${bounded(50)} NOT NULL DEFAULT 'horizontal-lr'` },
        workerRun,
      ],
      unique: [],
    },
    {
      name: 'entity_type',
      columns: [
        { name: 'id', type: id },
        { name: 'name', type: `${bounded(250)} NOT NULL` },
        { name: 'color', type: `${bounded(6)} NOT NULL DEFAULT 'ff0000'` },
      ],
      unique: [['name']],
    },
    {
      name: 'dataset',
      columns: [
        { name: 'id', type: id },
        { name: 'name', type: `${bounded(100)} NOT NULL` },
        { name: 'description', type: 'TEXT NOT NULL' },
        { name: 'state', type: `${bounded(50)} NOT NULL DEFAULT 'open'` },
        { name: 'sets', type: 'TEXT NOT NULL' },
      ],
      unique: [],
    },
    {
      name: 'dataset_element',
      columns: [
        { name: 'id', type: id },
        { name: 'element_id', type: reference, of: 'element' },
        { name: 'dataset_id', type: reference, of: 'dataset' },
        { name: 'set_name', type: `${bounded(50)} NOT NULL` },
      ],
      unique: [],
    },
  ]
}

const metadata = (bounded: Bounded): ExportColumn[] => [
  { name: 'id', type: id },
  { name: 'element_id', type: reference, of: 'element' },
  { name: 'name', type: `${bounded(250)} NOT NULL` },
  { name: 'type', type: `${bounded(50)} NOT NULL` },
  { name: 'value', type: 'TEXT NOT NULL' },
]

const place: readonly ExportColumn[] = [
  { name: 'offset', type: 'INTEGER NOT NULL' },
  { name: 'length', type: 'INTEGER NOT NULL' },
  { name: 'confidence', type: 'REAL' },
  workerRun,
]

/** Every table of an export (reference/arkindex.md 4): names, columns and types as arkindex-export reads them. */
export function listExportTables(format: ExportFormat): ExportTable[] {
  const start: ExportColumn[] = [
    { name: 'id', type: id },
    { name: 'transcription_id', type: reference, of: 'transcription' },
  ]
  if (format === 11) {
    const bounded: Bounded = (length) => `VARCHAR(${length})`
    return [
      ...listCommon(bounded, true),
      {
        name: 'transcription_entity',
        columns: [...start, { name: 'type_id', type: reference, of: 'entity_type' }, ...place],
        unique: [['transcription_id', 'type_id', 'offset', 'length', 'worker_run_id']],
      },
      { name: 'metadata', columns: [...metadata(bounded), workerRun], unique: [] },
    ]
  }
  const bounded: Bounded = () => 'TEXT'
  return [
    ...listCommon(bounded, false),
    {
      name: 'entity',
      columns: [
        { name: 'id', type: id },
        { name: 'name', type: 'TEXT NOT NULL' },
        { name: 'type_id', type: reference, of: 'entity_type' },
        { name: 'metas', type: 'TEXT' },
        { name: 'moderator', type: 'TEXT' },
        { name: 'validated', type: 'INTEGER NOT NULL DEFAULT 0' },
        workerRun,
      ],
      unique: [],
    },
    {
      name: 'transcription_entity',
      columns: [...start, { name: 'entity_id', type: reference, of: 'entity' }, ...place],
      unique: [['transcription_id', 'entity_id', 'offset', 'length', 'worker_run_id']],
    },
    {
      name: 'metadata',
      columns: [...metadata(bounded), { name: 'entity_id', type: optionalReference, of: 'entity' }, workerRun],
      unique: [],
    },
  ]
}

const quote = (name: string) => `"${name}"`

/** The statement that makes a table. */
export function writeCreateTable({ name, columns, unique }: ExportTable): string {
  const parts = [
    ...columns.map((column) => `${quote(column.name)} ${column.type}`),
    ...columns.flatMap((column) =>
      column.of === undefined ? [] : [`FOREIGN KEY (${quote(column.name)}) REFERENCES ${quote(column.of)} ("id")`],
    ),
    ...unique.map((list) => `UNIQUE (${list.map(quote).join(', ')})`),
  ]
  return `CREATE TABLE ${quote(name)} (${parts.join(', ')})`
}

/** The statements for the indexes of what refers to other tables; made last, since a table is filled faster without. */
export function writeCreateIndexes({ name, columns, unique }: ExportTable): string[] {
  return columns
    .filter((column) => column.of !== undefined && !unique.some(([first]) => first === column.name))
    .map((column) => `CREATE INDEX ${quote(`${name}_${column.name}`)} ON ${quote(name)} (${quote(column.name)})`)
}
