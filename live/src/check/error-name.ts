/** How AWS calls what it answers with: names are documented, and messages are not. */
export const errorNameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/**
 * Errors that say something about the caller, the network or the moment, and nothing about what was asked (AWS IoT API Reference, "Common
 * Errors"): whoever took one for an answer would report news that are none.
 */
const sayingNothing: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InternalException',
  'InternalFailure',
  'InternalFailureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'UnauthorizedException',
  'UnrecognizedClientException',
])

/** Whether AWS has answered the question by this error. The SDK has no other name than `Error` for a network that fails. */
export const isAnAnswer = (error: unknown): boolean =>
  error instanceof Error && error.name !== 'Error' && !sayingNothing.has(error.name)
