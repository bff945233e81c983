import { CreatePolicyCommand } from '@aws-sdk/client-iot'
import type { EnsurePolicyStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep, interruptStep } from '../step-failure.js'
import { comparePolicy, policyDiffers } from './compare-policy.js'

/**
 * Creates the policy. CreatePolicy refuses every name that exists, with the same document too, so that an existing one is
 * compared: ours is fine, another is refused.
 */
export const createPolicy = async (step: EnsurePolicyStep, world: IotWorld): Promise<'created' | 'existed'> => {
  const { policyName, document } = step
  const created = await attempt(
    'CreatePolicy',
    world.client.send(new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(document) })),
  )
  if (created.ok) return 'created'
  if (created.failure.kind !== 'conflict') throw failStep(step, created.failure)
  const comparison = await comparePolicy(step, world)
  if (comparison === 'same') return 'existed'
  if (comparison === 'missing') throw interruptStep(step, 'the policy existed, and was gone a moment later')
  throw policyDiffers(step)
}
