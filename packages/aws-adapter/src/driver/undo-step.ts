import { DetachPolicyCommand, DetachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { AttachPolicyStep, AttachThingStep, Step, StepContext } from '@thingplan/core'
import { type Attempt, attempt } from './attempt.js'
import { certificateArn } from './certificate-arn.js'
import { readCertificateStatus } from './certificate-status.js'
import type { IotWorld } from './iot-world.js'
import { performAttachPolicy } from './steps/attach-policy.js'
import { performAttachThing } from './steps/attach-thing.js'

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

/** Attaches again what another worker had counted on, which has made the certificate ACTIVE meanwhile. */
const giveBack = (step: Attachment, context: StepContext, world: IotWorld): Promise<unknown> =>
  step.kind === 'attach-policy' ? performAttachPolicy(step, context, world) : performAttachThing(step, context, world)

/**
 * Takes an attachment back, but only from a certificate that has never been active, or is out for good: otherwise another
 * worker may have finished the same plan meanwhile, and its device would lose what it works with.
 *
 * A worker may also be about to finish it: therefore the status is read again behind the detachment. One that activates
 * later still, more than a round trip behind its own attaching, is not seen; claims keep two workers from one device.
 */
export const undoStep = async (step: Step, context: StepContext, world: IotWorld): Promise<'undone' | 'left'> => {
  if (!isAttachment(step)) return 'left'
  const { certificateId } = context.plan
  const status = await readCertificateStatus(certificateId, step, world)
  if (status !== 'PENDING_ACTIVATION' && status !== 'REVOKED') return 'left'
  const takenAway = await takeAway(step, context, world)
  if (!takenAway.ok && takenAway.failure.kind !== 'already-done') return 'left'
  if (status === 'REVOKED' || (await readCertificateStatus(certificateId, step, world)) !== 'ACTIVE') return 'undone'
  await giveBack(step, context, world)
  return 'left'
}
