/** What a backup holds: the export of the database, and a folder of the archives. */
export const exportName = 'database.jsonl'
export const archivesName = 'archives'
