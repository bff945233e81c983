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
  /** By name, with the document that was found or put in force. */
  readonly #policies = new Map<string, { readonly document: string; readonly working: Promise<void> }>()

  /**
   * Does the work at the first call for a policy and its document; concurrent calls wait for it, later ones are spared.
   * Another document under the name is compared anew, and so is the first one after it. A failure is forgotten.
   */
  async policyOnce(policyName: string, document: string, work: () => Promise<void>): Promise<Remembered> {
    const known = this.#policies.get(policyName)
    if (known?.document === document) {
      await known.working
      return { first: false }
    }
    const working = known === undefined ? work() : known.working.then(work, work)
    this.#policies.set(policyName, { document, working })
    this.#forgetOldest()
    try {
      await working
    } catch (error) {
      if (this.#policies.get(policyName)?.working === working) this.#policies.delete(policyName)
      throw error
    }
    return { first: true }
  }

  forgetPolicy(policyName: string): void {
    this.#policies.delete(policyName)
  }

  #forgetOldest(): void {
    for (const policyName of this.#policies.keys()) {
      if (this.#policies.size <= capacity) return
      this.#policies.delete(policyName)
    }
  }
}
