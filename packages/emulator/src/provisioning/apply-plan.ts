import type { Plan, Step } from '@thingplan/core'
import { quote } from '@thingplan/core'
import { parsePolicyDocument, samePolicyDocument } from '@thingplan/core/policy'
import { arnOf } from '../arn.js'
import { findCertificate } from '../control-plane/certificate/find-certificate.js'
import { registerCertificate } from '../control-plane/certificate/register.js'
import { updateCertificate } from '../control-plane/certificate/update.js'
import { attachPolicy } from '../control-plane/policy/attach.js'
import { createPolicy } from '../control-plane/policy/create.js'
import { createThing } from '../control-plane/thing/create.js'
import { updateThing } from '../control-plane/thing/update.js'
import { addThingToThingGroup } from '../control-plane/thing-group/add-thing.js'
import { removeThingFromThingGroup } from '../control-plane/thing-group/remove-thing.js'
import { attachThingPrincipal } from '../control-plane/thing-principal/attach.js'
import { certificateState, resourceAlreadyExists, resourceRegistrationFailure } from '../exception/exceptions.js'
import { defaultDocument } from '../registry/default-document.js'
import type { World } from '../world.js'

/**
 * Carries out what a template has made of a device, as AWS IoT does: one operation after the other, up to the first that is
 * refused. What was done before it stays.
 *
 * @throws the exception that AWS IoT refuses a step with
 */
export const applyPlan = (world: World, { steps }: Plan): void => {
  for (const step of steps) applyStep(world, step)
}

const applyStep = (world: World, step: Step): void => {
  const { account, registry } = world
  switch (step.kind) {
    case 'ensure-thing': {
      const { thingName, thingTypeName, billingGroupName, attributes } = step
      createThing.perform(world, { thingName, thingTypeName, billingGroupName, attributePayload: { attributes } })
      return
    }
    case 'update-thing': {
      const { thingName, thingTypeName, attributes } = step
      updateThing.perform(world, { thingName, thingTypeName, attributePayload: { attributes, merge: true } })
      return
    }
    case 'add-to-thing-group': {
      const { thingName, thingGroupName } = step
      addThingToThingGroup.perform(world, { thingName, thingGroupName })
      return
    }
    case 'remove-from-thing-group': {
      const { thingName, thingGroupName } = step
      removeThingFromThingGroup.perform(world, { thingName, thingGroupName })
      return
    }
    case 'register-certificate': {
      const { certificateId, certificatePem, caCertificatePem } = step
      if (registry.certificates.has(certificateId)) return
      registerCertificate.perform(world, { certificatePem, caCertificatePem })
      return
    }
    case 'ensure-policy':
      ensurePolicy(world, step)
      return
    case 'attach-policy': {
      const { policyName, certificateId } = step
      attachPolicy.perform(world, { policyName, target: arnOf(account, 'cert', certificateId) })
      return
    }
    case 'attach-thing': {
      const { thingName, certificateId } = step
      attachThingPrincipal.perform(world, { thingName, principal: arnOf(account, 'cert', certificateId) })
      return
    }
    case 'set-certificate-status': {
      const { certificateId, status: newStatus, expects } = step
      const { status } = findCertificate(world, certificateId)
      if (!expects.includes(status)) throw certificateState(`certificate ${certificateId} is ${status} by now`)
      updateCertificate.perform(world, { certificateId, newStatus })
      return
    }
    default:
      throw resourceRegistrationFailure(`a provisioning template makes no step ${quote(step.kind)}`)
  }
}

/** A policy of a template is named by its document, so that one of that name has that document unless somebody changed it. */
const ensurePolicy = (
  world: World,
  { policyName, document }: Extract<Step, { readonly kind: 'ensure-policy' }>,
): void => {
  const existing = world.registry.policies.get(policyName)
  if (existing === undefined) {
    createPolicy.perform(world, { policyName, policyDocument: JSON.stringify(document) })
    return
  }
  if (samePolicyDocument(parsePolicyDocument(defaultDocument(existing)), document)) return
  const arn = arnOf(world.account, 'policy', policyName)
  throw resourceAlreadyExists(`policy ${quote(policyName)} exists with another document`, policyName, arn)
}
