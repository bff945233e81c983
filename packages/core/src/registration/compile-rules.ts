import { checkDifferent, checkList, isRecord } from './check-options.js'
import { mistake } from './mistake.js'
import type { Rule } from './rule.js'
import { checkRuleName } from './rules/rule-name.js'

const code = 'registration-rule'

/**
 * Checks the rules of a registration: each can be told from the others by its name.
 *
 * @throws {RegistrationError} `registration-option`, `registration-rule`.
 */
export const compileRules = (rules: readonly Rule[]): readonly Rule[] => {
  checkList('rules', rules, undefined, 'registration-option')
  const names = rules.map((rule, index) => {
    const field = `rules[${index}]`
    if (isRecord(rule) && typeof rule.evaluate === 'function') return checkRuleName(field, rule.name)
    throw mistake(field, 'a rule, such as `rule(…)` makes', rule, code)
  })
  checkDifferent('rules', names, code)
  return Object.freeze([...rules])
}

/** The CAs that all confining rules agree on; empty where no rule confines. */
export const commonCaCertificateIds = (rules: readonly Rule[]): readonly string[] => {
  const lists = rules.flatMap(({ caCertificateIds: ids }) => (ids ? [ids] : []))
  const common = (lists[0] ?? []).filter((id) => lists.every((list) => list.includes(id)))
  if (lists.length > 0 && common.length === 0) throw mistake('caCertificateIds', 'in common', lists, code)
  return common
}
