import { DetachPolicyCommand, DetachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { AttachPolicyStep, AttachThingStep, Step, StepContext } from '@thingplan/core'
import { type Attempt, attempt } from './attempt.js'
import { certificateArn } from './certificate-arn.js'
import { readCertificateStatus } from './certificate-status.js'
import type { IotWorld } from './iot-world.js'

/** What is attached to the certificate itself. A group's members are things, which others may live on. */
type Attachment = AttachPolicyStep | AttachThingStep

const isAttachment = (step: Step): step is Attachment => step.kind === 'attach-policy' || step.kind === 'attach-thing'

const takeAway = (step: Attachment, { plan }: StepContext, { client }: IotWorld): Promise<Attempt<unknown>> => {
  const arn = certificateArn(plan, step.certificateId)
  if (step.kind === 'attach-policy') {
    const command = new DetachPolicyCommand({ policyName: step.policyName, target: arn })
    return attempt('DetachPolicy', client.send(command))
  }
  const command = new DetachThingPrincipalCommand({ thingName: step.thingName, principal: arn })
  return attempt('DetachThingPrincipal', client.send(command))
}

/**
 * Takes an attachment back, but only from a certificate that has never been active, or is out for good: otherwise another
 * worker may have finished the same plan meanwhile, and its device would lose what it works with.
 */
export const undoStep = async (step: Step, context: StepContext, world: IotWorld): Promise<'undone' | 'left'> => {
  if (!isAttachment(step)) return 'left'
  const status = await readCertificateStatus(context.plan.certificateId, step, world)
  if (status !== 'PENDING_ACTIVATION' && status !== 'REVOKED') return 'left'
  const takenAway = await takeAway(step, context, world)
  return takenAway.ok || takenAway.failure.kind === 'already-done' ? 'undone' : 'left'
}
