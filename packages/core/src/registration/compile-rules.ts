import { isRecord } from './check-options.js'
import { mistake } from './mistake.js'
import { checkDifferent, listOf } from './reader/list-of.js'
import type { Reader } from './reader/reader.js'
import type { Rule } from './rule.js'
import { ruleName } from './rules/rule-name.js'

const code = 'registration-rule'

const readRule: Reader<Rule, Rule> = (rule, field) => {
  if (!isRecord(rule) || typeof rule.evaluate !== 'function') {
    throw mistake(field, 'a rule, such as `rule(…)` makes', rule, code)
  }
  ruleName(rule.name, `${field}.name`)
  return rule
}

const readList = /* @__PURE__ */ listOf(readRule, undefined, 'registration-option')

/**
 * Checks the rules of a registration: each can be told from the others by its name.
 *
 * @throws {RegistrationError} `registration-option`, `registration-rule`.
 */
export const readRules: Reader<readonly Rule[], readonly Rule[]> = (given, field) => {
  const rules = readList(given, field)
  checkDifferent(
    field,
    rules.map(({ name }) => name),
    code,
  )
  return rules
}

/** The CAs that all confining rules agree on; empty where no rule confines. */
export const commonCaCertificateIds = (rules: readonly Rule[]): readonly string[] => {
  const lists = rules.flatMap(({ caCertificateIds: ids }) => (ids ? [ids] : []))
  const common = (lists[0] ?? []).filter((id) => lists.every((list) => list.includes(id)))
  if (lists.length > 0 && common.length === 0) throw mistake('caCertificateIds', 'in common', lists, code)
  return common
}
