import type { StatementOutline } from '../validate/outline-policy.js'
import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { thingVariableUses } from './thing-variable-use.js'

const key = 'iot:Connection.Thing.IsAttached'

const checksAttachment = ({ comparisons }: StatementOutline): boolean =>
  comparisons.some(
    (comparison) =>
      comparison.operator === 'Bool' &&
      comparison.key === key &&
      comparison.values.length > 0 &&
      comparison.values.every(({ text }) => text.toLowerCase() === 'true'),
  )

/** The thing is found by the client id alone: without the check, any certificate can be any thing (AWS IoT, "Thing policy variables"). */
export const attachmentUnchecked: LintRule = {
  code: 'attachment-unchecked',
  severity: 'warning',
  find: (statements) => {
    const connects = grantsOf(statements, 'iot:Connect')
    if (connects.length > 0 && connects.every(({ statement }) => checksAttachment(statement))) return []
    return statements
      .filter((statement) => statement.effect === 'Allow' && !checksAttachment(statement))
      .flatMap(thingVariableUses)
      .slice(0, 1)
      .map(({ path, value }) => ({
        path,
        value,
        message: 'the thing is found by its name, whether or not the certificate is attached to it',
        remedy: `add the condition { "Bool": { "${key}": "true" } } to what allows \`iot:Connect\``,
      }))
  },
}
