import { quote } from '../../error/quote.js'
import { grantingAction, grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'

const messaging = ['iot:Publish', 'iot:Subscribe', 'iot:Receive', 'iot:RetainPublish']

/** Messages need a connection, but for those that are published over HTTPS. */
export const connectMissing: LintRule = {
  code: 'connect-missing',
  severity: 'notice',
  find: (statements) => {
    if (grantsOf(statements, 'iot:Connect').length > 0) return []
    const granting = messaging.flatMap((action) =>
      grantsOf(statements, action).flatMap((grant) => grantingAction(grant, action) ?? []),
    )
    return granting.slice(0, 1).map(({ path, written: value }) => ({
      path,
      value,
      message: `${quote(value)} needs a connection, and nothing here allows ${quote('iot:Connect')}`,
      remedy: "allow `iot:Connect` on the device's own client id, unless another policy of the certificate does",
    }))
  },
}
