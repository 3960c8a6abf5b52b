import type { BotConfig } from '../config/bot-config.ts'
import type { AccessLevel } from '../forge/forge.ts'
import { listRights } from './command-rights.ts'
import type { CommandName } from './parse-command.ts'

const lines: Readonly<Record<CommandName, string>> = {
  help: '`/arkindex help`: this list',
  validate: '`/arkindex validate`: checks the worker YAML and the release manifest of the last commit',
  plan: '`/arkindex plan [instance]`: what a release of the last commit would change, on all instances or on one',
  deploy:
    '`/arkindex deploy <instance>`: releases to an instance: of an open merge request its last commit, where the manifest of the target branch lets the instance take that branch; of a merged one the newest tag that holds it, or else the target branch',
  train:
    '`/arkindex train <name>`: starts a training of the manifest, with the newest tag that holds this merge request',
  retry: '`/arkindex retry`: runs again what failed last here',
  cancel: '`/arkindex cancel`: ends what runs or waits here',
}

/** The commands that somebody may give, one a line. */
export function renderHelp(level: AccessLevel, access: BotConfig['access']): string {
  const rights = listRights(level, access)
  return ['What you can ask for, in the first line of a note:', '', ...rights.map((name) => `- ${lines[name]}`)].join(
    '\n',
  )
}
