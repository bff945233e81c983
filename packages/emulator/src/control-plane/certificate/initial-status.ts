import { CertificateStatus } from '@aws-sdk/client-iot'
import { certificateState, invalidRequest } from '../../exception/exceptions.js'
import { type Input, optionalChoice, optionalFlag } from '../../request/input.js'

/** The status that a certificate is registered with: INACTIVE unless asked otherwise. */
export const requestedInitialStatus = (input: Input): CertificateStatus => {
  const status = optionalChoice(input, 'status', CertificateStatus)
  if (status === 'PENDING_ACTIVATION' || status === 'PENDING_TRANSFER') {
    throw certificateState(`only AWS IoT itself sets the status ${status}`)
  }
  if (status === 'REGISTER_INACTIVE') throw invalidRequest('status REGISTER_INACTIVE is no longer used')
  return status ?? (optionalFlag(input, 'setAsActive') ? 'ACTIVE' : 'INACTIVE')
}
