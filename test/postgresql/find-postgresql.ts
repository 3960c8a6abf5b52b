import { accessSync, constants, readdirSync } from 'node:fs'
import path from 'node:path'

export const postgresqlInstallLine = 'apt-get install -y --no-install-recommends postgresql'

const versionsFolder = '/usr/lib/postgresql'

function listFolders(): string[] {
  let versions: string[] = []
  try {
    versions = readdirSync(versionsFolder).sort((one, other) => Number(other) - Number(one))
  } catch {
    // Debian's place is not there; a PostgreSQL of another origin may be on the path.
  }
  return [
    ...versions.map((version) => path.join(versionsFolder, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ]
}

/** The folder of PostgreSQL's programs, the newest of Debian's first; undefined where there is none. */
export function findPostgresql(): string | undefined {
  return listFolders().find((folder) =>
    ['initdb', 'postgres'].every((program) => {
      try {
        accessSync(path.join(folder, program), constants.X_OK)
        return true
      } catch {
        return false
      }
    }),
  )
}
