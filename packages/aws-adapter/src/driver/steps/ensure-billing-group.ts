import { CreateBillingGroupCommand } from '@aws-sdk/client-iot'
import type { EnsureBillingGroupStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep } from '../step-failure.js'

/** Creates the billing group; one that exists is good as it is. */
export const createBillingGroup = async (step: EnsureBillingGroupStep, { client }: IotWorld): Promise<void> => {
  const { billingGroupName } = step
  const created = await attempt('CreateBillingGroup', client.send(new CreateBillingGroupCommand({ billingGroupName })))
  if (!created.ok && created.failure.kind !== 'already-done') throw failStep(step, created.failure)
}
