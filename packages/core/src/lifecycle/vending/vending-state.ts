import type { DeviceRecord } from '../device-store/device-record.js'

/** Where a device stands, as far as vending is concerned. */
export type VendingState =
  | 'unknown'
  | 'enrolled'
  | 'claimed'
  | 'issued'
  | 'ready'
  | 'in-use'
  | 'retiring'
  | 'blocked'
  | 'removed'

/** What each state means, in the order in which a device meets them. */
export const vendingStates: Readonly<Record<VendingState, string>> = /* @__PURE__ */ Object.freeze({
  unknown: 'there is no record of the device',
  enrolled: 'it has no certificate, and none is on its way',
  claimed: 'the hash of a key is stored, and a lease; a certificate for the key may exist or not',
  issued: 'a certificate is recorded; what it needs is being made, its activation last',
  ready: 'the certificate can be used; it has not been seen in use',
  'in-use': 'the device has one certificate, and none is on its way',
  retiring: 'a certificate has to be retired before anything else happens',
  blocked: 'somebody has blocked the device: it is given nothing',
  removed: 'the device was removed for good: it is given nothing, ever',
})

/**
 * The state that follows from a record; nothing is stored twice.
 *
 * @example
 * ```ts
 * import { enrolDevice, vendingStateOf } from '@thingplan/core/lifecycle'
 *
 * vendingStateOf(undefined) // => 'unknown'
 * vendingStateOf(enrolDevice('SN-1').record) // => 'enrolled'
 * ```
 */
export const vendingStateOf = (record: DeviceRecord | undefined): VendingState => {
  if (record === undefined) return 'unknown'
  if (record.standing !== 'enrolled') return record.standing
  if (record.retiring !== undefined) return 'retiring'
  if (record.next !== undefined) return record.next.stage
  return record.current === undefined ? 'enrolled' : 'in-use'
}
