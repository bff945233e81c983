import type { Driver, Sha256 } from '@thingplan/core'
import type { IotCalls } from '../../iot-calls.js'
import type { RevocationSource } from '../../sources/revocation-source.js'
import type { TombstoneSource } from '../../sources/tombstone-source.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import type { Route } from './route-registration.js'

/** What registering a device has to work with. */
export interface JitrWorld {
  readonly client: IotCalls
  readonly driver: Driver
  readonly route: Route
  readonly verifiers: ReadonlyMap<string, VerifierSource>
  readonly tombstones: TombstoneSource | undefined
  readonly revocations: RevocationSource | undefined
  readonly clock: () => Date
  readonly sha256: Sha256
  readonly sourceTimeoutMs: number
}
