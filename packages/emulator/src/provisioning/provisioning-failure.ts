import { IoTServiceException } from '@aws-sdk/client-iot'
import { CertificateError, ThingplanError } from '@thingplan/core'
import { ProvisioningError, type ProvisioningErrorCode } from '@thingplan/core/provisioning'
import { invalidRequest, resourceRegistrationFailure } from '../exception/exceptions.js'

/** Why a device was not provisioned, for those who watch. */
export interface ProvisioningFailure {
  readonly code: string
  readonly message: string
  readonly remedy: string | undefined
}

export const failureOf = (error: unknown): ProvisioningFailure => {
  if (error instanceof ThingplanError) return { code: error.code, message: error.message, remedy: error.remedy }
  return error instanceof Error
    ? { code: error.name, message: error.message, remedy: undefined }
    : { code: 'Error', message: String(error), remedy: undefined }
}

/** What the registry holds, or lacks, beside what the request says. */
const causesOfRegistry: readonly ProvisioningErrorCode[] = [
  'provisioning-conflict',
  'provisioning-prerequisite-missing',
]

/**
 * The exception that AWS IoT answers for it, of those that RegisterThing has; any other error as it is.
 *
 * The guide calls a part that exists where the template says FAIL a ResourceConflictsException, which the service model does
 * not have.
 */
export const registrationException = (error: unknown): unknown => {
  if (error instanceof ProvisioningError) {
    if (!causesOfRegistry.includes(error.code)) return invalidRequest(error.message)
    const name = error.code === 'provisioning-conflict' ? 'ResourceConflictsException: ' : ''
    return resourceRegistrationFailure(`${name}${error.message}`)
  }
  if (error instanceof CertificateError) return invalidRequest(error.message)
  if (!(error instanceof IoTServiceException) || error.name === 'InvalidRequestException') return error
  return resourceRegistrationFailure(`${error.name}: ${error.message}`)
}
