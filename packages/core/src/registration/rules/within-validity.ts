import { checkOptions } from '../check-options.js'
import { concluded, passed, refused } from '../make-finding.js'
import type { Rule } from '../rule.js'
import { numberOption } from './number-option.js'

export interface WithinValidityOptions {
  /** Days that must be left, fractions allowed: 0 to 36500. Default 0. */
  readonly minimumRemainingDays?: number
  /** Seconds by which the clocks of the CA and of the caller may differ, at both ends: 0 to 86400. Default 0. */
  readonly clockSkewSeconds?: number
}

const name = 'within-validity'
const day = 86_400_000

/**
 * Requires that `facts.now` lies within the certificate's validity, both ends included.
 *
 * Findings: `not-yet-valid` (always with the consequence `leave`: time heals it), `expired`, `expires-too-soon`.
 *
 * @throws {RegistrationError} `registration-option`.
 * @see RFC 5280 section 4.1.2.5.
 * @example
 * ```ts
 * import { withinValidity } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const late = factsFixture({ now: new Date('2100-01-01T00:00:00Z') })
 * withinValidity().evaluate(late).findings[0]?.code // => 'expired'
 * ```
 */
export const withinValidity = (options: WithinValidityOptions = {}): Rule => {
  checkOptions('withinValidity', options, ['minimumRemainingDays', 'clockSkewSeconds'])
  const minimum = numberOption('withinValidity', 'minimumRemainingDays', options.minimumRemainingDays ?? 0, 36_500)
  const skew = 1000 * numberOption('withinValidity', 'clockSkewSeconds', options.clockSkewSeconds ?? 0, 86_400)
  return Object.freeze<Rule>({
    name,
    evaluate: ({ certificate: { notBefore, notAfter }, now }) => {
      const moment = now.getTime()
      const end = notAfter.getTime()
      if (moment < notBefore.getTime() - skew) {
        const value = notBefore.toISOString()
        const remedy = 'wait, or correct the clock of the CA'
        const message = `not valid before ${value}`
        return concluded(refused(name, 'not-yet-valid', message, { field: 'notBefore', value, remedy }))
      }
      if (moment > end + skew) {
        const value = notAfter.toISOString()
        const remedy = 'issue a new certificate'
        return concluded(refused(name, 'expired', `expired at ${value}`, { field: 'notAfter', value, remedy }))
      }
      if (minimum > 0 && end - moment < minimum * day) {
        const value = notAfter.toISOString()
        const message = `expires at ${value}, in less than ${minimum} days`
        const remedy = 'issue a new certificate'
        return concluded(
          refused(name, 'expires-too-soon', message, { field: 'notAfter', value, expected: minimum, remedy }),
        )
      }
      const remainingDays = Math.max(0, Math.floor((end - moment) / day))
      return concluded(passed(name, 'within-validity', 'within its validity', { field: 'notAfter', remainingDays }))
    },
  })
}
