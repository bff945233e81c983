const heapUsed = (): number => {
  if (globalThis.gc === undefined) throw new Error('needs --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/**
 * By how many bytes the heap grows while the work goes from one tenth of the way to its end; the first tenth fills what fills
 * once: compiled code, inline caches.
 *
 * @param work goes on from where it was, up to the number that it is called with.
 */
export const heapGrowth = async (total: number, work: (to: number) => void | Promise<void>): Promise<number> => {
  await work(Math.ceil(total / 10))
  const before = heapUsed()
  await work(total)
  return heapUsed() - before
}
