import type { Account } from '../plan/account.js'
import { createPlan } from '../plan/create-plan.js'
import type { Plan } from '../plan/plan.js'
import { addToThingGroup } from '../plan/step/add-to-thing-group.js'
import { attachPolicy } from '../plan/step/attach-policy.js'
import { attachThing } from '../plan/step/attach-thing.js'
import { atOnce } from '../plan/step/base-step.js'
import { detachThing } from '../plan/step/detach-thing.js'
import { ensureBillingGroup } from '../plan/step/ensure-billing-group.js'
import { ensureThing } from '../plan/step/ensure-thing.js'
import { ensureThingGroup } from '../plan/step/ensure-thing-group.js'
import { ensureThingType } from '../plan/step/ensure-thing-type.js'
import { pendingActivation, setCertificateStatus } from '../plan/step/set-certificate-status.js'
import { setThingOwner } from '../plan/step/set-thing-owner.js'
import type { Step } from '../plan/step/step.js'
import type { Template } from '../template/template.js'
import type { CompiledProfile } from './compiled-profile.js'
import type { Facts } from './facts.js'
import type { Finding } from './finding.js'
import { judgeOwner } from './judge-owner.js'
import type { Registration } from './registration.js'
import { renderAttributes } from './render-attributes.js'
import { renderPart } from './render-part.js'
import { renderPolicies } from './render-policies.js'
import { templateContext } from './template-context.js'

/**
 * Plans what the registry needs before the certificate may be active, then its activation.
 *
 * Every part of the profile is rendered, also behind one that is refused: all findings are reported, and the plan counts
 * only where none refuses.
 *
 * A predecessor is retired when all is ready but the thing, and before the stamp moves: as long as the stamp names it, whoever
 * decides anew after a crash finds it and goes on; once it does not, nothing of it is left to retire.
 *
 * Nothing is attached to a certificate before the thing is known to be its own: one that claims another's is refused, and whatever
 * earlier deliveries had attached to it would be left. With a shared policy and a known type the calls are CreateThing, AttachPolicy
 * and AttachThingPrincipal at once, UpdateCertificate.
 */
export const planRegistration = (
  registration: Registration,
  { thing, groups, billingGroup, policies }: CompiledProfile,
  facts: Facts,
  account: Required<Account>,
  findings: Finding[],
): Plan => {
  const { id: certificateId, subject } = facts.certificate
  const { ownership } = registration
  const { searchableAttributes, principal, adopt } = thing
  const rendering = { context: templateContext(facts, account), findings }
  /** A name; an empty one where the device has none. */
  const nameOf = (template: Template, field: string): string =>
    renderPart(rendering, template, 'name-refused', field) ?? ''

  const thingName = nameOf(thing.name, 'thing.name')
  const thingTypeName = thing.typeName && nameOf(thing.typeName, 'thing.typeName')
  const billingGroupName = billingGroup && nameOf(billingGroup, 'billingGroup')
  const attributes = renderAttributes(rendering, thing, subject)
  const thingGroupNames = groups.map((group) => nameOf(group, 'groups'))
  const ensuredPolicies = renderPolicies(rendering, policies)
  const predecessor = judgeOwner(registration, facts, thingName, adopt, findings)

  const steps: Step[] = []
  const add = (step: Step, awaiting?: string[]): string => {
    steps.push(step)
    awaiting?.push(step.id)
    return step.id
  }
  const beforeThing: string[] = []
  // Every other step comes before one of these.
  const beforeActivation: string[] = []
  if (thingTypeName !== undefined) {
    add(ensureThingType({ thingTypeName, searchableAttributes, after: atOnce }), beforeThing)
  }
  if (billingGroupName !== undefined) add(ensureBillingGroup({ billingGroupName, after: atOnce }), beforeThing)
  const ensuredGroups = thingGroupNames
    // Two templates may name the same group for a device.
    .filter((thingGroupName, index) => thingGroupNames.indexOf(thingGroupName) === index)
    .map((thingGroupName) => ensureThingGroup({ thingGroupName, after: atOnce }))
  steps.push(...ensuredGroups, ...ensuredPolicies)
  const attachPolicies = (after: readonly string[]): void => {
    for (const { policyName, id } of ensuredPolicies) {
      add(attachPolicy({ policyName, certificateId, after: [id, ...after] }), beforeActivation)
    }
  }
  const detachPredecessor = (from: string, after: readonly string[]): string[] => [
    add(detachThing({ thingName, certificateId: from, after })),
  ]
  if (predecessor && ownership !== 'off') {
    const { certificateId: from, status } = predecessor
    attachPolicies(atOnce)
    let after = steps.map(({ id }) => id)
    if (status === 'ACTIVE' || status === 'PENDING_ACTIVATION') {
      after = [add(setCertificateStatus({ certificateId: from, status: 'INACTIVE', expects: [status], after }))]
    }
    if (ownership === 'stamp') after = detachPredecessor(from, after)
    add(setThingOwner({ thingName, from, to: certificateId, ownership, after }), beforeThing)
  }
  const ensuredThing = add(
    ensureThing({
      thingName,
      thingTypeName,
      billingGroupName,
      attributes,
      certificateId,
      ownership,
      adopt,
      after: beforeThing,
    }),
  )
  if (!predecessor) attachPolicies([ensuredThing])
  const attachedThing = add(
    attachThing({ thingName, certificateId, principal, after: [ensuredThing] }),
    beforeActivation,
  )
  // Where attachments show the owner, the thing must never be without one.
  if (predecessor && ownership === 'principals') {
    beforeActivation.push(...detachPredecessor(predecessor.certificateId, [attachedThing]))
  }
  for (const { thingGroupName, id } of ensuredGroups) {
    add(addToThingGroup({ thingName, thingGroupName, after: [id, ensuredThing] }), beforeActivation)
  }
  add(setCertificateStatus({ certificateId, status: 'ACTIVE', expects: pendingActivation, after: beforeActivation }))
  return createPlan({ registration: registration.name, purpose: 'register', account, certificateId, steps })
}
