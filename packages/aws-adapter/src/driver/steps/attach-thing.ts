import { AttachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { AttachThingStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import { certificateArn } from '../certificate-arn.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'

/** The certificate is attached to the thing. A repetition succeeds, so that nobody needs to look before. */
export const performAttachThing: Perform<AttachThingStep> = async (step, { plan }, { client }) => {
  const attached = await attempt(
    'AttachThingPrincipal',
    client.send(
      new AttachThingPrincipalCommand({
        thingName: step.thingName,
        principal: certificateArn(plan, step.certificateId),
        thingPrincipalType: step.principal === 'exclusive' ? 'EXCLUSIVE_THING' : 'NON_EXCLUSIVE_THING',
      }),
    ),
  )
  return resultOfCall(step, attached)
}
