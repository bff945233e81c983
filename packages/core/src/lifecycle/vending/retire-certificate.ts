import type {
  DeviceCertificate,
  IssuedCertificate,
  ReadyCertificate,
  RetiringCertificate,
} from '../device-store/device-record.js'
import { planRetirement } from './plan-retirement.js'
import type { ProceedVending, RefuseVending } from './vending-decision.js'
import { proceed, refuse, type VendingScene } from './vending-scene.js'

/** What a certificate's retirement can fail with that leaves nothing to retire: somebody revoked it, or deleted it. */
const isGone = (code: string): boolean => code === 'certificate-state-changed' || code === 'prerequisite-missing'

/**
 * Whether there is anything in the registry to retire: what was handed out unregistered and never seen is not known there.
 */
export const isRegistered = (
  { vending }: VendingScene,
  { seenAt }: { readonly seenAt?: number | undefined },
): boolean => vending.registration !== undefined || seenAt !== undefined

/** A certificate that is given up is revoked, even where the registry does not know it yet. */
export const giveUpCertificate = (next: IssuedCertificate | ReadyCertificate): RetiringCertificate => {
  const { certificateId } = next
  if (next.stage === 'ready' || next.registered) return { certificateId, reason: 'superseded' }
  const { certificatePem, caCertificatePem } = next
  const ca = caCertificatePem === undefined ? undefined : { caCertificatePem }
  return { certificateId, reason: 'superseded', certificatePem, ...ca }
}

/** A certificate that is ready takes the place of the current one. */
export const promote = (next: ReadyCertificate, seenAt?: number): DeviceCertificate => {
  const { certificateId, certificatePem, keyHash, grant, delivery, sealingKeyHash, readyAt } = next
  return {
    certificateId,
    certificatePem,
    keyHash,
    grant,
    delivery,
    ...(sealingKeyHash === undefined ? undefined : { sealingKeyHash }),
    readyAt,
    ...(seenAt === undefined ? undefined : { seenAt }),
  }
}

/** Carries out what is to be retired, before anything else: so there are never three active. */
export const retire = (scene: VendingScene, retiring: RetiringCertificate): ProceedVending | RefuseVending => {
  const { vending, record, facts } = scene
  const id = `retire:${retiring.certificateId}`
  const { failed } = facts
  if (facts.completed?.includes(id) || (failed?.id === id && isGone(failed.code))) {
    return proceed(scene, 'retired', { changes: { retiring: undefined } })
  }
  if (failed?.id === id) return refuse('unavailable')
  return proceed(scene, 'retire', {
    effect: { effect: 'execute', id, plan: planRetirement(vending, record, retiring) },
  })
}
