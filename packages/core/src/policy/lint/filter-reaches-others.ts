import { quote } from '../../error/quote.js'
import { deviceSpaces, reachesOthers } from './device-space.js'
import { grantsOf, isEverything } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { filtersBehind } from './shared-subscription.js'

/** A subscription is checked as the text of its filter: `device/*` allows `device/+/commands` too. */
export const filterReachesOthers: LintRule = {
  code: 'filter-reaches-others',
  severity: 'warning',
  find: (statements) => {
    const spaces = deviceSpaces(statements)
    return grantsOf(statements, 'iot:Subscribe')
      .filter(({ name }) => !isEverything(name))
      .filter(({ name }) => filtersBehind(name).some((filter) => reachesOthers(filter, spaces, true)))
      .map(({ at: { path, written: value } }) => ({
        path,
        value,
        message: `${quote(value)} allows a filter that brings another device's messages`,
        remedy: 'put what names the device in front of the first wildcard, as a level of its own',
      }))
  },
}
