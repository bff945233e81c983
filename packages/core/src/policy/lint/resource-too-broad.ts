import { quote } from '../../error/quote.js'
import { knownActions } from '../validate/known-actions.js'
import type { ActionOutline } from '../validate/outline-policy.js'
import { remaindersBehind } from '../validate/resource-locator.js'
import { isEverything } from './grant.js'
import type { LintRule } from './lint-rule.js'

/** Kinds of resources that the actions can be narrowed to. Those of Greengrass are granted on `*` (its developer guide). */
const narrowKinds = (actions: readonly ActionOutline[]): readonly string[] => {
  const kinds = actions.flatMap(({ names }) => names.flatMap((name) => knownActions.get(name) ?? []))
  return [...new Set(kinds)].filter((kind) => kind.startsWith('iot:'))
}

/** `*`, `client/*`, `topic/*`, … : every device's, in the whole account. */
export const resourceTooBroad: LintRule = {
  code: 'resource-too-broad',
  severity: 'warning',
  find: (statements) =>
    statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ path, actions, resources, exceptResources }) => {
        const kinds = narrowKinds(actions)
        if (exceptResources && kinds.length > 0) {
          const message = 'a grant with `NotResource` is one on everything else in the account'
          return [{ path: `${path}.NotResource`, message, remedy: 'list what is allowed in `Resource`' }]
        }
        return resources.flatMap(({ path: place, written: value, locator = '' }) => {
          const open = kinds.filter((kind) => remaindersBehind(kind, locator).some(isEverything))
          if (open.length === 0) return []
          const message = `${quote(value)} is every ${open.map((kind) => kind.slice('iot:'.length, -1)).join(', ')}`
          const remedy = "name what is the device's own, for example with `${iot:Connection.Thing.ThingName}`"
          return [{ path: place, value, message, remedy }]
        })
      }),
}
