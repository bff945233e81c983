import { DeleteThingCommand } from '@aws-sdk/client-iot'
import { type DeleteThingStep, type Plan, quote, type StepContext, type StepResult } from '@thingplan/core'
import { type Attempt, attempt } from '../attempt.js'
import type { IotWorld, Perform } from '../iot-world.js'
import { outwait } from '../outwait.js'
import { resultOfCall } from '../result-of-call.js'
import { interruptStep, refuseStep } from '../step-failure.js'
import { asCertificateId, ownerAttribute } from '../things/owner-stamp.js'
import { type RegisteredThing, readThing } from '../things/read-thing.js'
import { listThingPrincipals } from '../things/thing-principals.js'

/** The certificates that the thing may belong to: the plan's own, and those that it takes from the thing. */
const ownersIn = ({ certificateId, steps }: Plan, thingName: string): readonly string[] => [
  certificateId,
  ...steps.flatMap((step) =>
    step.kind === 'detach-thing' && step.thingName === thingName ? [step.certificateId] : [],
  ),
]

/** How often a thing that others change at the same time is read again. */
const rounds = 3

const refuse = (step: DeleteThingStep, message: string, owner: string): Error =>
  refuseStep(step, 'thing-owned-by-another', message, {
    owner: asCertificateId(owner),
    remedy: 'look at the device as it is today, and plan anew',
  })

/** What has passed on to another certificate since the plan was made stays. A thing without a stamp is anybody's, as its attachments say. */
const checkStamp = ({ attributes }: RegisteredThing, step: DeleteThingStep, plan: Plan): void => {
  const stamp = attributes.get(ownerAttribute)
  if (stamp === undefined || ownersIn(plan, step.thingName).includes(stamp)) return
  throw refuse(step, 'the thing belongs to another certificate', stamp)
}

/** AWS refuses a thing with a principal as an invalid request, so that only a look tells which it is. */
const deleteUnchanged = async (
  step: DeleteThingStep,
  expectedVersion: number | undefined,
  context: StepContext,
  world: IotWorld,
): Promise<Attempt<unknown>> => {
  const { thingName } = step
  let attached: string | undefined
  let freeLooks = 0
  const isUnderWay = async ({ name }: { readonly name: string }): Promise<boolean> => {
    if (name !== 'InvalidRequestException') return false
    const principals = await listThingPrincipals(step, world)
    const stranger = principals.find((principal) => !ownersIn(context.plan, thingName).includes(principal))
    if (stranger !== undefined) throw refuse(step, 'another principal is attached to the thing', stranger)
    attached = principals[0]
    if (attached !== undefined) return true
    // What was in the way may have gone between the refusal and the look: once more, and then it was something else.
    freeLooks += 1
    return freeLooks === 1
  }
  const call = () => attempt('DeleteThing', world.client.send(new DeleteThingCommand({ thingName, expectedVersion })))
  const deleted = await outwait(world.waits.detachmentWaitMs, call, isUnderWay, context, world)
  if (!deleted.ok && deleted.failure.name === 'InvalidRequestException') {
    if (attached !== undefined) throw interruptStep(step, `the thing is still attached to ${quote(attached)}`)
    if (freeLooks === 1) throw interruptStep(step, 'the thing was attached a moment ago')
  }
  return deleted
}

/** There is no such thing. It goes only as it was seen: with the owner of the plan, or without any. */
export const performDeleteThing: Perform<DeleteThingStep> = async (step, context, world): Promise<StepResult> => {
  for (let round = 0; round < rounds; round += 1) {
    const thing = await readThing(step.thingName, step, world)
    if (thing === undefined) return { outcome: 'already-done' }
    checkStamp(thing, step, context.plan)
    const deleted = await deleteUnchanged(step, thing.version, context, world)
    if (deleted.ok || deleted.failure.name !== 'VersionConflictException') return resultOfCall(step, deleted)
  }
  throw interruptStep(step, 'others keep changing the thing')
}
