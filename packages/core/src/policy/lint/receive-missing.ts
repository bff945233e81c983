import { quote } from '../../error/quote.js'
import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { mayOverlap, topicsOf } from './name-pattern.js'
import { filtersBehind } from './shared-subscription.js'

/** `iot:Receive` is checked for every message that is delivered: a subscription alone brings nothing. */
export const receiveMissing: LintRule = {
  code: 'receive-missing',
  severity: 'warning',
  find: (statements) => {
    const received = grantsOf(statements, 'iot:Receive')
    return grantsOf(statements, 'iot:Subscribe')
      .filter(({ name }) =>
        filtersBehind(name).every((filter) => !received.some((topic) => mayOverlap(topicsOf(filter), topic.name))),
      )
      .map(({ at: { path, written: value } }) => ({
        path,
        value,
        message: `${quote(value)} may be subscribed to, but no message of it may be received`,
        remedy: 'allow `iot:Receive` on the same topics, as `topic/…`',
      }))
  },
}
