import type { DeviceRecord } from '../device-store/device-record.js'
import type { Vending } from './define-vending.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingRequest } from './vending-message.js'
import type { VendingRefusalReason } from './vending-refusals.js'

/** Why the key may not be delivered as the request wants it. Whoever supplies the sealing key can read the private key. */
export const judgeDelivery = (
  vending: Vending,
  { sealingKeyHashes }: DeviceRecord,
  { delivery, sealingKeyHash }: VendingRequest,
  { sealingKeySigned }: VendingFacts,
): VendingRefusalReason | undefined => {
  if (delivery === 'csr') return undefined
  if (delivery === 'plain') return vending.unsafePlainKeys ? undefined : 'delivery-not-allowed'
  if (sealingKeyHash === undefined) return 'sealing-key-missing'
  if (sealingKeyHashes.includes(sealingKeyHash) || sealingKeySigned === true) return undefined
  return vending.unsafeUnenrolledSealingKeys ? undefined : 'sealing-key-unknown'
}
