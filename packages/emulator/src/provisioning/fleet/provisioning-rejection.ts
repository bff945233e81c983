import { IoTServiceException } from '@aws-sdk/client-iot'
import { registrationException } from '../provisioning-failure.js'

/** What a device is told on a topic that ends in `/rejected`. */
export interface RejectionPayload {
  readonly statusCode: number
  readonly errorCode: string
  readonly errorMessage: string
}

/** A request of the provisioning API that is refused. AWS publishes no list of codes. */
export class ProvisioningRejection extends Error {
  override readonly name = 'ProvisioningRejection'
  readonly statusCode: number
  readonly errorCode: string

  constructor(statusCode: number, errorCode: string, message: string) {
    super(message)
    this.statusCode = statusCode
    this.errorCode = errorCode
  }
}

/** What the device is told of an error; undefined for one that is the emulator's own. */
export const rejectionPayload = (error: unknown): RejectionPayload | undefined => {
  if (error instanceof ProvisioningRejection) {
    return { statusCode: error.statusCode, errorCode: error.errorCode, errorMessage: error.message }
  }
  const exception = registrationException(error)
  if (!(exception instanceof IoTServiceException)) return undefined
  return {
    statusCode: exception.$metadata.httpStatusCode ?? 400,
    errorCode: exception.name.replace(/Exception$/, ''),
    errorMessage: exception.message,
  }
}
