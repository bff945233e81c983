import { quote } from '@thingplan/core'
import { isTopicFilter } from '../connection/topic-filter.js'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import { evaluateQuery } from './evaluate-query.js'
import { parseRuleSql } from './parse-rule-sql.js'
import type { ActiveRule, EmulatedRule } from './rule.js'

const mostDeliveries = 10

/** @throws {EmulatorError} `emulator-option`, `emulator-rule-unsupported` */
export const parseRules = (rules: readonly EmulatedRule[]): readonly ActiveRule[] => {
  if (!Array.isArray(rules)) throw wrong('rules', rules, 'give a list of rules')
  return rules.map(parseRule)
}

const parseRule = (rule: EmulatedRule, index: number): ActiveRule => {
  const field = `rules.${index}`
  if (typeof rule !== 'object' || rule === null) throw wrong(field, rule, 'give an object with sql and handler')
  refuseUnknownOptions(field, rule, ['sql', 'topicFilter', 'handler', 'deliveries'])
  const { handler, deliveries = 1 } = rule
  const { sql, topicFilter }: { readonly sql?: unknown; readonly topicFilter?: unknown } = rule
  if (typeof handler !== 'function') throw wrong(`${field}.handler`, handler, 'give a function')
  if (!Number.isInteger(deliveries) || deliveries < 1 || deliveries > mostDeliveries) {
    throw wrong(`${field}.deliveries`, deliveries, `give 1 to ${mostDeliveries}`)
  }
  if ((sql === undefined) === (topicFilter === undefined)) throw wrong(field, rule, 'give either sql or topicFilter')
  if (rule.sql !== undefined) {
    if (typeof sql !== 'string') throw wrong(`${field}.sql`, sql, 'give a text')
    const query = parseRuleSql(sql)
    const run = rule.handler
    return { topicFilter: query.topicFilter, deliveries, run: (message) => run(evaluateQuery(query, message)) }
  }
  if (typeof topicFilter !== 'string' || !isTopicFilter(topicFilter)) {
    throw wrong(`${field}.topicFilter`, topicFilter, 'give a topic filter such as `cert-rotation/+/+/rqst`')
  }
  const run = rule.handler
  return { topicFilter, deliveries, run: (message) => run(message) }
}

const wrong = (field: string, value: unknown, remedy: string): EmulatorError => {
  const said = typeof value === 'object' ? 'that' : quote(String(value))
  return new EmulatorError('emulator-option', `${field} cannot be ${said}`, { field, remedy })
}
