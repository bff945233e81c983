import type { EmulatedAccount } from './account.js'
import type { Emitter } from './event/emitter.js'
import type { EmulatorEvents } from './event/events.js'
import type { CertificateIssuer } from './issuer/certificate-issuer.js'
import type { ProvisioningOptions } from './provisioning/provisioning-options.js'
import type { Registry } from './registry/registry.js'

/** What a command or a connection works on. */
export interface World {
  readonly account: EmulatedAccount
  readonly clock: () => Date
  readonly registry: Registry
  readonly events: Emitter<EmulatorEvents>
  readonly createThingAttributeLimit: 3 | 50
  readonly provisioning: ProvisioningOptions
  /** Issues what AWS issues. */
  readonly issuer: CertificateIssuer
  /** Takes what went wrong where nobody can catch it: in a listener, in the broker. */
  report(error: unknown): void
}
