import type { RegisterThingResponse } from '@aws-sdk/client-iot'
import { requestedParameters } from '../../request/parameters.js'
import type { AwaitedOperation } from '../operation.js'
import { requestedBody } from '../provisioning-template/read-body.js'
import { registerDevice } from './register-device.js'

export const registerThing: AwaitedOperation<RegisterThingResponse> = {
  members: ['templateBody', 'parameters'],
  perform: (world, input) => {
    const { template } = requestedBody(input, 'bulk')
    return registerDevice(world, 'register-thing', template, requestedParameters(input))
  },
}
