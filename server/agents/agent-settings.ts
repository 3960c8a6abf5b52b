/** How long servers and agents wait for each other. */
export interface AgentSettings {
  /** Milliseconds that an agent has a task without a word from it. */
  readonly lease: number
}

export const defaultLease = 60_000

/** Milliseconds between the words of an agent: it may miss some before it loses its tasks. */
export function chooseHeartbeat({ lease }: AgentSettings): number {
  return lease / 6
}

/** An agent that was not heard of for this many milliseconds is dead: another one may take its name. */
export function chooseDeath({ lease }: AgentSettings): number {
  return lease * 2
}
