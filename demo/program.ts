import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

/** A program that runs beside the demo, with all that it starts, in a process group of its own. */
export interface Program {
  child: ChildProcess
  /** Resolves with the exit code, or undefined where a signal ended it. Never rejects. */
  ended: Promise<number | undefined>
  /** Ends the whole group: asks first, kills after some seconds. Resolves when the program is gone. */
  stop(): Promise<void>
}

const patience = 8_000

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Nothing of the group is left.
  }
}

/** Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches the demo alone, which then stops it. */
export function startProgram(program: string, args: readonly string[], options: SpawnOptions): Program {
  const child = spawn(program, [...args], { ...options, detached: true })
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('close', (exit) => resolve(exit ?? undefined))
  })
  return {
    child,
    ended,
    stop: async () => {
      signalGroup(child, 'SIGTERM')
      const killer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience)
      await ended
      clearTimeout(killer)
      signalGroup(child, 'SIGKILL')
    },
  }
}
