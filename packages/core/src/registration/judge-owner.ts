import { quote } from '../error/quote.js'
import type { Facts } from './facts.js'
import type { Finding } from './finding.js'
import { normalizeCertificateId } from './hex.js'
import { passed, refused } from './make-finding.js'
import type { ThingOwnerAnswer } from './question.js'
import type { Registration } from './registration.js'

/** The certificate that loses the thing. */
export interface Predecessor {
  readonly certificateId: string
  readonly status: 'ACTIVE' | 'PENDING_ACTIVATION' | 'other'
}

export interface OwnerJudgement {
  readonly finding?: Finding
  readonly predecessor?: Predecessor
}

const rule = 'ownership'
const nobodyElse: OwnerJudgement = /* @__PURE__ */ Object.freeze({})

const ownedByAnother = (
  thingName: string,
  owner: string | undefined,
  reason: string,
  remedy: string,
): OwnerJudgement => {
  const evidence = {
    field: 'thing.name',
    value: thingName,
    ...(owner === undefined ? undefined : { owner }),
    reason,
    remedy,
  }
  const whose = owner === undefined ? 'shows no owner' : 'belongs to another certificate'
  const message = `the thing ${quote(thingName)} ${whose}, and ${reason}`
  return { finding: refused(rule, 'thing-owned-by-another', message, evidence) }
}

const isDate = (value: unknown): value is Date => value instanceof Date && !Number.isNaN(value.getTime())

/** Why this certificate may not take the place of the owner's; `undefined` where it may. */
const refuseReplacement = (answer: ThingOwnerAnswer, notBefore: Date): string | undefined => {
  if (answer.tombstoned !== undefined && answer.tombstoned !== false) return 'this device has been removed for good'
  if (!isDate(answer.notBefore) || typeof answer.status !== 'string')
    return 'nobody could read the certificate of the owner'
  if (answer.notBefore.getTime() >= notBefore.getTime())
    return 'this certificate was not issued after that of the owner'
  return undefined
}

/**
 * Judges a claim to a thing that exists already, from what a driver found when it ran into it.
 *
 * An answer about another thing than the device would become now is no answer. Replacing wants a certificate that was issued
 * strictly after the owner's: otherwise a stolen old one could take back what its successor has.
 */
export const judgeOwner = (
  { onIdentityConflict, ownership }: Registration,
  { certificate, answers }: Facts,
  thingName: string,
  adopt: boolean,
): OwnerJudgement => {
  const answer = answers?.thingOwner
  if (ownership === 'off' || answer === undefined || answer.thingName !== thingName) return nobodyElse
  if (answer.certificateId === undefined) {
    if (adopt) return nobodyElse
    const remedy = 'look whose it is, then delete it, or set `adopt` for things that were made beforehand'
    return ownedByAnother(thingName, undefined, 'things without an owner are not taken over', remedy)
  }
  const owner = normalizeCertificateId(String(answer.certificateId))
  if (owner === certificate.id) return nobodyElse
  const remedy = 'retire the device that has the name, or give this one another'
  if (owner === undefined) return ownedByAnother(thingName, undefined, 'its stamp is no certificate id', remedy)
  if (onIdentityConflict === 'reject') return ownedByAnother(thingName, owner, 'conflicts are rejected', remedy)
  const reason = refuseReplacement(answer, certificate.notBefore)
  if (reason !== undefined) return ownedByAnother(thingName, owner, reason, remedy)
  const { status } = answer
  return {
    finding: passed(rule, 'owner-replaced', `the thing ${quote(thingName)} passes on from an older certificate`, {
      field: 'thing.name',
      value: thingName,
      owner,
    }),
    predecessor: {
      certificateId: owner,
      status: status === 'ACTIVE' || status === 'PENDING_ACTIVATION' ? status : 'other',
    },
  }
}
