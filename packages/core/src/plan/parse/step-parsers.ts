import { addToThingGroup } from '../step/add-to-thing-group.js'
import { attachPolicy } from '../step/attach-policy.js'
import { attachThing } from '../step/attach-thing.js'
import { deleteCertificate } from '../step/delete-certificate.js'
import { deletePolicy } from '../step/delete-policy.js'
import { deleteThing } from '../step/delete-thing.js'
import { detachPolicy } from '../step/detach-policy.js'
import { detachThing } from '../step/detach-thing.js'
import { ensureBillingGroup } from '../step/ensure-billing-group.js'
import { ensurePolicy } from '../step/ensure-policy.js'
import { ensureThingGroup } from '../step/ensure-thing-group.js'
import { ensureThingType } from '../step/ensure-thing-type.js'
import { removeFromThingGroup } from '../step/remove-from-thing-group.js'
import { setThingOwner } from '../step/set-thing-owner.js'
import type { Step, StepKind } from '../step/step.js'
import { updateThing } from '../step/update-thing.js'
import { attributeChanges, attributeName } from './parse-attributes.js'
import { parseEnsureThing } from './parse-ensure-thing.js'
import { policyDocument } from './parse-policy.js'
import { parseRegisterCertificate } from './parse-register-certificate.js'
import { parseSetCertificateStatus } from './parse-set-certificate-status.js'
import {
  billingGroupName,
  certificateId,
  type ParseStep,
  policyName,
  stepIds,
  thingGroupName,
  thingName,
  thingTypeName,
} from './step-values.js'
import { listOf, oneOf } from './values.js'

/**
 * Reads what a step of each kind is made of, and has its factory make the step anew: the result has the id, the order of
 * keys and the frozenness of one that was never outside.
 */
export const stepParsers: { readonly [Kind in StepKind]: ParseStep<Extract<Step, { kind: Kind }>> } = {
  'ensure-thing-type': (step) =>
    ensureThingType({
      thingTypeName: step.field('thingTypeName', thingTypeName),
      searchableAttributes: step.field('searchableAttributes', listOf(attributeName, { most: 3 })),
      after: step.field('after', stepIds),
    }),
  'ensure-thing-group': (step) =>
    ensureThingGroup({
      thingGroupName: step.field('thingGroupName', thingGroupName),
      after: step.field('after', stepIds),
    }),
  'ensure-billing-group': (step) =>
    ensureBillingGroup({
      billingGroupName: step.field('billingGroupName', billingGroupName),
      after: step.field('after', stepIds),
    }),
  'ensure-thing': parseEnsureThing,
  'update-thing': (step) =>
    updateThing({
      thingName: step.field('thingName', thingName),
      thingTypeName: step.optionalField('thingTypeName', thingTypeName),
      attributes: step.field('attributes', attributeChanges),
      after: step.field('after', stepIds),
    }),
  'set-thing-owner': (step) =>
    setThingOwner({
      thingName: step.field('thingName', thingName),
      from: step.field('from', certificateId),
      to: step.field('to', certificateId),
      ownership: step.field('ownership', oneOf('stamp', 'principals')),
      after: step.field('after', stepIds),
    }),
  'ensure-policy': (step) =>
    ensurePolicy({
      policyName: step.field('policyName', policyName),
      document: step.field('document', policyDocument),
      scope: step.field('scope', oneOf('shared', 'device')),
      after: step.field('after', stepIds),
    }),
  'attach-policy': (step) =>
    attachPolicy({
      policyName: step.field('policyName', policyName),
      certificateId: step.field('certificateId', certificateId),
      after: step.field('after', stepIds),
    }),
  'detach-policy': (step) =>
    detachPolicy({
      policyName: step.field('policyName', policyName),
      certificateId: step.field('certificateId', certificateId),
      after: step.field('after', stepIds),
    }),
  'attach-thing': (step) =>
    attachThing({
      thingName: step.field('thingName', thingName),
      certificateId: step.field('certificateId', certificateId),
      principal: step.field('principal', oneOf('exclusive', 'shared')),
      after: step.field('after', stepIds),
    }),
  'detach-thing': (step) =>
    detachThing({
      thingName: step.field('thingName', thingName),
      certificateId: step.field('certificateId', certificateId),
      after: step.field('after', stepIds),
    }),
  'add-to-thing-group': (step) =>
    addToThingGroup({
      thingName: step.field('thingName', thingName),
      thingGroupName: step.field('thingGroupName', thingGroupName),
      after: step.field('after', stepIds),
    }),
  'remove-from-thing-group': (step) =>
    removeFromThingGroup({
      thingName: step.field('thingName', thingName),
      thingGroupName: step.field('thingGroupName', thingGroupName),
      after: step.field('after', stepIds),
    }),
  'register-certificate': parseRegisterCertificate,
  'set-certificate-status': parseSetCertificateStatus,
  'delete-certificate': (step) =>
    deleteCertificate({
      certificateId: step.field('certificateId', certificateId),
      after: step.field('after', stepIds),
    }),
  'delete-policy': (step) =>
    deletePolicy({ policyName: step.field('policyName', policyName), after: step.field('after', stepIds) }),
  'delete-thing': (step) =>
    deleteThing({ thingName: step.field('thingName', thingName), after: step.field('after', stepIds) }),
}
