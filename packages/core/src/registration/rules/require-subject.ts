import type { Name } from '../../certificate/name.js'
import { quote } from '../../error/quote.js'
import { type FieldMatcher, readFields } from '../field-requirement.js'
import type { Finding } from '../finding.js'
import { evidenceValue, OwnOutcome, passed, refused } from '../make-finding.js'
import { mistake } from '../mistake.js'
import type { FieldRequirements } from '../registration-spec.js'
import type { Rule } from '../rule.js'
import { ruleNameOr } from './rule-name.js'

export interface RequireSubjectOptions {
  /** Default `require-subject`. */
  readonly name?: string
}

const remedy = 'issue the certificate with this subject field as expected'

/** Several values are never a match: another reader of the same certificate could see the other one. */
const judge = (rule: string, { field, oid, expected, matches }: FieldMatcher, good: string, subject: Name): Finding => {
  const values = subject.getAll(oid)
  if (values.length > 1) {
    const message = `the subject has ${values.length} values for ${quote(field)} where one is required`
    const details = { field, value: values.map(evidenceValue), expected, remedy: `${remedy}, once` }
    return refused(rule, 'subject-field-ambiguous', message, details)
  }
  const [found = ''] = values
  const value = evidenceValue(found)
  if (matches(found)) return passed(rule, 'subject-field-matches', good, { field, value, expected })
  if (found === '') {
    return refused(rule, 'subject-field-missing', `the subject has no ${quote(field)}`, { field, expected, remedy })
  }
  const message = `the subject's ${quote(field)} is ${quote(value)}, not ${quote(expected)}`
  return refused(rule, 'subject-field-mismatch', message, { field, value, expected, remedy })
}

/**
 * Requires subject fields: one finding for each.
 *
 * A regular expression must match the whole value, also where it is not anchored; a word must be equal to it, a list must
 * contain it, `true` takes any value. A field that is absent, empty or there twice refuses the device.
 *
 * @param requirements - by attribute type in any spelling: `CN`, `commonName` and `2.5.4.3` are the same.
 * @throws {RegistrationError} `registration-rule` for an attribute type that does not exist or is named twice, a pattern with
 *   the flag `m`, an empty list; `registration-option` for an option that does not exist.
 * @see RFC 5280 section 4.1.2.6 (subject), X.520 (attribute types).
 * @example
 * ```ts
 * import { decide, defineRegistration, requireSubject } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const registration = defineRegistration({
 *   name: 'sensors',
 *   rules: [requireSubject({ serialNumber: /[0-9]{4,}/, title: ['iot', 'greengrass'] })],
 *   profiles: [{ thing: { name: 'thing-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
 * })
 * const subject = { serialNumber: '1234-5', title: 'iot' }
 *
 * decide(registration, factsFixture({ subject })).verdict // => 'reject'
 * ```
 */
export const requireSubject = (requirements: FieldRequirements, options: RequireSubjectOptions = {}): Rule => {
  const name = ruleNameOr('requireSubject', options, 'require-subject')
  const fields = readFields(requirements, 'requireSubject')
  if (fields.length === 0) throw mistake('requireSubject', 'given at least one subject field', 0, 'registration-rule')
  const judges = fields.map((matcher) => {
    const good = `the subject's ${quote(matcher.field)} is as required`
    return (subject: Name) => judge(name, matcher, good, subject)
  })
  return Object.freeze<Rule>({
    name,
    evaluate: ({ certificate: { subject } }) => new OwnOutcome(judges.map((judgeSubject) => judgeSubject(subject))),
  })
}
