import type { LocatedText, StatementOutline } from '../validate/outline-policy.js'
import type { LintRule } from './lint-rule.js'
import { openConnects } from './open-connect.js'

const variable = '${iot:ClientId}'

const usesIn = ({ resources, comparisons }: StatementOutline): readonly LocatedText[] =>
  [
    ...resources.filter(({ locator }) => !locator?.startsWith('iot:client/')),
    ...comparisons.flatMap(({ values }) => values),
  ].filter(({ text }) => text.includes(variable))

/** The client id is the device's own word: who may connect as `+` subscribes to every device's `${iot:ClientId}` (AWS IoT, "Basic policy variables"). */
export const clientIdUnprotected: LintRule = {
  code: 'client-id-unprotected',
  severity: 'warning',
  find: (statements) => {
    if (openConnects(statements).length === 0) return []
    return statements.flatMap(usesIn).map(({ path, written: value }) => ({
      path,
      value,
      message: `${'`${iot:ClientId}`'} is what the device says, and it may connect with any client id`,
      remedy: 'bind `iot:Connect` to one client id, or use `${iot:Connection.Thing.ThingName}`',
    }))
  },
}
