import { CreatePolicyCommand, ResourceAlreadyExistsException } from '@aws-sdk/client-iot'
import type { IotCalls } from '@thingplan/aws-adapter'
import { type Driver, StepError } from '@thingplan/core'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

/** CreatePolicy refuses a name that exists, also to whoever has made it a moment ago. */
const creatingOnce = (driver: Driver, client: IotCalls): Driver => ({
  ...driver,
  perform: async (step, context) => {
    if (step.kind !== 'ensure-policy' || step.scope === 'shared') return driver.perform(step, context)
    const { policyName, document } = step
    try {
      await client.send(new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(document) }))
      return { outcome: 'done' }
    } catch (error) {
      const code = error instanceof ResourceAlreadyExistsException ? 'step-refused' : 'step-retryable'
      throw new StepError(code, 'the policy was not created')
    }
  },
})

export const policyCreatedOnce: Mutant = {
  name: 'missing idempotency on CreatePolicy',
  mistake: 'a policy that exists already is taken for a failure',
  shows: /is PENDING_ACTIVATION, not ACTIVE$/,
  flow: createJitrFlow({ driver: creatingOnce }),
}
