import { quote } from '../../error/quote.js'
import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'
import { checkOptions } from '../check-options.js'
import { concluded, passed, refused } from '../make-finding.js'
import type { Rule } from '../rule.js'
import { badOption } from './bad-option.js'

export interface CertificateStatusOptions {
  /** Default `PENDING_ACTIVATION`, which has to be among them. */
  readonly allowed?: readonly CertificateStatus[]
}

const name = 'certificate-status'
const statuses: readonly string[] = [
  'ACTIVE',
  'INACTIVE',
  'REVOKED',
  'PENDING_TRANSFER',
  'REGISTER_INACTIVE',
  'PENDING_ACTIVATION',
] satisfies readonly CertificateStatus[]

/**
 * Requires that somebody has looked at the certificate's status, and that it is an allowed one.
 *
 * `decide` refuses every status but PENDING_ACTIVATION of a description that is there; this rule also refuses, as
 * `fact-missing`, where there is none. Use it wherever certificates come from AWS IoT.
 *
 * @throws {RegistrationError} `registration-option` for a status that does not exist, or a list without PENDING_ACTIVATION.
 * @see AWS IoT API Reference, CertificateDescription (`status`).
 * @example
 * ```ts
 * import { certificateStatus } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * certificateStatus().evaluate(factsFixture()).findings[0]?.code // => 'status-allowed'
 * ```
 */
export const certificateStatus = (options: CertificateStatusOptions = {}): Rule => {
  checkOptions('certificateStatus', options, ['allowed'])
  const allowed: readonly CertificateStatus[] = options.allowed ?? ['PENDING_ACTIVATION']
  if (!Array.isArray(allowed) || !allowed.every((status) => statuses.includes(status))) {
    throw badOption('certificateStatus', 'allowed', `a list of ${statuses.join(', ')}`, String(allowed))
  }
  if (!allowed.includes('PENDING_ACTIVATION')) {
    throw badOption('certificateStatus', 'allowed', 'a list with PENDING_ACTIVATION', String(allowed))
  }
  const expected = [...new Set(allowed)]
  return Object.freeze<Rule>({
    name,
    evaluate: ({ description }) => {
      const field = 'description.status'
      if (description === undefined) {
        const remedy = 'pass what DescribeCertificate says as `description`'
        return concluded(refused(name, 'fact-missing', 'nobody said which status it has', { field, remedy }))
      }
      const value = description.status
      if (expected.includes(value)) {
        return concluded(passed(name, 'status-allowed', 'the status is allowed', { field, value }))
      }
      const message = `the status ${quote(value)} is not allowed`
      const remedy = 'have it changed by whoever set it: registering never does'
      return concluded(refused(name, 'status-not-allowed', message, { field, value, expected, remedy }))
    },
  })
}
