import { quote } from '../../error/quote.js'
import type { StatementOutline } from '../validate/outline-policy.js'
import { denialsOf, type Grant, grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { covers, mayOverlap, overlap, topicsOf } from './name-pattern.js'

/** Whether `+` and `#` stand where MQTT takes them for wildcards (MQTT 3.1.1, section 4.7.1). */
const hasMqttWildcard = (filter: string): boolean => /(?:^|\/)(?:#$|\+(?:\/|$))/.test(filter)

/** Filters with wildcards that a grant allows: itself, and some of what its own `*` can become. */
const widestFilters = ({ name }: Grant): readonly string[] => {
  const beginning = name.replace(/\*.*/s, '')
  const candidates = [
    name,
    `${beginning}#`,
    `${beginning.replace(/\/$/, '')}/#`,
    name.replace(/(^|\/)\*(?=\/|$)/g, '$1+').replaceAll('*', 'x'),
  ]
  return candidates.filter((filter) => !filter.includes('*') && hasMqttWildcard(filter) && covers(name, filter))
}

/** Whether messages on a denied pattern are kept from the device although it subscribed around the denial. */
const isDeliveryStopped = (denied: string, statements: readonly StatementOutline[]): boolean => {
  if (denialsOf(statements, 'iot:Receive').some(({ name }) => covers(name, denied))) return true
  const received = grantsOf(statements, 'iot:Receive')
  const mayArrive = ({ name, except }: Grant): boolean =>
    mayOverlap(name, denied) && !except.some((pattern) => covers(pattern, denied))
  return received.length > 0 && !received.some(mayArrive)
}

/** `a/restricted/*` is another text than `a/#`: AWS compares filters, and does not ask what they bring. */
export const denialWalkedAround: LintRule = {
  code: 'denial-walked-around',
  severity: 'warning',
  find: (statements) => {
    const denials = denialsOf(statements, 'iot:Subscribe')
    const around = grantsOf(statements, 'iot:Subscribe')
      .flatMap(widestFilters)
      .filter((filter) => !denials.some(({ name }) => covers(name, filter)))
    return denials.flatMap(({ at: { path, written: value }, name }) => {
      const filter = around.find((candidate) => overlap(topicsOf(candidate), name))
      if (filter === undefined || isDeliveryStopped(name, statements)) return []
      const message = `the subscription ${quote(filter)} is allowed, and brings what ${quote(value)} denies`
      return [{ path, value, message, remedy: 'deny `iot:Receive` on the same topics, as `topic/…`' }]
    })
  },
}
