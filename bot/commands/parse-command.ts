import type { BotAction } from '../config/bot-config.ts'

/** What may stand behind `/arkindex`. */
export const commandNames = [
  'help',
  'validate',
  'plan',
  'deploy',
  'train',
  'retry',
  'cancel',
] as const satisfies BotAction[]
export type CommandName = (typeof commandNames)[number]

/** A command as it was written; nothing is known of who may. */
export type Command =
  | { name: Exclude<CommandName, 'plan' | 'deploy' | 'train'> }
  | { name: 'plan'; instance: string | null }
  | { name: 'deploy'; instance: string }
  | { name: 'train'; training: string }

/** A command, or what is wrong with it. */
export type CommandReading = { command: Command } | { problem: string; name: CommandName | null }

const start = /^\/arkindex(?=\s|$)/
const instancePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/
const trainingPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/

/** Whether a line begins a command: at its very beginning, so neither in a quote nor in code nor within a sentence. */
export function isCommandLine(line: string): boolean {
  return start.test(line)
}

function isCommandName(word: string): word is CommandName {
  return commandNames.some((name) => name === word)
}

function readArgument(name: 'plan' | 'deploy' | 'train', words: readonly string[]): CommandReading {
  const [word, ...more] = words
  const what = name === 'train' ? 'training' : 'instance'
  const problem = (text: string): CommandReading => ({ problem: text, name })
  if (more.length > 0) return problem(`\`${name}\` takes the name of one ${what}.`)
  if (word === undefined)
    return name === 'plan'
      ? { command: { name, instance: null } }
      : problem(`\`${name}\` needs the name of ${what === 'training' ? 'a training' : 'an instance'}.`)
  const isName = (name === 'train' ? trainingPattern : instancePattern).test(word)
  if (!isName) return problem(`That is no name of ${what === 'training' ? 'a training' : 'an instance'}.`)
  return name === 'train' ? { command: { name, training: word } } : { command: { name, instance: word } }
}

/** The command on the first line of a note; undefined where there is none. Nothing of what was written is repeated in a problem. */
export function parseCommand(body: string): CommandReading | undefined {
  const line = body.split(/\r\n|\r|\n/, 1)[0] ?? ''
  if (!isCommandLine(line)) return undefined
  const [word, ...rest] = line.replace(start, '').trim().split(/\s+/)
  if (word === undefined || word === '') return { command: { name: 'help' } }
  if (!isCommandName(word)) return { problem: 'There is no such command.', name: null }
  if (word === 'plan' || word === 'deploy' || word === 'train') return readArgument(word, rest)
  return rest.length > 0 ? { problem: `\`${word}\` takes nothing more.`, name: word } : { command: { name: word } }
}
