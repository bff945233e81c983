import type { GetRegistrationCodeResponse } from '@aws-sdk/client-iot'
import type { Operation } from '../operation.js'
import { registrationCodeOf } from './code-of.js'

export const getRegistrationCode: Operation<GetRegistrationCodeResponse> = {
  members: [],
  perform: ({ account }) => ({ registrationCode: registrationCodeOf(account) }),
}
