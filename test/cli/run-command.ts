import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

export const projectRoot = path.resolve(import.meta.dirname, '../..')
export const commandFile = path.join(projectRoot, 'dist/arkindex-ci.cjs')

export interface CommandResult {
  exit: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Starts the built command as a user would, with a bare environment unless more is given. */
export function startCommand(
  args: readonly string[],
  { cwd = projectRoot, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): { child: ChildProcess; result: Promise<CommandResult> } {
  const child = spawn(process.execPath, [commandFile, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const result = new Promise<CommandResult>((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (exit, signal) => resolve({ exit, signal, stdout, stderr }))
  })
  return { child, result }
}

/** Runs the built command to its end. */
export function runCommand(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<CommandResult> {
  return startCommand(args, options).result
}
