/**
 * What AWS IoT publishes when it registers a certificate by itself, and again at each connection of a certificate that
 * is still PENDING_ACTIVATION (Developer Guide, "Automatic/Just-in-Time registration").
 */
export interface RegisteredEvent {
  /** 64 hexadecimal digits. */
  readonly certificateId: string
  readonly caCertificateId: string
  /** Milliseconds since 1970 of this event: a number. */
  readonly timestamp: number
  readonly certificateStatus: 'PENDING_ACTIVATION'
  readonly awsAccountId: string
  /** Milliseconds since 1970 of the registration: a string, and null in the event of the registration itself. */
  readonly certificateRegistrationTimestamp: string | null
}

/**
 * The reserved topic that registered events are published to.
 *
 * @example
 * ```ts
 * import { registeredTopic } from '@thingplan/emulator'
 *
 * registeredTopic('1f2e') // => '$aws/events/certificates/registered/1f2e'
 * ```
 */
export const registeredTopic = (caCertificateId: string): string =>
  `$aws/events/certificates/registered/${caCertificateId}`
