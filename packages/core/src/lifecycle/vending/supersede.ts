import type { DeviceCertificate, IssuedCertificate, NextCertificate } from '../device-store/device-record.js'
import { claimKey, type Errand } from './claim-key.js'
import { giveUpFirst } from './give-up-first.js'
import { givenUp, isRegistered, promote } from './retire-certificate.js'
import type { ProceedVending, RefuseVending } from './vending-decision.js'
import { type VendingScene, withFormerKey } from './vending-scene.js'

/** What a key was claimed for. */
type Claimant = Pick<DeviceCertificate, 'keyHash' | 'grant' | 'delivery' | 'sealingKeyHash'>

/**
 * Whether the request may have what was claimed given up for its own: whoever has the same key or was granted a certificate anew, an
 * owner, or who has its key made here and sealed to the same key as before. A token and a CSR name one key for good, so that a thief
 * who comes second gets nothing.
 */
export const mayGiveUp = (claimed: Claimant, { request, grant }: Errand): boolean =>
  claimed.keyHash === request.keyHash ||
  claimed.grant !== grant ||
  request.credential.kind === 'owner' ||
  (request.delivery !== 'csr' &&
    claimed.delivery === request.delivery &&
    claimed.sealingKeyHash === request.sealingKeyHash)

/** Gives up the key on its way, and its certificate where there is one. */
export const supersede = (scene: VendingScene, errand: Errand, next: NextCertificate): ProceedVending => {
  const { record } = scene
  const supersessions = record.supersessions + 1
  if (record.current === undefined && next.stage === 'ready') {
    return claimKey(scene, errand, 'supersede', { supersessions, current: promote(next) })
  }
  if (next.stage === 'claimed' || !isRegistered(scene, {})) {
    const formerKeyHashes = withFormerKey(record, next.keyHash)
    return claimKey(scene, errand, 'supersede', { supersessions, formerKeyHashes })
  }
  return claimKey(scene, errand, 'supersede-retiring', { supersessions, ...givenUp(scene, next) })
}

/** Gives up a first certificate that is refused. */
export const supersedeRefused = (
  scene: VendingScene,
  errand: Errand,
  next: IssuedCertificate,
): ProceedVending | RefuseVending =>
  giveUpFirst(scene, next, (thing) => {
    const supersessions = scene.record.supersessions + 1
    return claimKey(scene, errand, 'supersede-retiring', { supersessions, thing, ...givenUp(scene, next) })
  })
