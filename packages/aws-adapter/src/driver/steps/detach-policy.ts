import { DetachPolicyCommand } from '@aws-sdk/client-iot'
import type { DetachPolicyStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import { certificateArn } from '../certificate-arn.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'

/** The policy is not attached to the certificate. */
export const performDetachPolicy: Perform<DetachPolicyStep> = async (step, { plan }, { client }) => {
  const { policyName, certificateId } = step
  const target = certificateArn(plan, certificateId)
  return resultOfCall(step, await attempt('DetachPolicy', client.send(new DetachPolicyCommand({ policyName, target }))))
}
