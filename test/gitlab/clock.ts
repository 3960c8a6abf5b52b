/** What tells the time and waits, so that a test of a day takes none. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  wait(milliseconds: number): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

export interface ManualClock extends Clock {
  /** Moves the time on and ends the waits that are due, the earliest first. */
  advance(milliseconds: number): void
}

/** A clock that stands still until it is moved. */
export function createManualClock(start = '2026-01-01T00:00:00Z'): ManualClock {
  let time = Date.parse(start)
  let waits: { until: number; end: () => void }[] = []
  return {
    now: () => time,
    wait: (milliseconds) => new Promise((end) => waits.push({ until: time + milliseconds, end })),
    advance: (milliseconds) => {
      time += milliseconds
      const due = waits.filter(({ until }) => until <= time).sort((one, other) => one.until - other.until)
      waits = waits.filter(({ until }) => until > time)
      for (const { end } of due) end()
    },
  }
}
