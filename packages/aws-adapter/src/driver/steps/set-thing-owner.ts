import type { SetThingOwnerStep, StepResult } from '@thingplan/core'
import type { IotWorld, Perform } from '../iot-world.js'
import { interruptStep, refuseStep } from '../step-failure.js'
import { asCertificateId, ownerAttribute } from '../things/owner-stamp.js'
import { readThing } from '../things/read-thing.js'
import { attachedToAnother, listThingPrincipals } from '../things/thing-principals.js'
import { updateThing } from '../things/update-thing.js'

/** How often a thing that others change at the same time is read again. */
const rounds = 3

const moveStamp = async (step: SetThingOwnerStep, world: IotWorld): Promise<StepResult> => {
  const { thingName, from, to } = step
  for (let round = 0; round < rounds; round += 1) {
    const thing = await readThing(thingName, step, world)
    if (thing === undefined) {
      throw refuseStep(step, 'prerequisite-missing', 'the thing does not exist', { remedy: 'decide anew' })
    }
    const stamp = thing.attributes.get(ownerAttribute)
    if (stamp === to) return { outcome: 'already-done' }
    if (stamp !== from) {
      throw refuseStep(
        step,
        'thing-owned-by-another',
        'the thing does not belong to the certificate it is taken from',
        {
          owner: asCertificateId(stamp),
          remedy: 'decide anew, with its owner of today',
        },
      )
    }
    const change = { thingName, attributes: { [ownerAttribute]: to }, expectedVersion: thing.version }
    if ((await updateThing(change, step, world)) === 'done') return { outcome: 'done' }
  }
  throw interruptStep(step, 'others keep changing the thing')
}

/** Where attachments show the owner, attaching and detaching move the thing; here is nothing to do but to look. */
const checkAttachment = async (step: SetThingOwnerStep, world: IotWorld): Promise<StepResult> => {
  const principals = await listThingPrincipals(step, world)
  if (principals.includes(step.to) || principals.includes(step.from)) return { outcome: 'already-done' }
  throw attachedToAnother(step, principals[0])
}

/** The thing belongs to another certificate from now on, provided that it belonged to `from`. */
export const performSetThingOwner: Perform<SetThingOwnerStep> = (step, _context, world) =>
  step.ownership === 'stamp' ? moveStamp(step, world) : checkAttachment(step, world)
