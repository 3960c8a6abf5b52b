import type { World } from '../world.ts'
import type { HookEvent } from './events.ts'
import type { Hook } from './hook.ts'

export interface HookOptions {
  timeout?: number
}

export interface HookSender {
  readonly deliveries: unknown[]
  announce(event: HookEvent): void
  test(hook: Hook, event: HookEvent, trigger: string): Promise<{ status: number | undefined; message: string }>
  /** Ends when nothing is left to send. */
  settled(): Promise<void>
  close(): Promise<void>
}

export function createHookSender(_world: World, _options: HookOptions): HookSender {
  return {
    deliveries: [],
    announce: () => {},
    test: async () => ({ status: undefined, message: 'not sent' }),
    settled: async () => {},
    close: async () => {},
  }
}
