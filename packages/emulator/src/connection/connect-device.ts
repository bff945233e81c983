import type { RefusalReason } from '../event/connection-event.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import type { World } from '../world.js'
import { connect } from './connect.js'

export interface ConnectDeviceOptions {
  /** Default true. */
  readonly cleanSession?: boolean
}

export type ConnectDeviceResult =
  | { readonly accepted: true; readonly certificateId: string }
  | { readonly accepted: false; readonly reason: RefusalReason; readonly certificateId?: string }

/** A CONNECT without a network: the same decision, registration and events; no connection stays open. */
export const connectDevice = (
  world: World,
  certificate: string | Uint8Array,
  clientId: string,
  options: ConnectDeviceOptions,
): ConnectDeviceResult => {
  refuseUnknownOptions('connectDevice', options, ['cleanSession'])
  const result = connect(world, { clientId, certificate, cleanSession: options.cleanSession })
  return result.accepted ? { accepted: true, certificateId: result.session.certificate.id } : result
}
