import { concluded, evidenceValue, passed, refused } from '../make-finding.js'
import type { Rule } from '../rule.js'
import { compileListing, type ListOptions } from './listing.js'
import { ruleName } from './rule-name.js'

/**
 * Requires that the certificate is on a list: by its serial number, its id, or a subject attribute. One entry is enough.
 *
 * A subject attribute with several values counts only if all of them are listed. Values are compared exactly.
 *
 * @throws {RegistrationError} `registration-option` for a list that is empty or holds what cannot be meant;
 *   `registration-rule` for an attribute type that does not exist.
 * @example
 * ```ts
 * import { allowList } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const rule = allowList({ subject: { CN: ['device-1', 'device-2'] } })
 *
 * rule.evaluate(factsFixture({ subject: { CN: 'device-2' } })).findings[0]?.code // => 'listed'
 * rule.evaluate(factsFixture({ subject: { CN: 'device-3' } })).findings[0]?.code // => 'not-listed'
 * ```
 */
export const allowList = (options: ListOptions): Rule => {
  const listing = compileListing('allowList', options)
  const name = ruleName(options.name ?? 'allow-list', 'allowList.name')
  return Object.freeze<Rule>({
    name,
    evaluate: ({ certificate }) => {
      const entry = listing.find(certificate, 'every')
      if (entry !== undefined) {
        const evidence = { field: entry.field, value: evidenceValue(entry.value) }
        return concluded(passed(name, 'listed', 'the certificate is on the list', evidence))
      }
      const remedy = 'add the certificate to the list'
      const evidence = { field: [...listing.by], value: certificate.id, remedy }
      return concluded(refused(name, 'not-listed', 'the certificate is not on the list', evidence))
    },
  })
}
