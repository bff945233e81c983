import type { Journal } from './journal.js'

/** A map whose changes are in a journal. */
export class JournaledMap<Key, Value> extends Map<Key, Value> {
  readonly #journal: Journal

  constructor(journal: Journal) {
    super()
    this.#journal = journal
  }

  override set(key: Key, value: Value): this {
    const undo = this.#restore(key)
    this.#journal.record(undo, () => super.set(key, value))
    return super.set(key, value)
  }

  override delete(key: Key): boolean {
    if (!this.has(key)) return false
    const undo = this.#restore(key)
    this.#journal.record(undo, () => super.delete(key))
    return super.delete(key)
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key)
  }

  #restore(key: Key): () => void {
    const before = this.get(key)
    return before === undefined ? () => super.delete(key) : () => super.set(key, before)
  }
}
