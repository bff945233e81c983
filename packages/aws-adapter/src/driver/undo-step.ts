import { DetachPolicyCommand, DetachThingPrincipalCommand, RemoveThingFromThingGroupCommand } from '@aws-sdk/client-iot'
import type { AddToThingGroupStep, AttachPolicyStep, AttachThingStep, Step, StepContext } from '@thingplan/core'
import { type Attempt, attempt } from './attempt.js'
import { certificateArn } from './certificate-arn.js'
import { readCertificateStatus } from './certificate-status.js'
import type { IotWorld } from './iot-world.js'

type Attachment = AttachPolicyStep | AttachThingStep | AddToThingGroupStep

const isAttachment = (step: Step): step is Attachment =>
  step.kind === 'attach-policy' || step.kind === 'attach-thing' || step.kind === 'add-to-thing-group'

const takeAway = (step: Attachment, { plan }: StepContext, { client }: IotWorld): Promise<Attempt<unknown>> => {
  switch (step.kind) {
    case 'attach-policy': {
      const target = certificateArn(plan, step.certificateId)
      return attempt('DetachPolicy', client.send(new DetachPolicyCommand({ policyName: step.policyName, target })))
    }
    case 'attach-thing': {
      const principal = certificateArn(plan, step.certificateId)
      const command = new DetachThingPrincipalCommand({ thingName: step.thingName, principal })
      return attempt('DetachThingPrincipal', client.send(command))
    }
    case 'add-to-thing-group': {
      const { thingName, thingGroupName } = step
      const command = new RemoveThingFromThingGroupCommand({ thingName, thingGroupName })
      return attempt('RemoveThingFromThingGroup', client.send(command))
    }
  }
}

/**
 * Takes an attachment back, but only from a certificate that has never been active: another worker may have finished the
 * same plan meanwhile, and its device would lose what it works with.
 */
export const undoStep = async (step: Step, context: StepContext, world: IotWorld): Promise<'undone' | 'left'> => {
  if (!isAttachment(step)) return 'left'
  const status = await readCertificateStatus(context.plan.certificateId, step, world)
  if (status !== 'PENDING_ACTIVATION') return 'left'
  const takenAway = await takeAway(step, context, world)
  return takenAway.ok || takenAway.failure.kind === 'already-done' ? 'undone' : 'left'
}
