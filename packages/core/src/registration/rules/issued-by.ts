import { quote } from '../../error/quote.js'
import { checkOptions } from '../check-options.js'
import { normalizeCertificateId } from '../hex.js'
import { concluded, passed, refused } from '../make-finding.js'
import type { Rule } from '../rule.js'
import { badOption } from './bad-option.js'

export interface IssuedByOptions {
  /** Ids of the CA certificates as registered with AWS IoT: 64 hexadecimal digits, any case, colons allowed. At least one. */
  readonly caCertificateIds: readonly string[]
}

const name = 'issued-by'

/**
 * Requires that AWS IoT registered the certificate under one of these CAs.
 *
 * Judged on what DescribeCertificate says, never on the event or on the issuer's name, which anybody can write into a
 * certificate. Without a description the finding is `fact-missing` and the certificate is left alone. The ids also route
 * events to the registration.
 *
 * @throws {RegistrationError} `registration-option` for an empty list, an id that is none, an option that does not exist.
 * @see AWS IoT API Reference, DescribeCertificate (`caCertificateId`).
 * @example
 * ```ts
 * import { issuedBy } from '@thingplan/core'
 *
 * const rule = issuedBy({ caCertificateIds: ['CA'.repeat(32)] })
 *
 * rule.caCertificateIds?.includes('ca'.repeat(32)) // => true
 * ```
 */
export const issuedBy = (options: IssuedByOptions): Rule => {
  checkOptions('issuedBy', options, ['caCertificateIds'])
  const given: unknown = options.caCertificateIds
  if (!Array.isArray(given) || given.length === 0) {
    throw badOption('issuedBy', 'caCertificateIds', 'a list of at least one id', given)
  }
  const caCertificateIds = given.map((id: unknown) => {
    const normalized = typeof id === 'string' ? normalizeCertificateId(id) : undefined
    if (normalized === undefined) throw badOption('issuedBy', 'caCertificateIds', '64 hexadecimal digits each', id)
    return normalized
  })
  const allowed = new Set(caCertificateIds)
  return Object.freeze<Rule>({
    name,
    caCertificateIds: Object.freeze([...allowed]),
    evaluate: ({ description }) => {
      const field = 'description.caCertificateId'
      if (description === undefined) {
        const remedy = 'pass what DescribeCertificate says as `description`'
        return concluded(refused(name, 'fact-missing', 'nobody said which CA issued', { field, remedy }))
      }
      const value = description.caCertificateId
      if (value !== undefined && allowed.has(value.toLowerCase())) {
        return concluded(passed(name, 'issuing-ca-allowed', 'the issuing CA is one of the allowed', { field, value }))
      }
      const expected = [...allowed]
      const remedy = 'add the CA to `issuedBy`, or have the device certificate issued by an allowed one'
      return concluded(
        value === undefined
          ? refused(name, 'issuing-ca-not-allowed', 'no CA of the account issued it', { field, expected, remedy })
          : refused(name, 'issuing-ca-not-allowed', `the issuing CA ${quote(value)} is not allowed`, {
              field,
              value,
              expected,
              remedy,
            }),
      )
    },
  })
}
