import type { AbortSignalLike } from '@thingplan/core'
import type { SweepReason } from '@thingplan/core/lifecycle'
import { mapBounded } from '../concurrency/map-bounded.js'
import { AdapterError } from '../error/adapter-error.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../options/required-option.js'
import { candidateOf, describeCandidate } from './candidate.js'
import { listCertificates } from './list-certificates.js'
import { registersItself } from './registers-itself.js'
import { removeOrphan } from './remove-orphan.js'
import type { SweepCalls } from './sweep-calls.js'
import type { SweepClaims } from './sweep-claims.js'
import type { SweepFailure, SweepReport, SweptOrphan } from './sweep-report.js'

/** How a registry is swept, whatever has made the certificates. */
export interface SweepOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: SweepCalls
  /** That of the rules by which certificates are issued, or more, in milliseconds: 1000 to 604800000. Whoever may work on a certificate still is not disturbed. */
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

const known: readonly string[] = ['client', 'store', 'leaseMilliseconds', 'dryRun', 'concurrency', 'signal', 'clock']

/** How many candidates are held before the store is walked through for them. */
const chunkSize = 1000

interface Sweep extends Omit<SweepOptions, 'concurrency'> {
  readonly claims: SweepClaims
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
  const claimants = await sweep.claims.claimants(new Set(described.map(({ keyHash }) => keyHash)), sweep.unreadable)
  return described.flatMap(({ certificateId, keyHash }) => {
    const serialNumber = claimants.get(keyHash)
    if (serialNumber !== undefined) return [{ certificateId, serialNumber }]
    sweep.leave('key-not-claimed')
    return []
  })
}

/** Judges a certificate as it is now, the record last, and removes it where it is an orphan. */
const sweepOne = async ({ certificateId, serialNumber }: ClaimedCandidate, sweep: Sweep): Promise<void> => {
  const { client, claims, clock, leaseMilliseconds, dryRun = false, orphans } = sweep
  const described = await describeCandidate(client, certificateId)
  if (described === undefined) return
  const candidate = await candidateOf(client, described, sweep.registersItself)
  const { verdict, reason } = await claims.judge(candidate, serialNumber, { now: clock, leaseMilliseconds })
  if (verdict === 'leave') return sweep.leave(reason)
  const outcome = dryRun ? 'dry-run' : await removeOrphan(client, certificateId, verdict)
  orphans.push({ certificateId, serialNumber, verdict, outcome })
}

const checkOptions = (owner: string, options: SweepOptions & { readonly store: ListingStore }): void => {
  refuseUnknownOptions(owner, options, known)
  const { client, store, clock, dryRun } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  if (typeof store?.list !== 'function') {
    throw new AdapterError('adapter-option', '`store` is no store of records', { field: 'store' })
  }
  if (dryRun !== undefined && typeof dryRun !== 'boolean') {
    throw new AdapterError('adapter-option', '`dryRun` is neither true nor false', { field: 'dryRun' })
  }
}

/** Where it is recorded who has claimed a key. */
interface ListingStore {
  list(): unknown
}

/**
 * Removes the orphans among the certificates of an account: what `claims` judge to be some.
 *
 * @param owner - names the function whose options these are
 * @throws {AdapterError} `adapter-option`
 */
export const sweepCertificates = async <Store extends ListingStore>(
  owner: string,
  options: SweepOptions & { readonly store: Store },
  claimsOf: (store: Store) => SweepClaims,
): Promise<SweepReport> => {
  checkOptions(owner, options)
  const { client, clock = () => new Date(), signal } = options
  const range = { fallback: Number.NaN, min: 1000, max: 604_800_000 }
  const leaseMilliseconds = numberOption('leaseMilliseconds', options.leaseMilliseconds ?? Number.NaN, range)
  const left = new Map<SweepReason, number>()
  const sweep: Sweep = {
    ...options,
    claims: claimsOf(options.store),
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
