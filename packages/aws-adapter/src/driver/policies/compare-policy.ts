import { GetPolicyCommand } from '@aws-sdk/client-iot'
import type { EnsurePolicyStep, StepError } from '@thingplan/core'
import { samePolicyDocument } from '@thingplan/core/policy'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep, refuseStep } from '../step-failure.js'

export type PolicyComparison = 'same' | 'different' | 'missing'

/** Compares the version in force with the step's document, by meaning and not by spelling. */
export const comparePolicy = async (step: EnsurePolicyStep, { client }: IotWorld): Promise<PolicyComparison> => {
  const read = await attempt('GetPolicy', client.send(new GetPolicyCommand({ policyName: step.policyName })))
  if (!read.ok) {
    if (read.failure.kind === 'missing-prerequisite') return 'missing'
    throw failStep(step, read.failure)
  }
  return samePolicyDocument(read.answer.policyDocument ?? '', step.document) ? 'same' : 'different'
}

/** The refusal of a policy that exists with another document. */
export const policyDiffers = (step: EnsurePolicyStep): StepError =>
  refuseStep(step, 'policy-differs', 'the policy exists with another document', {
    remedy:
      step.scope === 'shared'
        ? 'give the changed document a new name, or create the driver with `onPolicyDrift: update`'
        : 'find out whose policy it is, and plan another name',
  })
