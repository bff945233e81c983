import { type EnsureThingStep, ensureThing } from '../step/ensure-thing.js'
import { malformed } from './malformed.js'
import { attributes } from './parse-attributes.js'
import {
  billingGroupName,
  certificateId,
  ownership,
  type ParseStep,
  stepIds,
  thingName,
  thingTypeName,
} from './step-values.js'
import { truth } from './values.js'

/** Attributes of a thing that is stamped: the stamp is the driver's, and nobody else's to write. */
const unstamped: typeof attributes = (value, at) => {
  const found = attributes(value, at)
  if (!Object.hasOwn(found, 'certificateId')) return found
  throw malformed(`${at}.certificateId`, "is the mark of the thing's owner", 'leave it out, the driver adds it')
}

export const parseEnsureThing: ParseStep<EnsureThingStep> = (step) => {
  const owned = step.field('ownership', ownership)
  return ensureThing({
    thingName: step.field('thingName', thingName),
    thingTypeName: step.optionalField('thingTypeName', thingTypeName),
    billingGroupName: step.optionalField('billingGroupName', billingGroupName),
    attributes: step.field('attributes', owned === 'stamp' ? unstamped : attributes),
    certificateId: step.field('certificateId', certificateId),
    ownership: owned,
    adopt: step.field('adopt', truth),
    after: step.field('after', stepIds),
  })
}
