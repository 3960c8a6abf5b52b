/**
 * Does something again and again, each time so many milliseconds after the time before has ended, with jitter, as replicas should not all do
 * it at one moment. Gives how to end it, which waits for what is under way. `work` must not throw.
 */
export function repeat(work: () => Promise<void>, milliseconds: number, random: () => number): () => Promise<void> {
  let timer: NodeJS.Timeout
  let isOver = false
  let current: Promise<void> = Promise.resolve()
  const next = () => {
    const run = () => {
      current = work().finally(() => {
        if (!isOver) next()
      })
    }
    timer = setTimeout(run, milliseconds * (0.8 + random() * 0.4))
  }
  next()
  return async () => {
    isOver = true
    clearTimeout(timer)
    await current
  }
}
