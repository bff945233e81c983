import { AttachPolicyCommand } from '@aws-sdk/client-iot'
import type { AttachPolicyStep, EnsurePolicyStep, Step } from '@thingplan/core'
import { callAssuming } from '../call-assuming.js'
import { certificateArn } from '../certificate-arn.js'
import type { Perform } from '../iot-world.js'
import { repairPolicy } from './ensure-policy.js'

/** The policy is attached to the certificate. A repetition succeeds, so that nobody needs to look before. */
export const performAttachPolicy: Perform<AttachPolicyStep> = (step, { plan }, world) => {
  const { policyName, certificateId } = step
  const target = certificateArn(plan, certificateId)
  return callAssuming(step, plan, {
    operation: 'AttachPolicy',
    send: () => world.client.send(new AttachPolicyCommand({ policyName, target })),
    isAssumed: (other: Step): other is EnsurePolicyStep =>
      other.kind === 'ensure-policy' && other.policyName === policyName,
    ensure: (ensuring) => repairPolicy(ensuring, world),
  })
}
