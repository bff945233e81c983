import type { SetThingOwnerStep, StepResult } from '@thingplan/core'
import type { IotWorld, Perform } from '../iot-world.js'
import { refuseStep } from '../step-failure.js'
import { changeUnlessRaced } from '../things/change-unless-raced.js'
import { ownerAttribute } from '../things/owner-stamp.js'
import { attachedToAnother, listThingPrincipals } from '../things/thing-principals.js'

const moveStamp = (step: SetThingOwnerStep, world: IotWorld): Promise<StepResult> => {
  const { from, to } = step
  return changeUnlessRaced(step, world, async (thing) => {
    if (thing === undefined) {
      throw refuseStep(step, 'prerequisite-missing', 'the thing does not exist', { remedy: 'decide anew' })
    }
    const stamp = thing.attributes.get(ownerAttribute)
    if (stamp === to) return undefined
    if (stamp === from) return { attributes: { [ownerAttribute]: to } }
    const message = 'the thing does not belong to the certificate it is taken from'
    throw refuseStep(step, 'thing-owned-by-another', message, {
      owner: stamp,
      remedy: 'decide anew, with its owner of today',
    })
  })
}

/** Where attachments show the owner, attaching and detaching move the thing; here is nothing to do but to look. */
const checkAttachment = async (step: SetThingOwnerStep, world: IotWorld): Promise<StepResult> => {
  const principals = await listThingPrincipals(step, world)
  if (principals.includes(step.to) || principals.includes(step.from)) return { outcome: 'already-done' }
  const [stranger] = principals
  if (stranger !== undefined) throw attachedToAnother(step, stranger)
  throw refuseStep(step, 'thing-owned-by-another', 'nobody is attached to the thing', { remedy: 'decide anew' })
}

/** The thing belongs to another certificate from now on, provided that it belonged to `from`. */
export const performSetThingOwner: Perform<SetThingOwnerStep> = (step, _context, world) =>
  step.ownership === 'stamp' ? moveStamp(step, world) : checkAttachment(step, world)
