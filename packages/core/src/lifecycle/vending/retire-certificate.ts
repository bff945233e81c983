import type { RecordChanges } from '../device-store/amend-record.js'
import type {
  DeviceCertificate,
  DeviceRecord,
  IssuedCertificate,
  ReadyCertificate,
  RetiringCertificate,
} from '../device-store/device-record.js'
import { isHalfMade, planRetirement } from './plan-retirement.js'
import type { ProceedVending, RefuseVending } from './vending-decision.js'
import { proceed, refuse, type VendingScene, withFormerKey } from './vending-scene.js'

/**
 * What the step of the certificate itself fails with where nothing is left to retire: somebody gave it away, or deleted it. A thing that is
 * missing fails with the same: it counts only of a plan that asks nothing of the thing.
 */
const isGone = (code: string): boolean => code === 'certificate-state-changed' || code === 'prerequisite-missing'

/** Whether a plan may have failed at the thing only: what was half made may be nobody's by now. */
const isOfThing = (record: DeviceRecord, retiring: RetiringCertificate, code: string): boolean =>
  isGone(code) || (isHalfMade(record, retiring) && code === 'thing-owned-by-another')

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

/** What changes where a certificate is given up. */
export const givenUp = (
  { record }: VendingScene,
  next: IssuedCertificate | ReadyCertificate,
): Pick<RecordChanges, 'retiring' | 'formerKeyHashes'> => ({
  retiring: giveUpCertificate(next),
  formerKeyHashes: withFormerKey(record, next.keyHash),
})

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

/**
 * Carries out what is to be retired, before anything else: so there are never three active. Where that fails at the thing, there is no
 * owner to pass on, and the certificate is retired all the same.
 */
export const retire = (scene: VendingScene, retiring: RetiringCertificate): ProceedVending | RefuseVending => {
  const { vending, record, facts } = scene
  const { failed } = facts
  const id = `retire:${retiring.certificateId}`
  const aloneId = `retire-alone:${retiring.certificateId}`
  const isDone = facts.completed?.some((done) => done === id || done === aloneId) === true
  if (isDone || (failed?.id === aloneId && isGone(failed.code))) {
    return proceed(scene, 'retired', { changes: { retiring: undefined } })
  }
  const isAlone = failed?.id === id && isOfThing(record, retiring, failed.code)
  if (!isAlone && (failed?.id === id || failed?.id === aloneId)) return refuse('unavailable')
  const plan = planRetirement(vending, record, retiring, isAlone ? 'certificate-alone' : 'with-thing')
  return proceed(scene, 'retire', { effect: { effect: 'execute', id: isAlone ? aloneId : id, plan } })
}
