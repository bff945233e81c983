import type { RotationStore } from '../stores/rotation-store.js'
import { type SweepOptions, sweepCertificates } from './sweep-certificates.js'
import { claimsOfRotations } from './sweep-claims.js'
import type { SweepReport } from './sweep-report.js'

export interface SweepRotationOrphansOptions extends SweepOptions {
  /** Whose records say which keys devices have asked with. */
  readonly store: Pick<RotationStore, 'read' | 'list'>
}

/**
 * Removes certificates that were issued for rotations in vain, as AWS IoT itself leaves them (`createIotIssuer`): their maker was
 * interrupted, or slower than its lease.
 *
 * Touches only what is INACTIVE, has no thing and no policy, is older than the lease, and is for a key that one of the last jobs of a
 * record has asked with, without being the certificate that the job has brought. Otherwise it is as `sweepOrphans`; what the report calls
 * a serial number is what names the device in its topics.
 *
 * @param options - `client`, `store` and `leaseMilliseconds` are required, the last that of `defineRotation` or more
 * @returns as `sweepOrphans`
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { createMemoryRotationStore, sweepRotationOrphans } from '@thingplan/aws-adapter/rotation'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const report = await sweepRotationOrphans({ client, store: createMemoryRotationStore(), leaseMilliseconds: 60_000 })
 * report.orphans // => []
 * ```
 */
export const sweepRotationOrphans = (options: SweepRotationOrphansOptions): Promise<SweepReport> =>
  sweepCertificates('sweepRotationOrphans', options, claimsOfRotations)
