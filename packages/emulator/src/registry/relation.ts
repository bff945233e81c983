/** A many-to-many relation between names, indexed both ways, with a value on every pair. */
export class Relation<Value> {
  readonly #byLeft = new Map<string, Map<string, Value>>()
  readonly #byRight = new Map<string, Map<string, Value>>()

  link(left: string, right: string, value: Value): void {
    within(this.#byLeft, left).set(right, value)
    within(this.#byRight, right).set(left, value)
  }

  unlink(left: string, right: string): boolean {
    const linked = this.#byLeft.get(left)?.delete(right) ?? false
    this.#byRight.get(right)?.delete(left)
    return linked
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
    this.#byLeft.delete(left)
  }

  unlinkRight(right: string): void {
    for (const left of this.leftsOf(right)) this.unlink(left, right)
    this.#byRight.delete(right)
  }
}

const within = <Value>(index: Map<string, Map<string, Value>>, key: string): Map<string, Value> => {
  const known = index.get(key)
  if (known !== undefined) return known
  const fresh = new Map<string, Value>()
  index.set(key, fresh)
  return fresh
}
