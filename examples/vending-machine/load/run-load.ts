/** How requests went: what each took in milliseconds, the shortest first, and what went wrong by its message. */
export interface LoadResult {
  readonly latencies: readonly number[]
  readonly failures: ReadonlyMap<string, number>
  readonly seconds: number
}

export interface LoadOptions {
  readonly count: number
  /** How many are on their way at a time. */
  readonly concurrency: number
  readonly request: (index: number) => Promise<unknown>
  readonly onDone: (done: number) => void
  /** Milliseconds, from whenever. */
  readonly clock: () => number
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Sends requests one after the other, in as many rows at a time as are wanted. */
export const runLoad = async (options: LoadOptions): Promise<LoadResult> => {
  const { count, concurrency, request, onDone, clock } = options
  const latencies: number[] = []
  const failures = new Map<string, number>()
  const started = clock()
  let next = 0
  let done = 0
  const row = async (): Promise<void> => {
    while (next < count) {
      const index = next
      next += 1
      const sent = clock()
      try {
        await request(index)
        latencies.push(clock() - sent)
      } catch (error) {
        const message = messageOf(error)
        failures.set(message, (failures.get(message) ?? 0) + 1)
      }
      done += 1
      onDone(done)
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, row))
  return { latencies: latencies.sort((left, right) => left - right), failures, seconds: (clock() - started) / 1000 }
}

/** The least value that so many hundredths of all are not above: nearest rank. `undefined` of nothing. */
export const percentile = (sorted: readonly number[], hundredths: number): number | undefined =>
  sorted[Math.max(0, Math.ceil((hundredths / 100) * sorted.length) - 1)]
