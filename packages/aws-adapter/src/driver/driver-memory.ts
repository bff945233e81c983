/** How many policies a driver remembers; a registration has a handful of shared ones. */
const capacity = 256

export interface Remembered {
  /** Whether this call did the work; otherwise an earlier or concurrent one did. */
  readonly first: boolean
}

/** What a driver has learnt of its world, for as long as the process is warm. */
export class DriverMemory {
  /** Set once CreateThing has refused more than three attributes although the thing has a type. */
  threeAttributesAtCreation = false
  readonly #policies = new Map<string, Promise<void>>()

  /** Does the work at the first call of a key; concurrent calls wait for it, later ones are spared. A failure is forgotten. */
  async policyOnce(key: string, work: () => Promise<void>): Promise<Remembered> {
    const known = this.#policies.get(key)
    if (known !== undefined) {
      await known
      return { first: false }
    }
    const working = work()
    this.#policies.set(key, working)
    this.#forgetOldest()
    try {
      await working
    } catch (error) {
      if (this.#policies.get(key) === working) this.#policies.delete(key)
      throw error
    }
    return { first: true }
  }

  forgetPolicy(key: string): void {
    this.#policies.delete(key)
  }

  #forgetOldest(): void {
    for (const key of this.#policies.keys()) {
      if (this.#policies.size <= capacity) return
      this.#policies.delete(key)
    }
  }
}
