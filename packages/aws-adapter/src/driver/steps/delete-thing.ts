import { DeleteThingCommand } from '@aws-sdk/client-iot'
import { type DeleteThingStep, quote } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'
import { failStep, interruptStep } from '../step-failure.js'
import { listThingPrincipals } from '../things/thing-principals.js'

/** There is no such thing. AWS refuses one with a principal as an invalid request, so that only a look tells which it is. */
export const performDeleteThing: Perform<DeleteThingStep> = async (step, _context, world) => {
  const { thingName } = step
  const deleted = await attempt('DeleteThing', world.client.send(new DeleteThingCommand({ thingName })))
  if (deleted.ok || deleted.failure.name !== 'InvalidRequestException') return resultOfCall(step, deleted)
  const [principal] = await listThingPrincipals(step, world)
  if (principal === undefined) throw failStep(step, deleted.failure)
  throw interruptStep(step, `the thing is still attached to ${quote(principal)}`)
}
