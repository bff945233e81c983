import { isText } from './check-options.js'
import type { Facts } from './facts.js'
import type { Finding } from './finding.js'
import { normalizeCertificateId } from './hex.js'
import { passed, refusedField } from './make-finding.js'
import type { ThingOwnerAnswer } from './question.js'
import type { Registration } from './registration.js'

/** The certificate that loses the thing. */
export interface Predecessor {
  readonly certificateId: string
  readonly status: string | undefined
}

const rule = 'ownership'

/**
 * Why a certificate may not take the thing; `undefined` where it may replace its owner.
 *
 * It has to be issued strictly after the owner's: otherwise a stolen old one could take back what its successor has.
 */
const refuseReplacement = (
  { certificateId, tombstoned = false, notBefore, status }: ThingOwnerAnswer,
  owner: string | undefined,
  { onIdentityConflict }: Registration,
  issued: Date,
): string | undefined => {
  if (certificateId === undefined) return 'it shows no owner, and `adopt` is off'
  if (owner === undefined) return 'its owner is no certificate'
  if (onIdentityConflict === 'reject') return 'another certificate owns it, and conflicts are rejected'
  if (tombstoned !== false) return 'this device has been removed for good'
  if (notBefore instanceof Date && notBefore < issued && isText(status)) return undefined
  return "its owner's certificate is not known to be older"
}

/**
 * Judges a claim to a thing that exists already, from what a driver found when it ran into it.
 *
 * An answer about another thing than the device would become now is no answer.
 *
 * @returns whom the certificate replaces, if anybody; what was found is added to the findings.
 */
export const judgeOwner = (
  registration: Registration,
  { certificate, answers }: Facts,
  thingName: string,
  adopt: boolean,
  findings: Finding[],
): Predecessor | undefined => {
  const answer = answers?.thingOwner
  if (registration.ownership === 'off' || answer?.thingName !== thingName) return undefined
  const { certificateId, status } = answer
  const owner = normalizeCertificateId(String(certificateId))
  if (certificateId === undefined ? adopt : owner === certificate.id) return undefined
  const reason = refuseReplacement(answer, owner, registration, certificate.notBefore)
  const thing = { field: 'thing.name', value: thingName }
  if (owner === undefined || reason !== undefined) {
    const remedy = 'retire or delete what has the name, or give this device another'
    findings.push(refusedField(rule, 'thing-owned-by-another', { ...thing, owner, reason, remedy }))
    return undefined
  }
  findings.push(passed(rule, 'owner-replaced', 'the thing passes on from an older certificate', { ...thing, owner }))
  return { certificateId: owner, status }
}
