import { quote } from '../../error/quote.js'
import type { LintRule } from './lint-rule.js'
import { openConnects } from './open-connect.js'

/** AWS ends the older of two connections with one client id: who can take another's client id can take it off the air. */
export const connectUnbound: LintRule = {
  code: 'connect-unbound',
  severity: 'warning',
  find: (statements) =>
    openConnects(statements).map(({ at: { path, written: value } }) => ({
      path,
      value,
      message: `${quote(value)} lets the device connect with another device's client id`,
      remedy: 'bind the client id to the device: `client/${iot:Connection.Thing.ThingName}`',
    })),
}
