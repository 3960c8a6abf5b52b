/** Maps items with at most so many under way at once; results are in the order of the items. The first failure is thrown. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  let isStopped = false
  const work = async () => {
    for (const [index, item] of queue) {
      if (isStopped) return
      results[index] = await map(item)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  } finally {
    isStopped = true
  }
  return results
}
