import { callAws } from '../../error/call-aws.js'
import { CallError } from '../../error/call-error.js'
import { AuthorityError, type AuthorityErrorCode } from '../authority-error.js'

interface Meaning {
  readonly code: AuthorityErrorCode
  readonly problem: string
  readonly remedy: string
}

const throttled: Meaning = {
  code: 'authority-throttled',
  problem: 'AWS IoT takes no more calls at this rate',
  remedy: 'call again after a while, which goes on where it stopped; or have the rate raised in Service Quotas',
}

const throttlingName = /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/

/** What the errors of RegisterCACertificate mean (AWS IoT API Reference). */
const refusals: ReadonlyMap<string, Meaning> = /* @__PURE__ */ new Map<string, Meaning>([
  [
    'LimitExceededException',
    {
      code: 'authority-subject-limit',
      problem: 'ten CA certificates with the same subject are registered already, and AWS IoT takes no more',
      remedy: 'retire and delete one that no device uses, or give the new CA a subject of its own',
    },
  ],
  [
    'RegistrationCodeValidationException',
    {
      code: 'authority-possession',
      problem: 'AWS IoT does not take the verification certificate for its registration code',
      remedy: 'call again: the registration code was deleted and made anew in between',
    },
  ],
  [
    'CertificateValidationException',
    {
      code: 'authority-refused',
      problem: 'AWS IoT does not take the CA certificate',
      remedy: 'read what AWS says, and issue a CA certificate that it takes',
    },
  ],
])

const meaningOf = (error: unknown): Meaning | undefined => {
  if (!(error instanceof CallError)) return undefined
  if (throttlingName.test(error.awsError)) return throttled
  return error.operation === 'RegisterCACertificate' ? refusals.get(error.awsError) : undefined
}

/**
 * The answer to a call about a CA certificate.
 *
 * @throws {AuthorityError} for what has a meaning of its own here; the cause is the `CallError`.
 * @throws {CallError} for everything else.
 */
export const callAuthority = async <Answer>(
  operation: string,
  caCertificateId: string | undefined,
  send: () => Promise<Answer>,
): Promise<Answer> => {
  const subject = caCertificateId === undefined ? {} : { field: 'caCertificateId', value: caCertificateId }
  try {
    return await callAws(operation, subject, send)
  } catch (cause) {
    const meaning = meaningOf(cause)
    if (meaning === undefined) throw cause
    const said = cause instanceof Error ? `: ${cause.message}` : ''
    throw new AuthorityError(meaning.code, `${meaning.problem}${said}`, { ...subject, remedy: meaning.remedy, cause })
  }
}

/** The same, or `undefined` where AWS answers with an error of this name: news that the caller goes on with. */
export const callAuthorityUnless = async <Answer>(
  expected: string,
  operation: string,
  caCertificateId: string,
  send: () => Promise<Answer>,
): Promise<Answer | undefined> => {
  try {
    return await callAuthority(operation, caCertificateId, send)
  } catch (error) {
    if (error instanceof CallError && error.awsError === expected) return undefined
    throw error
  }
}
