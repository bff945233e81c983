import { quote } from '../error/quote.js'
import type { Ownership } from '../plan/step/ensure-thing.js'
import { type CompiledPolicy, compilePolicy } from '../policy/compile-policy.js'
import { compilePart, compileTemplatePart } from './compile-part.js'
import { compileThing } from './compile-thing.js'
import type { CompiledProfile } from './compiled-profile.js'
import { compileFields } from './field-requirement.js'
import { knownOptions } from './known-options.js'
import { passed } from './make-finding.js'
import { RegistrationError } from './registration-error.js'
import type { ProfileSpec } from './registration-spec.js'
import { isRuleName } from './rules/rule-name.js'

const known: readonly (keyof ProfileSpec)[] = ['name', 'when', 'thing', 'groups', 'billingGroup', 'policies']

/** Policies on a certificate, groups of a thing (AWS IoT Core endpoints and quotas). */
const mostPolicies = 10
const mostGroups = 10

const profileError = (field: string, message: string, remedy: string): RegistrationError =>
  new RegistrationError('registration-profile', `${field}${message}`, { field, remedy })

const checkList = (field: string, list: unknown, most: number): readonly unknown[] => {
  if (!Array.isArray(list)) throw profileError(field, ' is not a list', 'give a list, empty where there are none')
  if (list.length > most) throw profileError(field, `: AWS takes ${most}, not ${list.length}`, 'leave some out')
  return list
}

const checkDifferent = (field: string, sources: readonly string[]): void => {
  const twice = sources.find((source, index) => sources.indexOf(source) < index)
  if (twice !== undefined) throw profileError(field, `: ${quote(twice)} is there twice`, 'name each once')
}

const compilePolicies = (field: string, specs: ProfileSpec['policies']): readonly CompiledPolicy[] => {
  checkList(field, specs, mostPolicies)
  const policies = specs.map((spec, index) => compilePart(`${field}[${index}]`, () => compilePolicy(spec)))
  const names = policies.map(({ name }) => name.source)
  checkDifferent(field, names)
  return policies
}

/**
 * Compiles what a device of one kind becomes.
 *
 * @throws {RegistrationError} `registration-option`, `registration-profile`, `registration-rule` for a bad `when`.
 */
export const compileProfile = (spec: ProfileSpec, index: number, ownership: Ownership): CompiledProfile => {
  const owner = `profiles[${index}]`
  knownOptions(owner, spec, known)
  const { name = String(index + 1), when = {}, groups = [], billingGroup } = spec
  if (!isRuleName(name)) throw profileError(`${owner}.name`, ' is no name', 'use 1 to 128 visible characters')
  checkList(`${owner}.groups`, groups, mostGroups)
  checkDifferent(`${owner}.groups`, groups)
  return Object.freeze<CompiledProfile>({
    name,
    selected: passed('profile', 'profile-selected', `the device becomes ${quote(name)}`, { profile: name }),
    when: compileFields(`${owner}.when`, when),
    thing: compileThing(`${owner}.thing`, spec.thing, ownership),
    groups: groups.map((group, at) => compileTemplatePart(`${owner}.groups[${at}]`, group, 'thing-group-name')),
    billingGroup:
      billingGroup === undefined
        ? undefined
        : compileTemplatePart(`${owner}.billingGroup`, billingGroup, 'billing-group-name'),
    policies: compilePolicies(`${owner}.policies`, spec.policies),
  })
}
