import type { CertificateStatus } from '@aws-sdk/client-iot'
import type { ConnectionEvent } from './connection-event.js'
import type { ProvisioningEvent } from './provisioning-event.js'
import type { RegisteredEvent } from './registered-event.js'

export interface CertificateStatusEvent {
  readonly certificateId: string
  /** Undefined: the certificate was deleted. */
  readonly status: CertificateStatus | undefined
}

/** The events of an emulator by name. */
export interface EmulatorEvents {
  readonly registered: RegisteredEvent
  /** What a provisioning template has made of a device, or why it has not. */
  readonly provisioning: ProvisioningEvent
  readonly connection: ConnectionEvent
  readonly 'certificate-status': CertificateStatusEvent
  /** What a listener has thrown, or what went wrong on a connection. */
  readonly error: unknown
}
