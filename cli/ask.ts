import { createInterface } from 'node:readline/promises'
import type { CommandContext } from './command.ts'

/** Whether somebody can be asked: both ends are a terminal. */
export function canAsk(context: CommandContext): boolean {
  return process.stdin.isTTY === true && context.stdout.isTerminal
}

/** Asks a question of yes or no on the terminal; what is no yes is a no, the end of the input too. */
export async function ask(question: string, context: CommandContext): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  // The terminal is in raw mode while it is read, so Ctrl-C reaches the reader and not the process.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const interrupted = new Promise<never>((_resolve, reject) => {
    context.signal.addEventListener('abort', () => reject(context.signal.reason), { once: true })
  })
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), ended, interrupted])
    return /^y(?:es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
