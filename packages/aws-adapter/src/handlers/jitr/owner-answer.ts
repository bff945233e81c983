import { type Certificate, type Execution, type Plan, readCertificate, type ThingOwnerAnswer } from '@thingplan/core'
import type { Attempt } from '../../driver/attempt.js'
import { asCertificateId } from '../../driver/things/owner-stamp.js'
import { describeCertificate } from './describe-certificate.js'
import type { JitrWorld } from './jitr-world.js'

export interface OwnerConflict {
  readonly thingName: string
  readonly owner: string | undefined
}

/** The conflict that an execution ran into, where it ended because a thing belongs to another certificate. */
export const findOwnerConflict = (execution: Execution, plan: Plan): OwnerConflict | undefined => {
  const record = execution.steps.find(({ failure }) => failure?.code === 'thing-owned-by-another')
  const step = plan.steps.find(({ id }) => id === record?.id)
  return step !== undefined && 'thingName' in step
    ? { thingName: step.thingName, owner: record?.failure?.owner }
    : undefined
}

/** An owner's certificate that cannot be read is an owner all the same, of whom nothing else is known. */
const readNotBefore = (pem: string, { sha256 }: JitrWorld): Partial<Pick<Certificate, 'notBefore'>> => {
  try {
    return { notBefore: readCertificate(pem, { sha256 }).notBefore }
  } catch {
    return {}
  }
}

/** What is known of the owner, for deciding anew; one call more, in a conflict only. */
export const answerOwner = async (
  { thingName, owner }: OwnerConflict,
  world: JitrWorld,
): Promise<Attempt<ThingOwnerAnswer>> => {
  if (owner === undefined) return { ok: true, answer: { thingName } }
  // Marked by somebody else, or no certificate: it is owned all the same, and nothing is known of the owner.
  if (asCertificateId(owner) === undefined) return { ok: true, answer: { thingName, certificateId: owner } }
  const described = await describeCertificate(owner, world.client)
  if (!described.ok) {
    if (described.failure.kind !== 'missing-prerequisite') return described
    return { ok: true, answer: { thingName, certificateId: owner } }
  }
  const { status, certificatePem } = described.answer
  return {
    ok: true,
    // A tombstoned claimant does not get this far.
    answer: { thingName, certificateId: owner, status, tombstoned: false, ...readNotBefore(certificatePem, world) },
  }
}
