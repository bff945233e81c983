import type { StepResult } from '../plan/driver.js'
import type { EnsureThingStep } from '../plan/step/ensure-thing.js'
import type { SetThingOwnerStep } from '../plan/step/set-thing-owner.js'
import type { UpdateThingStep } from '../plan/step/update-thing.js'
import { StepError } from '../plan/step-error.js'
import type { MemoryRegistry, MemoryThing } from './memory-driver-registry.js'

type Outcome = StepResult['outcome']

/** Attribute that holds the owner's certificate id. */
export const ownerAttribute = 'certificateId'

const conflict = (stepId: string, thingName: string, owner: string | undefined): StepError => {
  const whose = owner === undefined ? 'shows no owner' : `belongs to certificate \`${owner}\``
  return new StepError('thing-owned-by-another', `thing \`${thingName}\` ${whose}`, {
    stepId,
    owner,
    field: 'thingName',
    value: thingName,
    remedy: owner === undefined ? 'adopt it' : 'replace its owner, or give the device another thing name',
  })
}

const existingThing = ({ things }: MemoryRegistry, thingName: string): MemoryThing => {
  const thing = things.get(thingName)
  if (thing !== undefined) return thing
  throw new StepError('prerequisite-missing', `thing \`${thingName}\` does not exist`, { value: thingName })
}

const isSame = (thing: MemoryThing, step: EnsureThingStep): boolean =>
  (step.thingTypeName === undefined || thing.thingTypeName === step.thingTypeName) &&
  (step.billingGroupName === undefined || thing.billingGroupName === step.billingGroupName) &&
  Object.entries(step.attributes).every(([key, value]) => thing.attributes.get(key) === value) &&
  (step.ownership !== 'stamp' || thing.attributes.get(ownerAttribute) === step.certificateId)

/** Refuses a thing that is not, and may not become, the certificate's. */
const checkOwner = (thing: MemoryThing, step: EnsureThingStep): void => {
  const { id, thingName, certificateId, ownership, adopt } = step
  if (ownership === 'off') return
  const stamped = thing.attributes.get(ownerAttribute)
  const principals = [...thing.principals.keys()]
  const isTheirs = ownership === 'stamp' ? stamped === certificateId : principals.includes(certificateId)
  if (isTheirs) return
  const owner = ownership === 'stamp' ? stamped : principals[0]
  // Adoption is for things without any owner: an attached certificate owns it too, stamped or not.
  const holder = owner ?? principals.find((principal) => principal !== certificateId)
  if (holder !== undefined) throw conflict(id, thingName, holder)
  // Without a stamp, one that looks as if this plan had made it counts as made by it: a crash may have come in between.
  if (adopt || (ownership === 'principals' && isSame(thing, step))) return
  throw conflict(id, thingName, undefined)
}

const checkPrerequisite = (known: { has(name: string): boolean }, field: string, name: string | undefined): void => {
  if (name === undefined || known.has(name)) return
  throw new StepError('prerequisite-missing', `\`${name}\` does not exist`, { field, value: name })
}

/** CreateThing, and UpdateThing where it exists and is the certificate's. */
export const ensureThingInMemory = (registry: MemoryRegistry, step: EnsureThingStep): Outcome => {
  checkPrerequisite(registry.thingTypes, 'thingTypeName', step.thingTypeName)
  checkPrerequisite(registry.billingGroups, 'billingGroupName', step.billingGroupName)
  const existing = registry.things.get(step.thingName)
  if (existing !== undefined) {
    checkOwner(existing, step)
    if (isSame(existing, step)) return 'already-done'
  }
  const thing = existing ?? {
    thingTypeName: undefined,
    billingGroupName: undefined,
    attributes: new Map(),
    thingGroups: new Set(),
    principals: new Map(),
  }
  thing.thingTypeName = step.thingTypeName ?? thing.thingTypeName
  thing.billingGroupName = step.billingGroupName ?? thing.billingGroupName
  for (const [key, value] of Object.entries(step.attributes)) thing.attributes.set(key, value)
  if (step.ownership === 'stamp') thing.attributes.set(ownerAttribute, step.certificateId)
  registry.things.set(step.thingName, thing)
  return 'done'
}

/** UpdateThing: what the step names changes, an empty value takes an attribute away, and everything else stays. */
export const updateThingInMemory = (registry: MemoryRegistry, step: UpdateThingStep): Outcome => {
  const { thingName, thingTypeName, attributes } = step
  const thing = existingThing(registry, thingName)
  checkPrerequisite(registry.thingTypes, 'thingTypeName', thingTypeName)
  const lacking = Object.entries(attributes).filter(([name, value]) => (thing.attributes.get(name) ?? '') !== value)
  if (lacking.length === 0 && (thingTypeName ?? thing.thingTypeName) === thing.thingTypeName) return 'already-done'
  thing.thingTypeName = thingTypeName ?? thing.thingTypeName
  for (const [name, value] of lacking) {
    if (value === '') thing.attributes.delete(name)
    else thing.attributes.set(name, value)
  }
  return 'done'
}

/** Moves the stamp; where the principals are the owners there is nothing to move. */
export const setThingOwnerInMemory = (registry: MemoryRegistry, step: SetThingOwnerStep): Outcome => {
  const { id, thingName, from, to, ownership } = step
  const thing = existingThing(registry, thingName)
  const owners = ownership === 'stamp' ? [thing.attributes.get(ownerAttribute)] : [...thing.principals.keys()]
  if (owners.includes(to)) return 'already-done'
  if (!owners.includes(from)) throw conflict(id, thingName, owners[0])
  if (ownership !== 'stamp') return 'already-done'
  thing.attributes.set(ownerAttribute, to)
  return 'done'
}
