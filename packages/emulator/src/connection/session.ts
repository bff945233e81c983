import type { Certificate } from '@thingplan/core'

/** What a device has proven about itself: its certificate by the TLS handshake, its client id by the policies. */
export interface Session {
  readonly clientId: string
  readonly certificate: Certificate
  /** Where it connects from; undefined where there is no network. */
  readonly sourceIp?: string | undefined
}
