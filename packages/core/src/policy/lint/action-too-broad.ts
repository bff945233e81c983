import { quote } from '../../error/quote.js'
import { knownActions } from '../validate/known-actions.js'
import type { LintRule } from './lint-rule.js'

const services = ['iot', 'greengrass']

const isAllOf = (service: string, names: readonly string[]): boolean =>
  [...knownActions.keys()].filter((name) => name.startsWith(`${service}:`)).every((name) => names.includes(name))

/** `iot:*` allows whatever AWS will ever call an action, reading other devices' shadows today. */
export const actionTooBroad: LintRule = {
  code: 'action-too-broad',
  severity: 'warning',
  find: (statements) =>
    statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions }) => actions.filter(({ names }) => services.some((service) => isAllOf(service, names))))
      .map(({ path, written: value }) => ({
        path,
        value,
        message: `${quote(value)} allows every action of its service`,
        remedy: 'name the actions that the device needs, such as `iot:Connect` and `iot:Publish`',
      })),
}
