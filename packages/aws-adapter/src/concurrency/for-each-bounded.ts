/** Works on items as they come, at most `concurrency` at a time; holds no more of them than are worked on. */
export const forEachBounded = async <Item>(
  items: AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const iterator = items[Symbol.asyncIterator]()
  let isOver = false
  const worker = async (): Promise<void> => {
    try {
      while (!isOver) {
        const next = await iterator.next()
        if (next.done === true) return
        await work(next.value)
      }
    } finally {
      isOver = true
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, worker))
  } finally {
    await iterator.return?.()
  }
}
