/** Maps items at most `concurrency` at a time; the results are in the order of the items. */
export const mapBounded = async <Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results = new Map<number, Result>()
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item, index))
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker))
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result)
}
