import type { DeleteRegistrationCodeResponse } from '@aws-sdk/client-iot'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { Operation } from '../operation.js'

export const deleteRegistrationCode: Operation<DeleteRegistrationCodeResponse> = {
  members: [],
  perform: ({ registry: { registrationCode } }) => {
    if (registrationCode.value === undefined) throw resourceNotFound('there is no registration code')
    registrationCode.value = undefined
    return {}
  },
}
