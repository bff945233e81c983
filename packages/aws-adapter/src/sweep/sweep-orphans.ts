import type { AbortSignalLike } from '@thingplan/core'
import { type DeviceStore, decideSweep, type SweepReason } from '@thingplan/core/lifecycle'
import { mapBounded } from '../concurrency/map-bounded.js'
import { AdapterError } from '../error/adapter-error.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../options/required-option.js'
import { candidateOf, describeCandidate } from './candidate.js'
import { findClaimants } from './find-claimants.js'
import { listCertificates } from './list-certificates.js'
import { registersItself } from './registers-itself.js'
import { removeOrphan } from './remove-orphan.js'
import type { SweepCalls } from './sweep-calls.js'
import type { SweepFailure, SweepReport, SweptOrphan } from './sweep-report.js'

export interface SweepOrphansOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: SweepCalls
  /** Whose records say which keys were claimed. */
  readonly store: DeviceStore
  /** That of the vending rules, or more, in milliseconds: 1000 to 604800000. Whoever may work on a certificate still is not disturbed. */
  readonly leaseMilliseconds: number
  /** Finds orphans, and leaves them. Default false. */
  readonly dryRun?: boolean
  /** How many certificates are looked at at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** Once it has fired nothing further is looked at. */
  readonly signal?: AbortSignalLike
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof SweepOrphansOptions)[] = [
  'client',
  'store',
  'leaseMilliseconds',
  'dryRun',
  'concurrency',
  'signal',
  'clock',
]

/** How many candidates are held before the store is walked through for them. */
const chunkSize = 1000

interface Sweep extends Omit<SweepOrphansOptions, 'concurrency'> {
  readonly concurrency: number
  readonly clock: () => Date
  readonly registersItself: (caCertificateId: string) => Promise<boolean>
  readonly orphans: SweptOrphan[]
  readonly failures: SweepFailure[]
  readonly unreadable: Map<string, unknown>
  leave(reason: SweepReason): void
}

/** Work on a certificate; what fails is the certificate's failure, and stops nothing. */
const each = async <Item extends { readonly certificateId: string }, Result>(
  items: readonly Item[],
  { concurrency, failures, signal }: Sweep,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results = await mapBounded(items, concurrency, async (item): Promise<readonly Result[]> => {
    if (signal?.aborted) return []
    try {
      return [await work(item)]
    } catch (error) {
      failures.push({ certificateId: item.certificateId, error })
      return []
    }
  })
  return results.flat()
}

/** A certificate for a key that a device has claimed. */
interface ClaimedCandidate {
  readonly certificateId: string
  readonly serialNumber: string
}

/** Describes certificates, and finds whose keys they have. */
const findClaimed = async (
  ids: readonly { readonly certificateId: string }[],
  sweep: Sweep,
): Promise<readonly ClaimedCandidate[]> => {
  const found = await each(ids, sweep, ({ certificateId }) => describeCandidate(sweep.client, certificateId))
  const described = found.filter((one) => one !== undefined)
  const claimants = await findClaimants(sweep.store, new Set(described.map(({ keyHash }) => keyHash)), sweep.unreadable)
  return described.flatMap(({ certificateId, keyHash }) => {
    const serialNumber = claimants.get(keyHash)
    if (serialNumber !== undefined) return [{ certificateId, serialNumber }]
    sweep.leave('key-not-claimed')
    return []
  })
}

/** Judges a certificate as it is now, the record last, and removes it where it is an orphan. */
const sweepOne = async ({ certificateId, serialNumber }: ClaimedCandidate, sweep: Sweep): Promise<void> => {
  const { client, store, clock, leaseMilliseconds, dryRun = false, orphans } = sweep
  const described = await describeCandidate(client, certificateId)
  if (described === undefined) return
  const candidate = await candidateOf(client, described, sweep.registersItself)
  const record = await store.read(serialNumber)
  const { verdict, reason } = decideSweep(candidate, record, { now: clock(), leaseMilliseconds })
  if (verdict === 'leave') return sweep.leave(reason)
  const outcome = dryRun ? 'dry-run' : await removeOrphan(client, certificateId, verdict)
  orphans.push({ certificateId, serialNumber, verdict, outcome })
}

const checkOptions = (options: SweepOrphansOptions): void => {
  refuseUnknownOptions('sweepOrphans', options, known)
  const { client, store, clock, dryRun } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  if (typeof store?.list !== 'function') {
    throw new AdapterError('adapter-option', '`store` is not a device store', { field: 'store' })
  }
  if (dryRun !== undefined && typeof dryRun !== 'boolean') {
    throw new AdapterError('adapter-option', '`dryRun` is neither true nor false', { field: 'dryRun' })
  }
}

/**
 * Removes certificates that were issued for a device and that nobody has: their maker was interrupted, or slower than its lease.
 *
 * Touches only what is INACTIVE, has no thing and no policy, is older than the lease, and is for a key that a device's record claims or
 * has claimed without being the device's; everything else it counts and leaves alone. Such a certificate is deleted, or revoked
 * where its CA would register a deleted one again.
 *
 * The certificates of the account are listed page by page; of those that are INACTIVE 1000 are held at a time, and the store is
 * walked through for each thousand. Those whose key was claimed are held to the end, looked at once more, and removed then.
 *
 * @param options - `client`, `store` and `leaseMilliseconds` are required
 * @returns what was found, and done; a certificate at which a call failed is among `failures`, a device whose
 *   record cannot be read among `unreadable`. Rejects with `CallError` where
 *   certificates cannot be listed, and with what the store does
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT API Reference, "ListCertificates", "DeleteCertificate"
 *
 * @example
 * ```ts
 * import { sweepOrphans } from '@thingplan/aws-adapter/vending'
 * import { createMemoryDeviceStore } from '@thingplan/core/testing'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const report = await sweepOrphans({ client, store: createMemoryDeviceStore(), leaseMilliseconds: 60_000, dryRun: true })
 * report.orphans // => []
 * ```
 */
export const sweepOrphans = async (options: SweepOrphansOptions): Promise<SweepReport> => {
  checkOptions(options)
  const { client, clock = () => new Date(), signal } = options
  const range = { fallback: Number.NaN, min: 1000, max: 604_800_000 }
  const leaseMilliseconds = numberOption('leaseMilliseconds', options.leaseMilliseconds ?? Number.NaN, range)
  const left = new Map<SweepReason, number>()
  const sweep: Sweep = {
    ...options,
    clock,
    leaseMilliseconds,
    concurrency: numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 }),
    registersItself: registersItself(client),
    orphans: [],
    failures: [],
    unreadable: new Map(),
    leave: (reason) => {
      left.set(reason, (left.get(reason) ?? 0) + 1)
    },
  }
  let certificates = 0
  let chunk: { readonly certificateId: string }[] = []
  const claimed: ClaimedCandidate[] = []
  for await (const { certificateId, status, creationDate } of listCertificates(client)) {
    if (signal?.aborted) break
    certificates += 1
    if (status !== 'INACTIVE') sweep.leave('status-not-inactive')
    else if (!((creationDate?.getTime() ?? Number.NaN) + leaseMilliseconds < clock().getTime())) {
      sweep.leave('lease-not-over')
    } else if (certificateId !== undefined) chunk.push({ certificateId })
    if (chunk.length < chunkSize) continue
    claimed.push(...(await findClaimed(chunk, sweep)))
    chunk = []
  }
  claimed.push(...(await findClaimed(chunk, sweep)))
  // Only now: whoever deletes while pages are listed may miss what moves up into a page that was listed.
  await each(claimed, sweep, (one) => sweepOne(one, sweep))
  const { orphans, failures } = sweep
  const unreadable = [...sweep.unreadable].map(([serialNumber, error]) => ({ serialNumber, unreadable: error }))
  return Object.freeze({
    certificates,
    orphans,
    left: Object.fromEntries(left),
    failures,
    unreadable,
    complete: signal?.aborted !== true,
  })
}
