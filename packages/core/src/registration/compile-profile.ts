import { quote } from '../error/quote.js'
import type { Ownership } from '../plan/step/ensure-thing.js'
import { compilePolicy } from '../policy/compile-policy.js'
import type { PolicySpec } from '../policy/policy-spec.js'
import { thingOf } from './compile-thing.js'
import type { CompiledProfile } from './compiled-profile.js'
import { readFields } from './field-requirement.js'
import { passed } from './make-finding.js'
import { compilePart } from './reader/compile-part.js'
import { checkDifferent, listOf } from './reader/list-of.js'
import { optionsOf } from './reader/options-of.js'
import { optional, orNone } from './reader/reader.js'
import { templateFor } from './reader/template-for.js'
import type { ProfileSpec } from './registration-spec.js'
import { ruleName } from './rules/rule-name.js'

/** Policies on a certificate, groups of a thing (AWS IoT Core endpoints and quotas). */
const most = 10

/**
 * Compiles what a device of one kind becomes.
 *
 * @throws {RegistrationError} `registration-option`, `registration-profile`, `registration-rule` for a bad `when`.
 */
export const profileOf = (
  ownership: Ownership,
): ((given: ProfileSpec, field: string, index: number) => CompiledProfile) => {
  const read = optionsOf({
    name: optional(ruleName),
    when: orNone(readFields),
    thing: thingOf(ownership),
    groups: orNone(listOf(templateFor('thing-group-name'), most)),
    billingGroup: optional(templateFor('billing-group-name')),
    policies: listOf((policy: PolicySpec, field) => compilePart(field, () => compilePolicy(policy)), most),
  })
  return (given, field, index) => {
    const profile = read(given, field)
    const { name = String(index + 1), groups, policies } = profile
    checkDifferent(
      `${field}.groups`,
      groups.map(({ source }) => source),
    )
    checkDifferent(
      `${field}.policies`,
      policies.map((policy) => policy.name.source),
    )
    const selected = passed('profile', 'profile-selected', `the device becomes ${quote(name)}`, { profile: name })
    return Object.freeze({ ...profile, name, selected })
  }
}
