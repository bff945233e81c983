import type { RecordChanges } from '../device-store/amend-record.js'
import type { ClaimedCertificate } from '../device-store/device-record.js'
import type { ProceedVending, VendingEffect } from './vending-decision.js'
import type { VendingRequest } from './vending-message.js'
import { leaseNow, proceed, type VendingScene } from './vending-scene.js'
import type { VendingTransitionName } from './vending-transitions.js'
import { issueId } from './work-on-claim.js'

/** A request whose credential holds. */
export interface Errand {
  readonly request: VendingRequest
  readonly grant: string
  readonly tokenAliveAt?: number | undefined
}

export const issueFor = (
  { vending }: VendingScene,
  { serialNumber, csr, keyHash }: VendingRequest,
  before: number,
): VendingEffect => ({
  effect: 'issue',
  id: issueId(keyHash, before),
  issuer: vending.issuer,
  serialNumber,
  csr,
  keyHash,
  before,
})

/** Claims the request's key. The token has to live when it is written, whatever the clock said when it was read. */
export const claimKey = (
  scene: VendingScene,
  { request, grant, tokenAliveAt }: Errand,
  transition: VendingTransitionName,
  changes: RecordChanges = {},
): ProceedVending => {
  const { keyHash, delivery, sealingKeyHash } = request
  const lease = leaseNow(scene)
  const next: ClaimedCertificate = {
    stage: 'claimed',
    keyHash,
    grant,
    delivery,
    ...(sealingKeyHash === undefined ? undefined : { sealingKeyHash }),
    claimedAt: scene.now,
    lease,
  }
  const isRetiring = changes.retiring !== undefined
  return proceed(scene, transition, {
    changes: { ...changes, next },
    tokenAliveAt,
    // Nothing was issued for this claim yet. Behind a retirement it is looked for all the same.
    ...(isRetiring ? undefined : { effect: issueFor(scene, request, lease.until) }),
  })
}
