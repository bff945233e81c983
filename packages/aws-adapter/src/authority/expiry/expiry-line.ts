import type { ThingplanError } from '@thingplan/core'

interface Line {
  readonly kind: 'authority' | 'device'
  readonly certificateId: string
  /** As AWS IoT says it. */
  readonly status: string
}

/** A certificate, and how long it is good for. */
export interface KnownExpiry extends Line {
  readonly outcome: 'known'
  /** The CA of a device certificate, where AWS IoT knows it. */
  readonly caCertificateId?: string
  readonly notAfter: Date
  /** Whole days until then; negative where it has expired. */
  readonly daysLeft: number
}

/** A certificate that AWS IoT did not describe this time; asking again can help. */
export interface UnknownExpiry extends Line {
  readonly outcome: 'unknown'
  readonly error: ThingplanError
}

export type ExpiryLine = KnownExpiry | UnknownExpiry
