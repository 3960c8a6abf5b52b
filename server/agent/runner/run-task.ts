import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Host } from '../../../core/image/host.ts'
import { registerSecret } from '../../../core/log/secrets.ts'
import { type PreparedRun, UnstartedError } from '../executors/container-tool.ts'
import { getTool } from '../executors/find-executor.ts'
import { identifyProcess, killMarked } from '../process-identity.ts'
import { describeFolder, readJson, readStop, type TaskEnd, type TaskPlan, writeJson } from '../task-folder.ts'
import { type BoundedLog, openBoundedLog } from './bounded-log.ts'
import { type Breach, watchLimits } from './watch-limits.ts'

/** Takes the folder for this process, once for ever; false where another process, or nobody, has it. */
export function claimFolder(folder: string): boolean {
  try {
    writeFileSync(describeFolder(folder).runner, JSON.stringify(identifyProcess(process.pid)), {
      flag: 'wx',
      mode: 0o600,
    })
    return true
  } catch {
    return false
  }
}

/** Declares that nobody will ever run the task of a folder; false where somebody has it. */
export function voidFolder(folder: string): boolean {
  try {
    writeFileSync(describeFolder(folder).runner, JSON.stringify({ pid: 0, start: '', boot: '' }), {
      flag: 'wx',
      mode: 0o600,
    })
    return true
  } catch {
    return false
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Nothing of the group is left.
  }
}

interface Running {
  child: ChildProcess
  ended: Promise<{ exit: number | null; signal: NodeJS.Signals | null }>
}

/** Starts the program in a group of its own, both outputs in one stream, so that they stand in the log in their order. */
function start({ program, args, env, cwd }: PreparedRun, log: BoundedLog): Running {
  const child = spawn('/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', program, ...args], {
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.on('data', (chunk: Buffer) => log.write(chunk))
  const ended = new Promise<{ exit: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', (error) => reject(new UnstartedError(error.message)))
    // What the program left running may keep the pipe open; it is ended below, so its exit counts and not the pipe's end.
    child.once('exit', (exit, signal) => {
      const finish = () => resolve({ exit, signal })
      child.once('close', finish)
      setTimeout(finish, 1_000)
    })
  })
  return { child, ended }
}

/**
 * Runs one task from its image to its end. The process that does this belongs to nobody: it goes on when the agent dies, and
 * ends the container itself when the agent's lease is over.
 */
export async function runTask(folder: string, openHost: (signal: AbortSignal) => Host): Promise<void> {
  const files = describeFolder(folder)
  const plan: TaskPlan = JSON.parse(readFileSync(files.plan, 'utf8'))
  const token = String(readJson(files.secrets)?.token ?? '')
  rmSync(files.secrets, { force: true })
  registerSecret(token)
  const tool = getTool(plan.executor)
  const log = openBoundedLog(files.log)
  let running: Running | undefined
  let breach: Breach | undefined
  let ending: Promise<void> | undefined
  const giveUp = new AbortController()
  const host = openHost(new AbortController().signal)

  /** Ends the container: asks first where there is time for it. */
  const end = (reason: Breach, patience: number): void => {
    const isFirst = breach === undefined
    breach ??= reason
    if (!isFirst && patience > 0) return
    giveUp.abort(new Error(reason.reason))
    ending = (async () => {
      if (!running) return
      const isGone = Promise.race([running.ended.then(() => true), sleep(patience * 1000, false)])
      if (patience > 0) {
        if (tool.stop) await tool.stop({ host, plan }, patience)
        else signalGroup(running.child, 'SIGTERM')
        if (await isGone) return
      }
      if (tool.stop) await tool.stop({ host, plan }, 0)
      signalGroup(running.child, 'SIGKILL')
      await killMarked(plan.mark, sleep)
    })()
  }
  const stop = watchLimits({ plan, data: files.data }, (found) => end(found, found.why === 'time' ? 5 : 0))
  process.on('SIGTERM', () => {
    end({ kind: 'killed', why: 'stop', reason: 'it was stopped' }, readStop(folder)?.patience ?? 0)
  })

  let result: TaskEnd
  try {
    // A pull that is under way is ended with the task.
    const prepared = await tool.prepare({ host: openHost(giveUp.signal), plan, folder, token })
    giveUp.signal.throwIfAborted()
    running = start(prepared, log)
    const { exit, signal } = await running.ended
    stop()
    await ending
    const note = breach ? undefined : await tool.explainEnd?.({ host, plan })
    const told = signal ? `signal ${signal} ended it` : undefined
    result = { kind: 'exited', exit: exit ?? 137, note: note ?? told ?? null }
  } catch (error) {
    const isOurs = error instanceof UnstartedError || error instanceof RangeError
    if (!isOurs && !breach) log.note(`The agent failed: ${error instanceof Error ? error.stack : String(error)}`)
    result = { kind: 'unstarted', reason: error instanceof Error ? error.message : String(error) }
  }
  stop()
  // Whatever the worker left running ends with it.
  await killMarked(plan.mark, sleep)
  log.close()
  writeJson(files.end, breach ?? result)
}
