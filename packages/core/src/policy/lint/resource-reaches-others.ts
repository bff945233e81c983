import { quote } from '../../error/quote.js'
import { actionsOn } from '../validate/known-actions.js'
import { deviceSpaces, reachesOthers } from './device-space.js'
import { grantsOf, isEverything } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { isBound } from './name-pattern.js'

/** A topic, a thing or a connection of another device: to speak in its name, to change its shadow, to cut it off. */
export const resourceReachesOthers: LintRule = {
  code: 'resource-reaches-others',
  severity: 'warning',
  find: (statements) => {
    const spaces = deviceSpaces(statements)
    const within = [
      ...actionsOn('iot:topic/').flatMap((action) =>
        grantsOf(statements, action).map((grant) => ({ ...grant, spaces })),
      ),
      ...actionsOn('iot:thing/').flatMap((action) =>
        grantsOf(statements, action).map((grant) => ({ ...grant, spaces: [[]] })),
      ),
    ].filter((grant) => reachesOthers(grant.name, grant.spaces, false))
    const connections = grantsOf(statements, 'iot:DeleteConnection').filter(({ name }) => !isBound(name))
    const grants = [...within, ...connections].filter(({ name }) => !isEverything(name))
    // Several actions of a statement are granted on the same resource.
    const places = new Map(grants.map(({ at }) => [at.path, at.written]))
    return [...places].map(([path, value]) => ({
      path,
      value,
      message: `${quote(value)} is another device's too`,
      remedy: 'put what names the device in front of the first wildcard, as a level of its own',
    }))
  },
}
