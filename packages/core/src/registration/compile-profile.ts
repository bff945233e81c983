import { quote } from '../error/quote.js'
import type { Ownership } from '../plan/step/ensure-thing.js'
import { compilePolicy } from '../policy/compile-policy.js'
import { checkDifferent, checkList, checkOptions } from './check-options.js'
import { compilePart, compileTemplatePart } from './compile-part.js'
import { compileThing } from './compile-thing.js'
import type { CompiledProfile } from './compiled-profile.js'
import { compileFields } from './field-requirement.js'
import { passed } from './make-finding.js'
import type { ProfileSpec } from './registration-spec.js'
import { checkRuleName } from './rules/rule-name.js'

const known: readonly (keyof ProfileSpec)[] = ['name', 'when', 'thing', 'groups', 'billingGroup', 'policies']

/** Policies on a certificate, groups of a thing (AWS IoT Core endpoints and quotas). */
const most = 10

/**
 * Compiles what a device of one kind becomes.
 *
 * @throws {RegistrationError} `registration-option`, `registration-profile`, `registration-rule` for a bad `when`.
 */
export const compileProfile = (spec: ProfileSpec, index: number, ownership: Ownership): CompiledProfile => {
  const owner = `profiles[${index}]`
  checkOptions(owner, spec, known)
  const { when = {}, groups = [], billingGroup, policies } = spec
  const field = (key: keyof ProfileSpec): string => `${owner}.${key}`
  const name = checkRuleName(owner, spec.name ?? String(index + 1))
  checkList(field('groups'), groups, most)
  checkDifferent(field('groups'), groups)
  checkList(field('policies'), policies, most)
  const compiledPolicies = policies.map((policy, at) =>
    compilePart(`${field('policies')}[${at}]`, () => compilePolicy(policy)),
  )
  checkDifferent(
    field('policies'),
    compiledPolicies.map((policy) => policy.name.source),
  )
  return Object.freeze<CompiledProfile>({
    name,
    selected: passed('profile', 'profile-selected', `the device becomes ${quote(name)}`, { profile: name }),
    when: compileFields(field('when'), when),
    thing: compileThing(field('thing'), spec.thing, ownership),
    groups: groups.map((group, at) => compileTemplatePart(`${field('groups')}[${at}]`, group, 'thing-group-name')),
    billingGroup:
      billingGroup === undefined
        ? undefined
        : compileTemplatePart(field('billingGroup'), billingGroup, 'billing-group-name'),
    policies: compiledPolicies,
  })
}
