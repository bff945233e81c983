import type { Account } from '../plan/account.js'
import { createPlan } from '../plan/create-plan.js'
import type { Plan } from '../plan/plan.js'
import { addToThingGroup } from '../plan/step/add-to-thing-group.js'
import { attachPolicy } from '../plan/step/attach-policy.js'
import { attachThing } from '../plan/step/attach-thing.js'
import { detachThing } from '../plan/step/detach-thing.js'
import { ensureBillingGroup } from '../plan/step/ensure-billing-group.js'
import { ensurePolicy } from '../plan/step/ensure-policy.js'
import { ensureThing } from '../plan/step/ensure-thing.js'
import { ensureThingGroup } from '../plan/step/ensure-thing-group.js'
import { ensureThingType } from '../plan/step/ensure-thing-type.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import { setThingOwner } from '../plan/step/set-thing-owner.js'
import type { Step } from '../plan/step/step.js'
import type { CompiledThing } from './compiled-profile.js'
import type { Predecessor } from './judge-owner.js'
import type { Registration } from './registration.js'
import type { RenderedProfile } from './render-profile.js'

/** What a device becomes, and whose place it takes. */
export interface Registering {
  readonly certificateId: string
  readonly account: Required<Account>
  readonly thing: CompiledThing
  readonly rendered: RenderedProfile
  readonly predecessor: Predecessor | undefined
}

/** Retires the certificate that had the thing; only once the new one is active, so that a failure leaves the old in service. */
const retire = (steps: Step[], thingName: string, { certificateId, status }: Predecessor, activation: string): void => {
  steps.push(detachThing({ thingName, certificateId, after: [activation] }))
  if (status === 'other') return
  steps.push(setCertificateStatus({ certificateId, status: 'INACTIVE', expects: [status], after: [activation] }))
}

/**
 * Plans what the registry needs before the certificate may be active, then its activation.
 *
 * The thing and the policies do not wait for each other: with a shared policy and a known type the calls are CreateThing and
 * AttachPolicy at once, AttachThingPrincipal, UpdateCertificate.
 */
export const planRegistration = ({ name, ownership }: Registration, registering: Registering): Plan => {
  const { certificateId, account, thing, rendered, predecessor } = registering
  const { thingName, thingTypeName, billingGroupName, attributes, thingGroupNames, policies } = rendered
  const { searchableAttributes, adopt, principal } = thing
  const steps: Step[] = []
  const beforeThing: string[] = []
  const beforeActivation: string[] = []

  const addBeforeThing = (step: Step): void => {
    steps.push(step)
    beforeThing.push(step.id)
  }
  const addBeforeActivation = (step: Step): void => {
    steps.push(step)
    beforeActivation.push(step.id)
  }

  if (thingTypeName !== undefined) addBeforeThing(ensureThingType({ thingTypeName, searchableAttributes, after: [] }))
  if (billingGroupName !== undefined) addBeforeThing(ensureBillingGroup({ billingGroupName, after: [] }))
  const groups = thingGroupNames.map((thingGroupName) => ensureThingGroup({ thingGroupName, after: [] }))
  const ensured = policies.map(({ policyName, document, scope }) =>
    ensurePolicy({ policyName, document, scope, after: [] }),
  )
  steps.push(...groups, ...ensured)
  if (predecessor !== undefined && ownership !== 'off') {
    addBeforeThing(
      setThingOwner({ thingName, from: predecessor.certificateId, to: certificateId, ownership, after: [] }),
    )
  }
  const ensuredThing = ensureThing({
    thingName,
    ...(thingTypeName === undefined ? undefined : { thingTypeName }),
    ...(billingGroupName === undefined ? undefined : { billingGroupName }),
    attributes,
    certificateId,
    ownership,
    adopt,
    after: beforeThing,
  })
  steps.push(ensuredThing)
  for (const { policyName, id } of ensured) {
    addBeforeActivation(attachPolicy({ policyName, certificateId, after: [id] }))
  }
  addBeforeActivation(attachThing({ thingName, certificateId, principal, after: [ensuredThing.id] }))
  for (const { thingGroupName, id } of groups) {
    addBeforeActivation(addToThingGroup({ thingName, thingGroupName, after: [id, ensuredThing.id] }))
  }
  // Every other step comes before one of these.
  const activation = setCertificateStatus({
    certificateId,
    status: 'ACTIVE',
    expects: ['PENDING_ACTIVATION'],
    after: beforeActivation,
  })
  steps.push(activation)
  if (predecessor !== undefined) retire(steps, thingName, predecessor, activation.id)
  return createPlan({ registration: name, purpose: 'register', account, certificateId, steps })
}
