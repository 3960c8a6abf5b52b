import type { ArkindexInstance } from '../arkindex/instance.ts'
import { type ProcessCourse, readProcessCourse } from './instance-objects.ts'
import { callOn } from './operations.ts'
import { openProgress, type ProcessProgress } from './process-progress.ts'

/** States after which a process changes no more by itself. */
export const finalStates: readonly string[] = ['completed', 'failed', 'error', 'stopped', 'cancelled']

export interface FollowOptions {
  sleep(milliseconds: number): Promise<void>
  /** The time in milliseconds. */
  now(): number
  /** Told at each look. */
  onProgress?(process: ProcessCourse, progress: ProcessProgress): void
}

/** Waits for the end of a process and gives it as it ended. Asks every second at first, every 15 s in the end. */
export async function followProcess(
  instance: ArkindexInstance,
  id: string,
  options: FollowOptions,
): Promise<ProcessCourse> {
  const source = { instance: instance.slug, operation: 'RetrieveProcess' }
  const readProgress = openProgress(instance, options.now)
  for (let pause = 1000; ; pause = Math.min(pause * 1.3, 15_000)) {
    const process = readProcessCourse(await callOn(instance, 'RetrieveProcess', { process: id }), source)
    if (options.onProgress) options.onProgress(process, await readProgress(process))
    if (finalStates.includes(process.state)) return process
    await options.sleep(pause)
  }
}
