import { defineConfig } from 'vitest/config'
import { findPostgresql, postgresqlInstallLine } from './test/postgresql/find-postgresql.ts'

const common = { testTimeout: 60_000, hookTimeout: 60_000 }

/** Every test of the server's contract runs on both engines. Where CI is set a missing PostgreSQL fails, elsewhere it is told. */
const hasPostgresql = findPostgresql() !== undefined || Boolean(process.env.CI)
if (!hasPostgresql) {
  process.stderr.write(
    `The tests of PostgreSQL are skipped: it is not installed here. To install it: ${postgresqlInstallLine}\n`,
  )
}

/** What is no part of the contract, or chooses its engine itself. */
const ownEngine = ['start-server', 'sign-url', 'openapi', 'storage-folder', 'storage-kill', 'no-network'].map(
  (name) => `test/server/${name}.test.ts`,
)

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.postgresql.test.ts'],
        },
      },
      ...(hasPostgresql
        ? [
            {
              test: {
                ...common,
                name: 'postgresql',
                include: [
                  'test/server/*.test.ts',
                  'test/core/database/open-database.test.ts',
                  'test/bot/start-bot.test.ts',
                  'test/bot/kill.test.ts',
                  'test/bot/queue/*.test.ts',
                  'test/bot/deliveries/accept-delivery.test.ts',
                  'test/bot/page/list-entries.test.ts',
                  'test/bot/release/delivery-to-release.test.ts',
                  'test/**/*.postgresql.test.ts',
                ],
                exclude: ownEngine,
                env: { ARKINDEX_TEST_ENGINE: 'postgresql' },
                globalSetup: ['test/postgresql/global-setup.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
