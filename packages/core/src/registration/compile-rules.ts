import { quote } from '../error/quote.js'
import { isRecord } from './known-options.js'
import { RegistrationError } from './registration-error.js'
import type { Rule } from './rule.js'
import { checkedRuleName } from './rules/rule-name.js'

const isRule = (rule: unknown): boolean => {
  const { evaluate } = isRecord(rule) ? rule : {}
  return typeof evaluate === 'function'
}

/**
 * Checks the rules of a registration: each can be told from the others by its name.
 *
 * @throws {RegistrationError} `registration-option`, `registration-rule`.
 */
export const compileRules = (rules: readonly Rule[]): readonly Rule[] => {
  if (!Array.isArray(rules)) {
    throw new RegistrationError('registration-option', '`rules` is not a list', {
      field: 'rules',
      remedy: 'give a list of rules',
    })
  }
  const names = new Set<string>()
  for (const [index, rule] of rules.entries()) {
    const field = `rules[${index}]`
    if (!isRule(rule)) {
      throw new RegistrationError('registration-rule', `${field} is no rule`, {
        field,
        remedy: 'call a factory such as `requireSubject(…)` or `rule(…)`',
      })
    }
    const name = checkedRuleName(field, rule.name)
    if (names.has(name)) {
      throw new RegistrationError('registration-rule', `two rules are named ${quote(name)}`, {
        field,
        value: name,
        remedy: 'put both into one rule, or give one of them another `name`',
      })
    }
    names.add(name)
  }
  return Object.freeze([...rules])
}

/** The CAs that all confining rules agree on; empty where no rule confines. */
export const commonCaCertificateIds = (rules: readonly Rule[]): readonly string[] => {
  const lists = rules.flatMap(({ caCertificateIds }) => (caCertificateIds === undefined ? [] : [caCertificateIds]))
  const [first, ...others] = lists
  if (first === undefined) return Object.freeze([])
  const common = first.filter((id) => others.every((list) => list.includes(id)))
  if (common.length > 0) return Object.freeze(common)
  throw new RegistrationError('registration-rule', 'no CA is allowed by every rule', {
    field: 'caCertificateIds',
    remedy: 'name a CA that all of the rules allow',
  })
}
