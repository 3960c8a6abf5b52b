import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import type { Host, ProgramCall, ProgramResult } from '../core/image/host.ts'

const keptOutput = 10 * 1024 * 1024
const keptErrors = 64 * 1024
/** How long an interrupted program may take to clean up before it is killed, in milliseconds. */
const patience = 5_000

/** Cuts a stream of text into whole lines; what has no end of line yet waits. */
function cutLines(give: (lines: string) => void): { add(text: string): void; end(): void } {
  let rest = ''
  return {
    add: (text) => {
      const whole = rest + text
      const cut = whole.lastIndexOf('\n') + 1
      rest = whole.slice(cut)
      if (cut > 0) give(whole.slice(0, cut))
    },
    end: () => {
      if (rest) give(`${rest}\n`)
      rest = ''
    },
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The whole group is gone already.
  }
}

/** Runs programs of the machine, each in a process group of its own, which is stopped as a whole when `signal` is aborted. */
export function openHost(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): Host {
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  return {
    env,
    isOnPath: (program) =>
      folders.some((folder) => {
        try {
          accessSync(path.join(folder, program), constants.X_OK)
          return true
        } catch {
          return false
        }
      }),
    run: (call: ProgramCall) =>
      new Promise<ProgramResult>((resolve, reject) => {
        signal.throwIfAborted()
        const child = spawn(call.program, [...call.args], {
          cwd: call.cwd,
          env: { ...env, ...call.env },
          detached: true,
          stdio: ['pipe', 'pipe', 'pipe'],
        })
        let stdout = ''
        let stderr = ''
        let killer: NodeJS.Timeout | undefined
        const stop = () => {
          killGroup(child, 'SIGTERM')
          killer = setTimeout(() => killGroup(child, 'SIGKILL'), patience)
        }
        signal.addEventListener('abort', stop, { once: true })
        const lines = [child.stdout, child.stderr].map((stream) => {
          const cutter = cutLines((text) => call.onOutput?.(text))
          stream.setEncoding('utf8')
          stream.on('data', (text: string) => cutter.add(text))
          return cutter
        })
        child.stdout.on('data', (text: string) => {
          if (stdout.length < keptOutput) stdout += text
        })
        child.stderr.on('data', (text: string) => {
          stderr = (stderr + text).slice(-keptErrors)
        })
        child.stdin.on('error', () => {
          // The program ended without reading: its exit code tells why.
        })
        child.stdin.end(call.input ?? '')
        const finish = (result: Pick<ProgramResult, 'exit' | 'isMissing'>) => {
          signal.removeEventListener('abort', stop)
          if (killer) clearTimeout(killer)
          for (const cutter of lines) cutter.end()
          if (signal.aborted) {
            killGroup(child, 'SIGKILL')
            reject(signal.reason)
          } else resolve({ ...result, stdout, stderr })
        }
        child.on('error', (error: NodeJS.ErrnoException) => {
          const isMissing = error.code === 'ENOENT'
          if (!isMissing) stderr += error.message
          finish({ exit: undefined, isMissing })
        })
        child.on('close', (exit) => finish({ exit: exit ?? undefined, isMissing: false }))
      }),
  }
}
