import type { StepErrorCode } from '@thingplan/core'
import { errorName } from '../error/error-name.js'
import type { IotOperation } from './iot-operation.js'

/**
 * What an error of AWS means for a step.
 *
 * - `retry`: nothing is wrong with the request; the same plan may be executed again.
 * - `already-done`: the world is as the step wants it.
 * - `missing-prerequisite`: something that the step needs does not exist.
 * - `conflict`: something exists, but not as the step expects it.
 * - `terminal`: refused for good.
 */
export type ErrorKind = 'retry' | 'already-done' | 'missing-prerequisite' | 'conflict' | 'terminal'

export interface ErrorClass {
  readonly kind: ErrorKind
  /** The code under which it reaches the caller, where the driver has no way on. */
  readonly code: StepErrorCode
  readonly remedy: string
}

export interface ErrorRow extends ErrorClass {
  readonly names: readonly string[]
  /** The operations that the row is for; without it, all that no earlier row names. */
  readonly operations?: readonly IotOperation[]
}

/** The names under which AWS throttles. */
export const throttlings: readonly string[] = [
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
]

const again = 'execute the plan again after a while'

/**
 * Every error that is known, by name: AWS IoT answers throttling with 400 and a used-up quota with 410, so the HTTP status
 * does not tell (AWS IoT API Reference, "Common Errors" and each operation's errors). The first row that fits counts.
 */
export const errorTable: readonly ErrorRow[] = [
  {
    names: ['ResourceNotFoundException'],
    operations: [
      'DetachPolicy',
      'DetachThingPrincipal',
      'DeleteCertificate',
      'DeletePolicy',
      'DeletePolicyVersion',
      'DeleteThing',
      'RemoveThingFromThingGroup',
    ],
    kind: 'already-done',
    code: 'prerequisite-missing',
    remedy: 'nothing; what was to be taken away is not there',
  },
  {
    names: ['ResourceAlreadyExistsException'],
    operations: [
      'AttachPolicy',
      'AttachThingPrincipal',
      'AddThingToThingGroup',
      'CreateThingGroup',
      'CreateBillingGroup',
      'RegisterCertificate',
    ],
    kind: 'already-done',
    code: 'step-refused',
    remedy: 'nothing; it is there',
  },
  {
    names: ['ResourceAlreadyExistsException'],
    operations: ['CreateThing'],
    kind: 'conflict',
    code: 'thing-owned-by-another',
    remedy: 'find out whose thing it is, and choose `onIdentityConflict` or another name',
  },
  {
    names: ['ResourceAlreadyExistsException'],
    operations: ['CreatePolicy'],
    kind: 'conflict',
    code: 'policy-differs',
    remedy: 'compare the documents, and give the changed one a new name',
  },
  {
    names: ['ResourceAlreadyExistsException'],
    operations: ['CreateThingType'],
    kind: 'conflict',
    code: 'thing-type-differs',
    remedy: 'use the searchable attributes that the thing type has, or another type',
  },
  {
    names: ['ResourceAlreadyExistsException'],
    kind: 'conflict',
    code: 'step-refused',
    remedy: 'remove what exists under that name, or choose another',
  },
  {
    names: ['ResourceNotFoundException'],
    kind: 'missing-prerequisite',
    code: 'prerequisite-missing',
    remedy: 'create what is missing, or let the registration plan it',
  },
  {
    names: ['VersionConflictException', 'ConflictException'],
    kind: 'conflict',
    code: 'step-retryable',
    remedy: again,
  },
  {
    // Here it is the state of the CA.
    names: ['CertificateStateException', 'CertificateConflictException', 'CertificateValidationException'],
    operations: ['RegisterCertificate'],
    kind: 'terminal',
    code: 'step-refused',
    remedy: 'register the CA that has issued it, make it ACTIVE, and name it where others have its name or its key',
  },
  {
    names: ['CertificateStateException'],
    kind: 'conflict',
    code: 'certificate-state-changed',
    remedy: 'look at the certificate, and decide anew',
  },
  {
    // A detachment takes effect after it was answered: seconds for a thing, up to five minutes for a policy.
    names: ['DeleteConflictException'],
    operations: ['DeleteCertificate', 'DeletePolicy'],
    kind: 'retry',
    code: 'step-retryable',
    remedy: 'wait until what was detached is gone, and execute the plan again',
  },
  {
    names: ['DeleteConflictException', 'TransferConflictException'],
    kind: 'conflict',
    code: 'step-refused',
    remedy: 'wait until what depends on it is gone',
  },
  {
    names: [...throttlings, 'ConflictingResourceUpdateException'],
    kind: 'retry',
    code: 'step-retryable',
    remedy: `${again}, or have the rate raised in Service Quotas`,
  },
  {
    // Not made at all, by `createPacedClient`.
    names: ['PacingError'],
    kind: 'retry',
    code: 'step-retryable',
    remedy: `${again}: the quota is used up for longer than the invocation lasts`,
  },
  {
    names: [
      'InternalFailureException',
      'InternalFailure',
      'InternalException',
      'InternalServerException',
      'InternalServerError',
      'InternalServiceException',
      'ServiceUnavailableException',
      'ServiceUnavailable',
      'ServiceException',
    ],
    kind: 'retry',
    code: 'step-retryable',
    remedy: again,
  },
  {
    names: [
      'TimeoutError',
      'RequestTimeout',
      'RequestTimeoutException',
      'AbortError',
      'NetworkingError',
      'ECONNABORTED',
      'ECONNREFUSED',
      'ECONNRESET',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENOTFOUND',
      'EPIPE',
      'ETIMEDOUT',
    ],
    kind: 'retry',
    code: 'step-retryable',
    remedy: `${again}; if it stays so, check the network and the region`,
  },
  {
    // A clock that is wrong makes signatures that are.
    names: [
      'ExpiredToken',
      'ExpiredTokenException',
      'RequestExpired',
      'RequestTimeTooSkewed',
      'RequestInTheFuture',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
    ],
    kind: 'retry',
    code: 'step-retryable',
    remedy: 'renew the credentials, set the clock, and execute the plan again',
  },
  {
    names: ['UnrecognizedClientException', 'InvalidClientTokenId', 'MissingAuthenticationToken'],
    kind: 'terminal',
    code: 'access-denied',
    remedy: 'give the client credentials that AWS knows',
  },
  {
    names: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedException', 'NotAuthorized'],
    kind: 'terminal',
    code: 'access-denied',
    remedy: 'allow the operation to the role that executes the plan',
  },
  {
    // In AWS IoT a quota, not a rate: an eleventh policy on a certificate, an eleventh group of a thing.
    names: ['LimitExceededException', 'VersionsLimitExceededException'],
    kind: 'terminal',
    code: 'quota-exceeded',
    remedy: 'free some of the quota, or have it raised in Service Quotas; trying again does not help',
  },
  {
    names: [
      'InvalidRequestException',
      'MalformedPolicyException',
      'CertificateValidationException',
      'ValidationException',
      'InvalidParameterException',
    ],
    kind: 'terminal',
    code: 'step-refused',
    remedy: 'read what AWS says, change the registration and decide anew',
  },
]

const unknown: ErrorClass = {
  kind: 'retry',
  code: 'step-unexpected',
  remedy: 'execute the plan again; if it stays so, report the name of the error',
}

/**
 * What an error means, by its name and the operation that it answers. Pure; an error that is not in the table is never
 * taken for success: it is `retry` with the code `step-unexpected`.
 *
 * @param error - whatever a call rejected with
 * @param operation - the operation that was called; without it, only what every operation's errors mean
 *
 * @example
 * ```ts
 * import { classifyError } from '@thingplan/aws-adapter'
 *
 * classifyError({ name: 'LimitExceededException' }).code // => 'quota-exceeded'
 * classifyError({ name: 'ResourceNotFoundException' }, 'DetachPolicy').kind // => 'already-done'
 * ```
 *
 * @example
 * ```ts
 * import { classifyError } from '@thingplan/aws-adapter'
 *
 * const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })
 * classifyError(throttled).kind // => 'retry'
 * ```
 */
export const classifyError = (error: unknown, operation?: IotOperation): ErrorClass => {
  const name = errorName(error)
  const row = errorTable.find(({ names, operations }) => {
    if (!names.includes(name)) return false
    return operations === undefined || (operation !== undefined && operations.includes(operation))
  })
  return row === undefined ? unknown : { kind: row.kind, code: row.code, remedy: row.remedy }
}
