import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import type { DuplicateOptions } from './jitr-options.js'
import { isLasting, type JitrOutcome } from './jitr-outcome.js'

export interface RecentOutcomesOptions {
  /** How long, in milliseconds, an outcome answers for further events of the same certificate. */
  readonly windowMs: number
  readonly capacity: number
  readonly clock: () => Date
}

export interface SharedOutcome {
  readonly outcome: JitrOutcome
  /** Whether an earlier or concurrent event had the same outcome, at no call of its own. */
  readonly duplicate: boolean
}

interface Entry {
  readonly working: Promise<JitrOutcome>
  settledAt?: number
}

/**
 * Collapses events of one certificate: a device that waits to be registered knocks every few seconds, and each event would
 * cost a DescribeCertificate, of which an account has ten a second.
 */
export class RecentOutcomes {
  readonly #entries = new Map<string, Entry>()
  readonly #windowMs: number
  readonly #capacity: number
  readonly #clock: () => Date

  constructor({ windowMs, capacity, clock }: RecentOutcomesOptions) {
    this.#windowMs = windowMs
    this.#capacity = capacity
    this.#clock = clock
  }

  /**
   * Does the work, unless it is being done or was done moments ago: then joins whoever does it. An outcome that can change is not
   * kept, and one that was only remembered answers nobody but the event that asked: another may have been published later.
   */
  async share(
    key: string,
    work: () => Promise<JitrOutcome>,
    join: (working: Promise<JitrOutcome>) => Promise<JitrOutcome> = (working) => working,
  ): Promise<SharedOutcome> {
    const known = this.#entries.get(key)
    if (known !== undefined && this.#isFresh(known)) {
      const outcome = await join(known.working)
      if (outcome.remembered !== true) return { outcome, duplicate: true }
    }
    const entry: Entry = { working: work() }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    try {
      const outcome = await entry.working
      if (isLasting(outcome)) entry.settledAt = this.#clock().getTime()
      else this.#forget(key, entry)
      this.#forgetOldest()
      return { outcome, duplicate: false }
    } catch (error) {
      this.#forget(key, entry)
      throw error
    }
  }

  #isFresh({ settledAt }: Entry): boolean {
    return settledAt === undefined || this.#clock().getTime() - settledAt < this.#windowMs
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
  }

  /** Work under way is never forgotten, however many certificates there are. */
  #forgetOldest(): void {
    for (const [key, { settledAt }] of this.#entries) {
      if (this.#entries.size <= this.#capacity) return
      if (settledAt !== undefined) this.#entries.delete(key)
    }
  }
}

/** @throws {AdapterError} `adapter-option` */
export const createRecentOutcomes = (
  options: DuplicateOptions | false | undefined,
  clock: () => Date,
): RecentOutcomes | undefined => {
  if (options === false) return undefined
  const { windowMs, capacity } = options ?? {}
  if (options !== undefined) refuseUnknownOptions('duplicates', options, ['windowMs', 'capacity'])
  return new RecentOutcomes({
    windowMs: numberOption('windowMs', windowMs, { fallback: 60_000, min: 0, max: 3_600_000 }),
    capacity: numberOption('capacity', capacity, { fallback: 1_000, min: 1, max: 100_000 }),
    clock,
  })
}
