import { createPlan } from '../../plan/create-plan.js'
import type { Plan } from '../../plan/plan.js'
import { attachPolicy } from '../../plan/step/attach-policy.js'
import { attachThing } from '../../plan/step/attach-thing.js'
import { atOnce } from '../../plan/step/base-step.js'
import { detachPolicy } from '../../plan/step/detach-policy.js'
import { detachThing } from '../../plan/step/detach-thing.js'
import { registerCertificate } from '../../plan/step/register-certificate.js'
import { type CertificateStatus, setCertificateStatus } from '../../plan/step/set-certificate-status.js'
import { setThingOwner } from '../../plan/step/set-thing-owner.js'
import type { Step } from '../../plan/step/step.js'
import { LifecycleError } from '../lifecycle-error.js'
import type { RotationFacts } from './rotation-facts.js'
import type { NextRotationCertificate, RotationCertificate, RotationRecord } from './rotation-record.js'

/** Whatever a certificate can be that is not out for good. */
const alive: readonly CertificateStatus[] = /* @__PURE__ */ Object.freeze(['ACTIVE', 'INACTIVE', 'PENDING_ACTIVATION'])
const unused: readonly CertificateStatus[] = /* @__PURE__ */ Object.freeze(['INACTIVE', 'PENDING_ACTIVATION'])
const connectable: readonly CertificateStatus[] = /* @__PURE__ */ Object.freeze(['ACTIVE', 'PENDING_ACTIVATION'])

const policiesOfCurrent = ({ currentPolicies }: RotationFacts): readonly string[] => {
  if (currentPolicies !== undefined) return currentPolicies
  throw new LifecycleError('facts-malformed', "the facts say nothing of the current certificate's policies", {
    field: 'currentPolicies',
    remedy: 'give the names that ListAttachedPolicies returns',
  })
}

const policiesOfNext = (facts: RotationFacts): readonly string[] => facts.rotation.policies ?? policiesOfCurrent(facts)

/** The thing and the certificates of a job whose new certificate is known. */
export interface RotationPair {
  readonly current: RotationCertificate
  readonly next: NextRotationCertificate
}

const planOf = (
  purpose: Plan['purpose'],
  { next: { certificateId } }: RotationPair,
  { rotation, account }: RotationFacts,
  steps: readonly Step[],
): Plan => createPlan({ registration: rotation.name, purpose, account, certificateId, steps })

const registerNext = ({ certificateId, certificatePem }: NextRotationCertificate, facts: RotationFacts): Step =>
  registerCertificate({
    certificateId,
    certificatePem,
    caCertificatePem: facts.rotation.caCertificatePem,
    after: atOnce,
  })

/** Makes the new certificate work beside the old one, its activation last. */
export const planPreparation = (record: RotationRecord, pair: RotationPair, facts: RotationFacts): Plan => {
  const { thingName } = record
  const { certificateId } = pair.next
  const registered = registerNext(pair.next, facts)
  const after = [registered.id]
  const attachments = [
    ...policiesOfNext(facts).map((policyName) => attachPolicy({ policyName, certificateId, after })),
    attachThing({ thingName, certificateId, principal: facts.rotation.principal, after }),
  ]
  const activation = setCertificateStatus({
    certificateId,
    status: 'ACTIVE',
    expects: unused,
    after: attachments.map(({ id }) => id),
  })
  return planOf('register', pair, facts, [registered, ...attachments, activation])
}

/** What is taken from a certificate once it is out. */
const detachAll = (
  { certificateId }: RotationCertificate,
  thingName: string,
  policies: readonly string[],
  after: readonly string[],
): readonly Step[] => [
  ...policies.map((policyName) => detachPolicy({ policyName, certificateId, after })),
  detachThing({ thingName, certificateId, after }),
]

/** The thing passes on to the proven certificate; only then is the old one retired, and what it had taken from it. */
export const planCompletion = (record: RotationRecord, pair: RotationPair, facts: RotationFacts): Plan => {
  const { thingName } = record
  const { rotation, currentStatus } = facts
  const { ownership, retire } = rotation
  const { certificateId: from } = pair.current
  const steps: Step[] = []
  const waiting = (): readonly string[] => steps.slice(-1).map(({ id }) => id)
  if (ownership !== 'off') {
    steps.push(setThingOwner({ thingName, from, to: pair.next.certificateId, ownership, after: atOnce }))
  }
  // One that somebody has revoked meanwhile stays so.
  if (currentStatus !== 'REVOKED') {
    const expects = retire === 'REVOKED' ? alive : connectable
    steps.push(setCertificateStatus({ certificateId: from, status: retire, expects, after: waiting() }))
  }
  steps.push(...detachAll(pair.current, thingName, policiesOfCurrent(facts), waiting()))
  return planOf('register', pair, facts, steps)
}

/**
 * Takes the new certificate out for good. It is registered first, so that one that was not yet is revoked before a delayed worker
 * registers it: nothing ever activates what is REVOKED.
 */
export const planRollback = (record: RotationRecord, pair: RotationPair, facts: RotationFacts): Plan => {
  const { certificateId } = pair.next
  const registered = registerNext(pair.next, facts)
  const revoked = setCertificateStatus({ certificateId, status: 'REVOKED', expects: alive, after: [registered.id] })
  const detached = detachAll(pair.next, record.thingName, policiesOfNext(facts), [revoked.id])
  return planOf('refuse', pair, facts, [registered, revoked, ...detached])
}
