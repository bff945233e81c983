import { type Driver, isThingplanError } from '@thingplan/core'
import { createJitpFlow } from '../flows/jitp/jitp-flow.js'
import type { Mutant } from './mutant.js'

const optimistic = (driver: Driver): Driver => ({
  ...driver,
  perform: async (step, context) => {
    try {
      return await driver.perform(step, context)
    } catch (error) {
      const isPassing = isThingplanError(error) && error.code === 'step-retryable'
      if (isPassing && step.kind === 'attach-thing') return { outcome: 'done' }
      throw error
    }
  },
})

export const silenceTakenForSuccess: Mutant = {
  name: 'silence taken for success',
  mistake: 'an attachment whose answer did not arrive counts as done',
  shows: /is ACTIVE without its attachment to the thing$/,
  flow: createJitpFlow({ driver: optimistic }),
}
