import { quote } from '../../error/quote.js'
import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { mayOverlap } from './name-pattern.js'

/** A retained message is a published one: `iot:RetainPublish` allows nothing alone (AWS IoT, "Policy actions"). */
export const publishMissing: LintRule = {
  code: 'publish-missing',
  severity: 'warning',
  find: (statements) => {
    const published = grantsOf(statements, 'iot:Publish')
    return grantsOf(statements, 'iot:RetainPublish')
      .filter((retained) => !published.some(({ name }) => mayOverlap(retained.name, name)))
      .map(({ at: { path, written: value } }) => ({
        path,
        value,
        message: `${quote(value)} may hold retained messages, but may not be published to`,
        remedy: 'allow `iot:Publish` on it too',
      }))
  },
}
