/** Somebody who waits for a moment. */
export interface Sleeper {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Counts who has gone to sleep: of one moment, whoever was first wakes first. */
  readonly order: number
  readonly wake: () => void
}

/** Who sleeps, the next to wake on top: a binary heap, so that a million sleepers cost twenty comparisons each. */
export class Sleepers {
  readonly #heap: Sleeper[] = []

  /** When the next one wakes; undefined where nobody sleeps. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at
  }

  add(sleeper: Sleeper): void {
    const heap = this.#heap
    let index = heap.length
    while (index > 0) {
      const above = (index - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || isBefore(parent, sleeper)) break
      heap[index] = parent
      index = above
    }
    heap[index] = sleeper
  }

  takeNext(): Sleeper | undefined {
    const next = this.#heap[0]
    const last = this.#heap.pop()
    if (last !== undefined && last !== next) this.#sinkFromTop(last)
    return next
  }

  #sinkFromTop(sleeper: Sleeper): void {
    const heap = this.#heap
    let index = 0
    while (true) {
      const left = heap[2 * index + 1]
      if (left === undefined) break
      const right = heap[2 * index + 2]
      const isRight = right !== undefined && isBefore(right, left)
      const child = isRight ? right : left
      if (isBefore(sleeper, child)) break
      heap[index] = child
      index = 2 * index + (isRight ? 2 : 1)
    }
    heap[index] = sleeper
  }
}

const isBefore = (one: Sleeper, other: Sleeper): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)
