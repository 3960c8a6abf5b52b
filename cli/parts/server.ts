import type { Command } from '../command.ts'
import { server } from '../commands/server.ts'
import { serverBackup } from '../commands/server-backup.ts'
import { serverExport } from '../commands/server-export.ts'
import { serverFarm } from '../commands/server-farm.ts'
import { serverGrant } from '../commands/server-grant.ts'
import { serverGroup } from '../commands/server-group.ts'
import { serverHealth } from '../commands/server-health.ts'
import { serverImport } from '../commands/server-import.ts'
import { serverRestore } from '../commands/server-restore.ts'
import { serverStart } from '../commands/server-start.ts'
import { serverToken } from '../commands/server-token.ts'
import { serverUser } from '../commands/server-user.ts'

export const commands: Readonly<Record<string, Command>> = {
  server,
  'server user': serverUser,
  'server group': serverGroup,
  'server token': serverToken,
  'server grant': serverGrant,
  'server farm': serverFarm,
  'server start': serverStart,
  'server health': serverHealth,
  'server export': serverExport,
  'server import': serverImport,
  'server backup': serverBackup,
  'server restore': serverRestore,
}
