import { type ChildProcess, spawn } from 'node:child_process'

/** How the process of one task is started. */
export interface RunnerProgram {
  program: string
  args: readonly string[]
  env: Readonly<Record<string, string | undefined>>
}

export interface RunnerPool {
  /** Makes sure that a runner waits for the next task, so that the task does not wait for a process to start. */
  warm(): void
  /** Gives a folder to a runner, which goes on without us from then on. */
  start(folder: string): void
  /** Ends the one that waits. */
  close(): void
}

/** Starts runners: each in a session of its own, so that neither the end of the agent nor Ctrl-C in its terminal reaches it. */
export function openRunnerPool({ program, args, env }: RunnerProgram, onError: (error: Error) => void): RunnerPool {
  let waiting: ChildProcess | undefined
  const spawnRunner = (): ChildProcess => {
    const child = spawn(program, [...args], { env: { ...env }, detached: true, stdio: ['pipe', 'ignore', 'inherit'] })
    child.on('error', onError)
    child.stdin?.on('error', () => {
      // It died before it was given its folder; nobody claims that, which the agent sees.
    })
    child.unref()
    child.once('exit', () => {
      if (waiting === child) waiting = undefined
    })
    return child
  }
  return {
    warm: () => {
      waiting ??= spawnRunner()
    },
    start: (folder) => {
      const runner = waiting ?? spawnRunner()
      waiting = undefined
      runner.stdin?.end(`${folder}\n`)
    },
    close: () => {
      waiting?.stdin?.end()
      waiting = undefined
    },
  }
}
