import { quote } from '../../error/quote.js'
import { actionsOn } from '../validate/known-actions.js'
import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'

const connectionVariable = /\$\{iot:(?:ClientId|Connection\.Thing\.[^}]*)\}/

/** Shadows and jobs as resources are those of the HTTPS endpoint, where there is no client id and so no thing (AWS IoT, "Thing policy variables"). */
export const httpsConnectionVariable: LintRule = {
  code: 'https-connection-variable',
  severity: 'warning',
  find: (statements) => {
    const grants = actionsOn('iot:thing/').flatMap((action) => grantsOf(statements, action))
    const places = new Map(
      grants.flatMap(({ at, name }) => {
        const [variable] = connectionVariable.exec(name) ?? []
        return variable === undefined ? [] : [[at.path, variable] as const]
      }),
    )
    return [...places].map(([path, value]) => ({
      path,
      value,
      message: `${quote(value)} has no value over HTTPS, the only way to ask for this`,
      remedy: 'use the reserved MQTT topics of the thing, or a variable of the certificate',
    }))
  },
}
