import { quote } from '../error/quote.js'
import type { CheckedSpec } from './checked-spec.js'
import { compileProfile } from './compile-profile.js'
import { commonCaCertificateIds, compileRules } from './compile-rules.js'
import type { CompiledProfile } from './compiled-profile.js'
import { badOption, knownOptions } from './known-options.js'
import { compiled, type Registration } from './registration.js'
import { RegistrationError } from './registration-error.js'
import type { RegistrationSpec } from './registration-spec.js'
import { stepKindsOf } from './step-kinds.js'

const known: readonly (keyof RegistrationSpec)[] = [
  'name',
  'rules',
  'profiles',
  'onReject',
  'revokeOn',
  'onIdentityConflict',
  'ownership',
]

const oneOf = <Word extends string>(field: string, value: unknown, words: readonly Word[]): Word => {
  const word = words.find((candidate) => candidate === value)
  if (word === undefined) throw badOption('defineRegistration', field, `one of ${words.join(', ')}`, value)
  return word
}

/** A profile behind one that takes every device, or of another's name, is a mistake. */
const checkProfiles = (profiles: readonly CompiledProfile[]): void => {
  for (const [index, { name }] of profiles.entries()) {
    const field = `profiles[${index}]`
    const earlier = profiles.slice(0, index)
    if (earlier.some((profile) => profile.name === name)) {
      const remedy = 'give each profile a name of its own'
      const message = `two profiles are named ${quote(name)}`
      throw new RegistrationError('registration-profile', message, { field, value: name, remedy })
    }
    const takesAll = earlier.find(({ when }) => when.length === 0)
    if (takesAll !== undefined) {
      const remedy = 'put the profile without `when` last'
      const message = `profile ${quote(name)} is never reached: ${quote(takesAll.name)} takes every device`
      throw new RegistrationError('registration-profile', message, { field, value: name, remedy })
    }
  }
}

const checkRevokeOn = (spec: RegistrationSpec, ruleNames: readonly string[]): readonly string[] => {
  const { revokeOn = [], onReject } = spec
  if (!Array.isArray(revokeOn)) throw badOption('defineRegistration', 'revokeOn', 'a list of rule names', revokeOn)
  if (revokeOn.length > 0 !== (onReject === 'revoke')) {
    const remedy = 'set both or none: revoking cannot be taken back, so the rules that may are named'
    const message = '`revokeOn` and `onReject: revoke` need each other'
    throw new RegistrationError('registration-option', message, { field: 'revokeOn', remedy })
  }
  for (const name of revokeOn) {
    if (ruleNames.includes(name)) continue
    const remedy = `name one of: ${ruleNames.join(', ')}`
    const message = `\`revokeOn\` names ${quote(String(name))}, which is no rule`
    throw new RegistrationError('registration-option', message, { field: 'revokeOn', value: String(name), remedy })
  }
  return revokeOn
}

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
  knownOptions('defineRegistration', spec, known)
  const {
    name,
    profiles,
    onReject = 'leave',
    onIdentityConflict = 'reject',
    ownership = 'stamp',
  }: RegistrationSpec = spec
  if (typeof name !== 'string' || !/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
    throw badOption('defineRegistration', 'name', '1 to 128 of A-Z a-z 0-9 _ -', name)
  }
  const rules = compileRules(spec.rules)
  const ruleNames = rules.map((rule) => rule.name)
  const onConflict = oneOf('onIdentityConflict', onIdentityConflict, ['reject', 'replace'])
  const owner = oneOf('ownership', ownership, ['stamp', 'principals', 'off'])
  if (!Array.isArray(profiles) || profiles.length === 0) {
    throw new RegistrationError('registration-profile', 'a registration without profiles makes nothing of a device', {
      field: 'profiles',
      remedy: 'give at least one profile',
    })
  }
  const compiledProfiles = profiles.map((profile, index) => compileProfile(profile, index, owner))
  checkProfiles(compiledProfiles)
  const revokeOn = checkRevokeOn(spec, ruleNames)
  return Object.freeze<Registration>({
    name,
    rules: Object.freeze(ruleNames),
    profiles: Object.freeze(compiledProfiles.map((profile) => profile.name)),
    caCertificateIds: commonCaCertificateIds(rules),
    verifiers: Object.freeze([...new Set(rules.flatMap(({ verifiers = [] }) => verifiers))]),
    onReject: oneOf('onReject', onReject, ['leave', 'deactivate', 'revoke']),
    revokeOn: Object.freeze([...revokeOn]),
    onIdentityConflict: onConflict,
    ownership: owner,
    stepKinds: stepKindsOf(compiledProfiles, onConflict),
    [compiled]: Object.freeze({ rules, profiles: compiledProfiles, revokeOn: new Set(revokeOn) }),
  })
}
