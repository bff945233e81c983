import {
  CertificateConflictException,
  CertificateStateException,
  CertificateValidationException,
  DeleteConflictException,
  InternalFailureException,
  InvalidRequestException,
  LimitExceededException,
  MalformedPolicyException,
  RegistrationCodeValidationException,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  ResourceRegistrationFailureException,
  ServiceUnavailableException,
  ThrottlingException,
  VersionConflictException,
  VersionsLimitExceededException,
} from '@aws-sdk/client-iot'

// The HTTP codes are those of the service model; two of them (406, 410) are not what one would guess.
const options = (message: string, httpStatusCode: number) => ({ message, $metadata: { httpStatusCode } })

export const invalidRequest = (message: string): InvalidRequestException =>
  new InvalidRequestException(options(message, 400))

export const malformedPolicy = (message: string): MalformedPolicyException =>
  new MalformedPolicyException(options(message, 400))

export const certificateValidation = (message: string): CertificateValidationException =>
  new CertificateValidationException(options(message, 400))

export const registrationCodeValidation = (message: string): RegistrationCodeValidationException =>
  new RegistrationCodeValidationException(options(message, 400))

export const resourceRegistrationFailure = (message: string): ResourceRegistrationFailureException =>
  new ResourceRegistrationFailureException(options(message, 400))

export const throttling = (): ThrottlingException => new ThrottlingException(options('rate exceeded', 400))

export const resourceNotFound = (message: string): ResourceNotFoundException =>
  new ResourceNotFoundException(options(message, 404))

export const certificateState = (message: string): CertificateStateException =>
  new CertificateStateException(options(message, 406))

export const certificateConflict = (message: string): CertificateConflictException =>
  new CertificateConflictException(options(message, 409))

export const deleteConflict = (message: string): DeleteConflictException =>
  new DeleteConflictException(options(message, 409))

export const versionConflict = (message: string): VersionConflictException =>
  new VersionConflictException(options(message, 409))

export const versionsLimitExceeded = (message: string): VersionsLimitExceededException =>
  new VersionsLimitExceededException(options(message, 409))

export const limitExceeded = (message: string): LimitExceededException =>
  new LimitExceededException(options(message, 410))

export const internalFailure = (): InternalFailureException =>
  new InternalFailureException(options('an unexpected error has occurred', 500))

export const serviceUnavailable = (): ServiceUnavailableException =>
  new ServiceUnavailableException(options('the service is temporarily unavailable', 503))

export const resourceAlreadyExists = (
  message: string,
  resourceId: string,
  resourceArn?: string,
): ResourceAlreadyExistsException =>
  new ResourceAlreadyExistsException({ ...options(message, 409), resourceId, resourceArn })
