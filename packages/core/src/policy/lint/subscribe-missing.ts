import { quote } from '../../error/quote.js'
import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { mayOverlap, topicsOf } from './name-pattern.js'
import { filtersBehind } from './shared-subscription.js'

/** What may be received but not subscribed to is of use only for subscriptions that another policy allows. */
export const subscribeMissing: LintRule = {
  code: 'subscribe-missing',
  severity: 'notice',
  find: (statements) => {
    const filters = grantsOf(statements, 'iot:Subscribe').flatMap(({ name }) => filtersBehind(name))
    return grantsOf(statements, 'iot:Receive')
      .filter((topic) => !filters.some((filter) => mayOverlap(topicsOf(filter), topic.name)))
      .map(({ at: { path, written: value } }) => ({
        path,
        value,
        message: `${quote(value)} may be received, but nothing here may be subscribed to that brings it`,
        remedy: 'allow `iot:Subscribe` on the same topics, as `topicfilter/…`, or leave this out',
      }))
  },
}
