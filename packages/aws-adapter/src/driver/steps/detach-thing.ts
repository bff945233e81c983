import { DetachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { DetachThingStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import { certificateArn } from '../certificate-arn.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'

/** The certificate is not attached to the thing. AWS carries this out within seconds, after it has answered. */
export const performDetachThing: Perform<DetachThingStep> = async (step, { plan }, { client }) => {
  const principal = certificateArn(plan, step.certificateId)
  const detached = await attempt(
    'DetachThingPrincipal',
    client.send(new DetachThingPrincipalCommand({ thingName: step.thingName, principal })),
  )
  return resultOfCall(step, detached)
}
