import type { ArkindexInstance } from '../arkindex/instance.ts'
import { type ProcessObject, readProcess } from './instance-objects.ts'
import { callOn } from './operations.ts'

/** States after which a process changes no more by itself. */
export const finalStates: readonly string[] = ['completed', 'failed', 'error', 'stopped', 'cancelled']

export interface FollowOptions {
  sleep(milliseconds: number): Promise<void>
  /** Told of the first state and of each change. */
  onState?(process: ProcessObject): void
}

/** Waits for the end of a process and gives its last state. Asks every second at first, every 15 s in the end. */
export async function followProcess(
  instance: ArkindexInstance,
  id: string,
  options: FollowOptions,
): Promise<ProcessObject> {
  const source = { instance: instance.slug, operation: 'RetrieveProcess' }
  let state: string | undefined
  for (let pause = 1000; ; pause = Math.min(pause * 1.3, 15_000)) {
    const process = readProcess(await callOn(instance, 'RetrieveProcess', { process: id }), source)
    if (process.state !== state) options.onState?.(process)
    state = process.state
    if (finalStates.includes(state)) return process
    await options.sleep(pause)
  }
}
