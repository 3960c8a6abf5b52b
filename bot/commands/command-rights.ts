import type { BotAction, BotConfig } from '../config/bot-config.ts'
import { type AccessLevel, accessLevels } from '../forge/forge.ts'
import { type CommandName, commandNames } from './parse-command.ts'

/** Whether a level is at least another. */
export function reaches(level: AccessLevel, wanted: AccessLevel): boolean {
  return accessLevels.indexOf(level) >= accessLevels.indexOf(wanted)
}

/** Whether somebody at this level may. */
export function mayDo(action: BotAction, level: AccessLevel, access: BotConfig['access']): boolean {
  return reaches(level, access[action])
}

/** Whether somebody is to learn nothing of the bot: a guest, or nobody at all, who may do nothing with it. */
export function isStranger(level: AccessLevel, access: BotConfig['access']): boolean {
  return !reaches(level, 'reporter') && listRights(level, access).every((name) => name === 'help')
}

/** The commands that somebody at this level may give. */
export function listRights(level: AccessLevel, access: BotConfig['access']): CommandName[] {
  return commandNames.filter((name) => mayDo(name, level, access))
}

const levelNames: Readonly<Record<AccessLevel, string>> = {
  none: 'nobody in particular',
  guest: 'Guest',
  reporter: 'Reporter',
  developer: 'Developer',
  maintainer: 'Maintainer',
  owner: 'Owner',
}

/** What somebody is told who may not. */
export function refuseRight(name: CommandName, level: AccessLevel, access: BotConfig['access']): string {
  return `\`${name}\` needs the role ${levelNames[access[name]]} in this project or a higher one; yours is ${levelNames[level]}.`
}
