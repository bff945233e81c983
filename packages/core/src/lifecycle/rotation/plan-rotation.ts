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
import { certificateToTidy } from './certificate-to-tidy.js'
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

/**
 * A device that could ask for a certificate has a policy. Where its certificate shows none, a registry that is behind has answered
 * (ListAttachedPolicies is read eventually), and the new certificate would become ACTIVE without.
 */
const policiesToGive = (facts: RotationFacts): readonly string[] => {
  const policies = policiesOfNext(facts)
  if (policies.length > 0 || facts.rotation.policies !== undefined) return policies
  throw new LifecycleError('policies-not-seen', 'the current certificate shows no policy that a new one could have', {
    field: 'currentPolicies',
    remedy:
      'read them again; where things have their policies by groups alone, give `policies: []` to `defineRotation`',
  })
}

/** The thing and the certificates of a job whose new certificate is known. */
export interface RotationPair {
  readonly current: RotationCertificate
  readonly next: NextRotationCertificate
}

const planOf = (
  purpose: Plan['purpose'],
  certificateId: string,
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
    ...policiesToGive(facts).map((policyName) => attachPolicy({ policyName, certificateId, after })),
    attachThing({ thingName, certificateId, principal: facts.rotation.principal, after }),
  ]
  const activation = setCertificateStatus({
    certificateId,
    status: 'ACTIVE',
    expects: unused,
    after: attachments.map(({ id }) => id),
  })
  return planOf('register', certificateId, facts, [registered, ...attachments, activation])
}

/** What is taken from a certificate once it is out. */
const detachAll = (
  { certificateId }: Pick<RotationCertificate, 'certificateId'>,
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
  return planOf('register', pair.next.certificateId, facts, steps)
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
  return planOf('refuse', certificateId, facts, [registered, revoked, ...detached])
}

/**
 * Detaches once more whatever may hang on a certificate that was taken out. Not only what it shows: also that may be read from a
 * registry that is behind.
 */
export const planTidying = (record: RotationRecord, facts: RotationFacts): Plan | undefined => {
  const retired = certificateToTidy(record, facts.now)
  if (retired === undefined || facts.retired === undefined) return undefined
  const given = facts.rotation.policies ?? facts.currentPolicies ?? []
  const policies = [...new Set([...facts.retired.policies, ...given])]
  const steps = detachAll(retired, record.thingName, policies, atOnce)
  return planOf('refuse', retired.certificateId, facts, steps)
}
