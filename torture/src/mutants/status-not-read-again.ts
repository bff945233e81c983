import { UpdateCertificateCommand } from '@aws-sdk/client-iot'
import type { IotCalls } from '@thingplan/aws-adapter'
import { type Driver, StepError } from '@thingplan/core'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

/** Activates what an operator has deactivated since the decision. */
const notLooking = (driver: Driver, client: IotCalls): Driver => ({
  ...driver,
  perform: async (step, context) => {
    if (step.kind !== 'set-certificate-status') return driver.perform(step, context)
    const { certificateId, status } = step
    try {
      await client.send(new UpdateCertificateCommand({ certificateId, newStatus: status }))
      return { outcome: 'done' }
    } catch {
      throw new StepError('step-retryable', 'the certificate was not updated')
    }
  },
})

export const statusNotReadAgain: Mutant = {
  name: 'status not read again before activation',
  mistake: 'the status that the plan expects is not compared with the one that is',
  shows: /is ACTIVE, and was withdrawn$/,
  flow: createJitrFlow({ driver: notLooking }),
}
