import type { EmulatedAccount } from './account.js'
import type { TimeSource } from './clock/time-source.js'
import type { Outlet } from './data-plane/published-message.js'
import type { DetachDelays } from './detachment/detach-delays.js'
import type { Emitter } from './event/emitter.js'
import type { EmulatorEvents } from './event/events.js'
import type { CertificateIssuer } from './issuer/certificate-issuer.js'
import type { ProvisioningOptions } from './provisioning/provisioning-options.js'
import type { RateLimiter } from './quota/rate-limiter.js'
import type { ObjectReader } from './registration-task/object-reader.js'
import type { Registry } from './registry/registry.js'
import type { ActiveRule } from './rule/rule.js'

/** What a command or a connection works on. */
export interface World {
  readonly account: EmulatedAccount
  readonly clock: () => Date
  readonly time: TimeSource
  readonly registry: Registry
  readonly events: Emitter<EmulatorEvents>
  /** How long detaching takes, in milliseconds of the clock. */
  readonly detachDelays: Required<DetachDelays>
  readonly createThingAttributeLimit: 3 | 50
  /** Whether another account of the region has a CA certificate in mode DEFAULT. */
  readonly isCaCertificateElsewhere: (caCertificateId: string) => boolean
  readonly provisioning: ProvisioningOptions
  /** Reads the input files of registration tasks. */
  readonly objects: ObjectReader
  readonly rules: readonly ActiveRule[]
  /** The endpoints that are open. */
  readonly outlets: Set<Outlet>
  /** Counts requests against the quotas per second. */
  readonly rates: RateLimiter
  /** Issues what AWS issues. */
  readonly issuer: CertificateIssuer
  /** Takes what went wrong where nobody can catch it: in a listener, in the broker. */
  report(error: unknown): void
  /** Takes work that goes on after the call that has begun it; `settled` waits for it. */
  background(work: Promise<void>): void
}
