import type { DeviceStore } from '@thingplan/core/lifecycle'
import { type SweepOptions, sweepCertificates } from './sweep-certificates.js'
import { claimsOfDevices } from './sweep-claims.js'
import type { SweepReport } from './sweep-report.js'

export interface SweepOrphansOptions extends SweepOptions {
  /** Whose records say which keys were claimed. */
  readonly store: DeviceStore
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
export const sweepOrphans = (options: SweepOrphansOptions): Promise<SweepReport> =>
  sweepCertificates('sweepOrphans', options, claimsOfDevices)
