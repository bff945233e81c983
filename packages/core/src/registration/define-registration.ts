import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { Ownership } from '../plan/step/ensure-thing.js'
import { anyText } from './check-options.js'
import type { CheckedSpec } from './checked-spec.js'
import { profileOf } from './compile-profile.js'
import { commonCaCertificateIds, readRules } from './compile-rules.js'
import { mistake } from './mistake.js'
import { checkDifferent, listOf } from './reader/list-of.js'
import { oneOf } from './reader/one-of.js'
import { optionsOf, root } from './reader/options-of.js'
import { orNone } from './reader/reader.js'
import { textLike } from './reader/text-like.js'
import { compiled, type Registration } from './registration.js'
import type { RegistrationSpec } from './registration-spec.js'

const code = 'registration-option'

const readOwnership = /* @__PURE__ */ oneOf('stamp', 'principals', 'off')

const specOf = (ownership: Ownership) =>
  optionsOf({
    name: textLike(/^[A-Za-z0-9_-]{1,128}$/, code),
    rules: readRules,
    profiles: listOf(profileOf(ownership)),
    onReject: oneOf('leave', 'deactivate', 'revoke'),
    revokeOn: orNone(listOf(textLike(anyText, code), undefined, code)),
    onIdentityConflict: oneOf('reject', 'replace'),
    ownership: readOwnership,
  })

/**
 * Defines how devices of some kind are registered: who is let in (rules), what a device becomes (profiles), and what
 * happens to the certificate of one that is refused.
 *
 * Everything is checked and compiled here, once, so that `decide` only meets what a certificate can do wrong. Literal
 * templates and option names are checked by the type system too.
 *
 * @param spec - see `RegistrationSpec` for each option and its default.
 * @returns the registration, frozen; its names, CAs and verifiers can be read.
 * @throws {RegistrationError} `registration-option` for an option that does not exist or has the wrong type,
 *   `registration-rule` for rules that cannot be, `registration-profile` for a profile that no device can become: a template or a policy that
 *   does not compile, more attributes, groups or policies than AWS takes, a profile behind one that takes every device.
 * @example
 * ```ts
 * import { defineRegistration, strongKey, withinValidity } from '@thingplan/core'
 *
 * const sensors = defineRegistration({
 *   name: 'sensors',
 *   rules: [withinValidity(), strongKey()],
 *   profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 *
 * sensors.rules // => ['within-validity', 'strong-key']
 * ```
 */
export const defineRegistration = <const Spec extends RegistrationSpec>(
  spec: Spec & CheckedSpec<Spec>,
): Registration => {
  const { name, rules, profiles, onReject, revokeOn, onIdentityConflict, ownership } = specOf(
    readOwnership(spec?.ownership, 'ownership'),
  )(spec, root)
  const ruleNames = rules.map((rule) => rule.name)
  // Revoking cannot be taken back, so it goes with the names of the rules that may.
  if (revokeOn.length > 0 !== (onReject === 'revoke') || !revokeOn.every((rule) => ruleNames.includes(rule))) {
    throw mistake('revokeOn', 'names of rules if `onReject` is `revoke`, else left out', revokeOn.join(), code)
  }
  const profileNames = profiles.map((profile) => profile.name)
  checkDifferent('profiles', profileNames)
  // A profile without `when` takes every device: one behind it is never reached.
  const unreached = profiles.findIndex(({ when }) => when.length === 0) + 1
  if (profiles.length === 0) throw mistake('profiles', 'at least one', 0)
  if (unreached > 0 && unreached < profiles.length) {
    throw mistake(`profiles[${unreached}]`, 'before the one that takes every device', profileNames[unreached])
  }
  return freezeDeeply<Registration>({
    name,
    rules: ruleNames,
    profiles: profileNames,
    caCertificateIds: commonCaCertificateIds(rules),
    verifiers: [...new Set(rules.flatMap(({ verifiers = [] }) => verifiers))],
    onReject,
    revokeOn,
    onIdentityConflict,
    ownership,
    [compiled]: Object.freeze({ rules, profiles }),
  })
}
