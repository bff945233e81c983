import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import type { Claim, ClaimStore, SettledOutcome } from './claim-store.js'
import { type ClaimTimes, readClaimTimes } from './claim-times.js'

export interface MemoryClaimStoreOptions extends ClaimTimes {
  /** Default: the system's clock. */
  readonly clock?: () => Date
  /** How many certificates are remembered; the oldest is forgotten first: 1 to 1000000. Default 10000. */
  readonly capacity?: number
}

interface Entry {
  readonly claim: Exclude<Claim, { state: 'held' }>
  /** When it was claimed or settled. */
  readonly at: number
}

const known: readonly (keyof MemoryClaimStoreOptions)[] = ['leaseMs', 'settledMs', 'rememberedMs', 'clock', 'capacity']

/**
 * A claim store in memory: for one process with several handlers, and for tests.
 *
 * @param options - times in milliseconds; see `ClaimTimes`
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { createMemoryClaimStore } from '@thingplan/aws-adapter'
 *
 * const claims = createMemoryClaimStore({ leaseMs: 30_000 })
 * const first = await claims.claim('a'.repeat(64))
 * const second = await claims.claim('a'.repeat(64))
 * first.state // => 'claimed'
 * second.state // => 'held'
 * ```
 */
export const createMemoryClaimStore = (options: MemoryClaimStoreOptions = {}): ClaimStore => {
  refuseUnknownOptions('createMemoryClaimStore', options, known)
  const { clock = () => new Date() } = options
  requireFunction(clock, 'clock')
  const { leaseMs, settledMs, rememberedMs } = readClaimTimes(options)
  const capacity = numberOption('capacity', options.capacity, { fallback: 10_000, min: 1, max: 1_000_000 })
  const entries = new Map<string, Entry>()
  let claims = 0

  const write = (certificateId: string, entry: Entry): void => {
    entries.delete(certificateId)
    entries.set(certificateId, entry)
    for (const oldest of entries.keys()) {
      if (entries.size <= capacity) return
      entries.delete(oldest)
    }
  }
  const isHeldBy = (certificateId: string, token: string): boolean => {
    const claim = entries.get(certificateId)?.claim
    return claim?.state === 'claimed' && claim.token === token
  }

  /** Whether what was claimed or settled holds for an event that was published then. */
  const holds = ({ claim, at }: Entry, publishedAt: number, now: number): boolean => {
    if (claim.state === 'claimed') return now < at + leaseMs
    return now < at + (publishedAt <= at ? Math.max(settledMs, rememberedMs) : settledMs)
  }

  return {
    claim: async (certificateId, publishedAt = Number.POSITIVE_INFINITY): Promise<Claim> => {
      const now = clock().getTime()
      const entry = entries.get(certificateId)
      if (entry !== undefined && holds(entry, publishedAt, now)) {
        return entry.claim.state === 'settled' ? entry.claim : { state: 'held' }
      }
      claims += 1
      const claim = { state: 'claimed', token: String(claims) } as const
      write(certificateId, { claim, at: now })
      return claim
    },
    settle: async (certificateId: string, token: string, outcome: SettledOutcome): Promise<void> => {
      if (!isHeldBy(certificateId, token)) return
      write(certificateId, { claim: { state: 'settled', outcome }, at: clock().getTime() })
    },
    release: async (certificateId: string, token: string): Promise<void> => {
      if (isHeldBy(certificateId, token)) entries.delete(certificateId)
    },
  }
}
