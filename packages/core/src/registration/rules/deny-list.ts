import { quote } from '../../error/quote.js'
import { concluded, evidenceValue, passed, refused } from '../make-finding.js'
import type { Rule } from '../rule.js'
import { compileListing, type ListOptions } from './listing.js'
import { ruleName } from './rule-name.js'

/**
 * Refuses certificates on a list: by serial number, id, or a subject attribute. One entry, and of several values one, is enough.
 *
 * Values are compared exactly. A certificate that was retired belongs here, by its id, as long as its CA auto-registers.
 *
 * @throws {RegistrationError} `registration-option` for a list that is empty or holds what cannot be meant;
 *   `registration-rule` for an attribute type that does not exist.
 * @example
 * ```ts
 * import { denyList } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const rule = denyList({ subject: { serialNumber: ['stolen-1'] } })
 *
 * rule.evaluate(factsFixture({ subject: { serialNumber: 'stolen-1' } })).findings[0]?.code // => 'denied'
 * ```
 */
export const denyList = (options: ListOptions): Rule => {
  const listing = compileListing('denyList', options)
  const name = ruleName(options.name ?? 'deny-list', 'denyList.name')
  const fine = concluded(passed(name, 'not-denied', 'the certificate is not on the list'))
  return Object.freeze<Rule>({
    name,
    evaluate: ({ certificate }) => {
      const entry = listing.find(certificate, 'any')
      if (entry === undefined) return fine
      const { field } = entry
      const value = evidenceValue(entry.value)
      const remedy = 'remove it from the list if it was put there by mistake'
      return concluded(refused(name, 'denied', `${quote(field)} ${quote(value)} is denied`, { field, value, remedy }))
    },
  })
}
