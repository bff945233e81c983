import type { EnsurePolicyStep, StepResult } from '@thingplan/core'
import type { IotWorld, Perform } from '../iot-world.js'
import { comparePolicy, policyDiffers } from '../policies/compare-policy.js'
import { createPolicy } from '../policies/create-policy.js'
import { updatePolicy } from '../policies/update-policy.js'

const ensureSharedPolicy = async (step: EnsurePolicyStep, world: IotWorld): Promise<StepResult> => {
  let outcome: StepResult['outcome'] = 'already-done'
  const { first } = await world.memory.policyOnce(step.policyName, JSON.stringify(step.document), async () => {
    const comparison = await comparePolicy(step, world)
    if (comparison === 'same') return
    if (comparison === 'missing') {
      if ((await createPolicy(step, world)) === 'created') outcome = 'done'
      return
    }
    if (world.onPolicyDrift === 'refuse') throw policyDiffers(step)
    await updatePolicy(step, world)
    outcome = 'done'
  })
  return { outcome: first ? outcome : 'assumed' }
}

/**
 * The policy exists with this document.
 *
 * A shared one is compared before the first activation of a process and then assumed: AttachPolicy finds out if it is gone.
 * One of a single device is nearly always new, so that creating comes first.
 */
export const performEnsurePolicy: Perform<EnsurePolicyStep> = async (step, _context, world) => {
  if (step.scope === 'shared') return ensureSharedPolicy(step, world)
  return { outcome: (await createPolicy(step, world)) === 'created' ? 'done' : 'already-done' }
}

/** Makes sure of a policy that was assumed to exist and does not. */
export const repairPolicy = async (step: EnsurePolicyStep, world: IotWorld): Promise<void> => {
  world.memory.forgetPolicy(step.policyName)
  await world.memory.policyOnce(step.policyName, JSON.stringify(step.document), async () => {
    await createPolicy(step, world)
  })
}
