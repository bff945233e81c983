import { DetachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { DetachThingStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import { certificateArn } from '../certificate-arn.js'
import type { Perform } from '../iot-world.js'
import { failStep } from '../step-failure.js'

/** The certificate is not attached to the thing. AWS carries this out within seconds, after it has answered. */
export const performDetachThing: Perform<DetachThingStep> = async (step, { plan }, { client }) => {
  const principal = certificateArn(plan, step.certificateId)
  const detached = await attempt(
    'DetachThingPrincipal',
    client.send(new DetachThingPrincipalCommand({ thingName: step.thingName, principal })),
  )
  if (detached.ok) return { outcome: 'done' }
  if (detached.failure.kind === 'already-done') return { outcome: 'already-done' }
  throw failStep(step, detached.failure)
}
