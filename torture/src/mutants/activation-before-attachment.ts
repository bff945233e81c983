import type { Driver, Step } from '@thingplan/core'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

const isActivation = (step: Step): boolean => step.kind === 'set-certificate-status' && step.status === 'ACTIVE'

/** In the end everything is in place, so that only who looks at every moment sees it. */
const activatingEarly = (driver: Driver): Driver => ({
  ...driver,
  perform: async (step, context) => {
    const activation = step.kind === 'attach-policy' ? context.plan.steps.find(isActivation) : undefined
    if (activation !== undefined) await driver.perform(activation, context)
    return driver.perform(step, context)
  },
})

export const activationBeforeAttachment: Mutant = {
  name: 'activation before attachment',
  mistake: 'the certificate is activated before its policy is attached',
  shows: /is ACTIVE without its attached policy$/,
  flow: createJitrFlow({ driver: activatingEarly }),
}
