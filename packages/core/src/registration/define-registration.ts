import { freezeDeeply } from '../plan/freeze-deeply.js'
import { checkDifferent, checkList, checkOptions, checkText, oneOf } from './check-options.js'
import type { CheckedSpec } from './checked-spec.js'
import { compileProfile } from './compile-profile.js'
import { commonCaCertificateIds, compileRules } from './compile-rules.js'
import { mistake } from './mistake.js'
import { compiled, type Registration } from './registration.js'
import type { RegistrationSpec } from './registration-spec.js'
import { stepKindsOf } from './step-kinds.js'

const code = 'registration-option'
const known: readonly (keyof RegistrationSpec)[] = [
  'name',
  'rules',
  'profiles',
  'onReject',
  'revokeOn',
  'onIdentityConflict',
  'ownership',
]

/** Revoking cannot be taken back, so it goes with the names of the rules that may. */
const isRevokeOn = (revokeOn: unknown, mayRevoke: boolean, ruleNames: readonly string[]): boolean =>
  Array.isArray(revokeOn) && revokeOn.length > 0 === mayRevoke && revokeOn.every((name) => ruleNames.includes(name))

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
  checkOptions('defineRegistration', spec, known)
  const { name, profiles, revokeOn = [] }: RegistrationSpec = spec
  checkText('name', name, /^[A-Za-z0-9_-]{1,128}$/, code)
  const onReject = oneOf('onReject', spec.onReject, ['leave', 'deactivate', 'revoke'])
  const onIdentityConflict = oneOf('onIdentityConflict', spec.onIdentityConflict, ['reject', 'replace'])
  const ownership = oneOf('ownership', spec.ownership, ['stamp', 'principals', 'off'])

  const rules = compileRules(spec.rules)
  const ruleNames = rules.map((rule) => rule.name)
  if (!isRevokeOn(revokeOn, onReject === 'revoke', ruleNames)) {
    throw mistake('revokeOn', 'names of rules if `onReject` is `revoke`, else left out', String(revokeOn), code)
  }

  checkList('profiles', profiles)
  const compiledProfiles = profiles.map((profile, index) => compileProfile(profile, index, ownership))
  const profileNames = compiledProfiles.map((profile) => profile.name)
  checkDifferent('profiles', profileNames)
  // A profile without `when` takes every device: one behind it is never reached.
  const unreached = compiledProfiles.findIndex(({ when }) => when.length === 0) + 1
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
    revokeOn: [...revokeOn],
    onIdentityConflict,
    ownership,
    stepKinds: stepKindsOf(compiledProfiles, onIdentityConflict),
    [compiled]: Object.freeze({ rules, profiles: Object.freeze(compiledProfiles) }),
  })
}
