import { AttachPolicyCommand } from '@aws-sdk/client-iot'
import type { AttachPolicyStep, EnsurePolicyStep, Step } from '@thingplan/core'
import { attempt } from '../attempt.js'
import { certificateArn } from '../certificate-arn.js'
import type { Perform } from '../iot-world.js'
import { failStep } from '../step-failure.js'
import { repairPolicy } from './ensure-policy.js'

const ensures =
  (policyName: string) =>
  (step: Step): step is EnsurePolicyStep =>
    step.kind === 'ensure-policy' && step.policyName === policyName

/** The policy is attached to the certificate. A repetition succeeds, so that nobody needs to look before. */
export const performAttachPolicy: Perform<AttachPolicyStep> = async (step, { plan }, world) => {
  const { policyName } = step
  const attach = (): Promise<unknown> =>
    world.client.send(new AttachPolicyCommand({ policyName, target: certificateArn(plan, step.certificateId) }))

  const first = await attempt('AttachPolicy', attach())
  if (first.ok) return { outcome: 'done' }
  if (first.failure.kind === 'already-done') return { outcome: 'already-done' }
  const ensuring = plan.steps.find(ensures(policyName))
  if (first.failure.kind !== 'missing-prerequisite' || ensuring === undefined) throw failStep(step, first.failure)

  await repairPolicy(ensuring, world)
  const second = await attempt('AttachPolicy', attach())
  if (!second.ok) throw failStep(step, second.failure)
  return { outcome: 'done', repaired: [ensuring.id] }
}
