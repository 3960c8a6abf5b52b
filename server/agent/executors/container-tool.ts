import type { Host, ProgramResult } from '../../../core/image/host.ts'
import type { TaskPlan } from '../task-folder.ts'

/** How a container is run: a program that stays in the foreground, writes what the worker writes and ends with its exit code. */
export interface PreparedRun {
  program: string
  args: readonly string[]
  env: Readonly<Record<string, string>>
  cwd?: string
}

/** What the container tool may use of the machine for one task. */
export interface ToolContext {
  host: Host
  plan: TaskPlan
  folder: string
  /** The token of the task; it never stands in arguments. */
  token: string
}

/** The container cannot come to be; the message is for the task's log. */
export class UnstartedError extends Error {
  override readonly name = 'UnstartedError'
}

/** One way to run tasks. */
export interface ContainerTool {
  /** Gets the image and makes the container. Throws `UnstartedError`. */
  prepare(context: ToolContext): Promise<PreparedRun>
  /** Ends the container where that takes more than signals to the program; after `seconds` without mercy. */
  stop?(context: Pick<ToolContext, 'host' | 'plan'>, seconds: number): Promise<void>
  /** What the tool knows of the end that the exit code does not tell. */
  explainEnd?(context: Pick<ToolContext, 'host' | 'plan'>): Promise<string | undefined>
  /** Removes the container and what it left behind; to be called again is no error. */
  remove(context: Pick<ToolContext, 'host' | 'plan' | 'folder'>): Promise<void>
  /** Removes an image from the machine; one that is in use stays. */
  removeImage(context: { host: Host; toolEnv: Readonly<Record<string, string>> }, image: string): Promise<void>
}

export function nameContainer(plan: Pick<TaskPlan, 'task' | 'attempt' | 'mark'>): string {
  return `arkindex-${plan.task}-${plan.attempt}-${plan.mark.slice(0, 8)}`
}

/** Whether an image is named by its content, so that a copy at hand is the one that is meant. */
export function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image)
}

/** The reason in what a program wrote, on one line. */
export function readReason({ isMissing, stderr, stdout }: ProgramResult, program: string): string {
  if (isMissing) return `${program} is not installed`
  const lines = (stderr || stdout).trim().split('\n')
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason').trim().slice(0, 1000)
}
