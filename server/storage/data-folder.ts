import path from 'node:path'

/** The database in a data folder, where it is not a PostgreSQL. */
export function sqliteFile(data: string): string {
  return path.join(data, 'arkindex.sqlite')
}

/** The model archives in a data folder. */
export function archiveFolder(data: string): string {
  return path.join(data, 'archives')
}
