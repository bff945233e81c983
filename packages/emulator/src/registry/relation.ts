import { Journal } from './journal.js'

/** A many-to-many relation between names, indexed both ways, with a value on every pair; its changes are in a journal. */
export class Relation<Value> {
  readonly #journal: Journal
  readonly #byLeft = new Map<string, Map<string, Value>>()
  readonly #byRight = new Map<string, Map<string, Value>>()

  constructor(journal: Journal = new Journal()) {
    this.#journal = journal
  }

  link(left: string, right: string, value: Value): void {
    const before = this.valueOf(left, right)
    const undo = (): void => (before === undefined ? this.#remove(left, right) : this.#put(left, right, before))
    this.#journal.record(undo, () => this.#put(left, right, value))
    this.#put(left, right, value)
  }

  unlink(left: string, right: string): boolean {
    const before = this.valueOf(left, right)
    if (before === undefined) return false
    this.#journal.record(
      () => this.#put(left, right, before),
      () => this.#remove(left, right),
    )
    this.#remove(left, right)
    return true
  }

  valueOf(left: string, right: string): Value | undefined {
    return this.#byLeft.get(left)?.get(right)
  }

  has(left: string, right: string): boolean {
    return this.#byLeft.get(left)?.has(right) ?? false
  }

  /** Everything that a left name is linked to, in the order of linking. */
  rightsOf(left: string): readonly string[] {
    return [...(this.#byLeft.get(left)?.keys() ?? [])]
  }

  /** Everything that is linked to a right name, in the order of linking. */
  leftsOf(right: string): readonly string[] {
    return [...(this.#byRight.get(right)?.keys() ?? [])]
  }

  unlinkLeft(left: string): void {
    for (const right of this.rightsOf(left)) this.unlink(left, right)
  }

  unlinkRight(right: string): void {
    for (const left of this.leftsOf(right)) this.unlink(left, right)
  }

  #put(left: string, right: string, value: Value): void {
    within(this.#byLeft, left).set(right, value)
    within(this.#byRight, right).set(left, value)
  }

  #remove(left: string, right: string): void {
    without(this.#byLeft, left, right)
    without(this.#byRight, right, left)
  }
}

const within = <Value>(index: Map<string, Map<string, Value>>, key: string): Map<string, Value> => {
  const known = index.get(key)
  if (known !== undefined) return known
  const fresh = new Map<string, Value>()
  index.set(key, fresh)
  return fresh
}

/** Takes a pair out, and the index of a name that has no pairs any more. */
const without = <Value>(index: Map<string, Map<string, Value>>, key: string, other: string): void => {
  const known = index.get(key)
  known?.delete(other)
  if (known?.size === 0) index.delete(key)
}
