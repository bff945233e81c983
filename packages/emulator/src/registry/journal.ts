/** One thing that was done to the registry, and how it is taken back. */
interface Entry {
  undo(): void
  redo(): void
}

/** Remembers the latest change of the registry: all that one operation has done to it. */
export class Journal {
  #latest: Entry[] = []
  #isComplete = true

  record(undo: () => void, redo: () => void): void {
    if (this.#isComplete) this.#latest = []
    this.#isComplete = false
    this.#latest.push({ undo, redo })
  }

  /** What follows is another change. */
  complete(): void {
    this.#isComplete = true
  }

  /** Looks at the registry as it was before its latest change; `look` changes nothing, and is not asynchronous. */
  lookBack<Seen>(look: () => Seen): Seen {
    for (const { undo } of this.#latest.toReversed()) undo()
    try {
      return look()
    } finally {
      for (const { redo } of this.#latest) redo()
    }
  }
}
