import { startPostgresql } from './start-postgresql.ts'

/** One cluster for the whole run; each test file makes databases of its own in it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const cluster = await startPostgresql()
  process.env.ARKINDEX_TEST_POSTGRESQL = cluster.urlOf('postgres')
  return () => cluster.close()
}
