import { nearest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { actionsBehind, knownActions } from './known-actions.js'
import type { ActionOutline, StatementOutline } from './outline-policy.js'
import { type PolicyFinding, refused } from './policy-finding.js'

/** Whether an action, or a pattern of actions, stands for one that IoT policies have. */
export const isKnownAction = ({ text }: ActionOutline): boolean =>
  /[*?]/.test(text) ? actionsBehind(text).length > 0 : knownActions.has(text)

/** What most likely is meant: the same name with another service in front, else the nearest. */
const meantBy = (action: string): string | undefined => {
  const [, name = action] = action.split(':')
  const names = [...knownActions.keys()]
  return names.find((known) => known.endsWith(`:${name}`)) ?? nearest(action, names)
}

/** Actions that no IoT policy has. */
export const checkActions = (statements: readonly StatementOutline[]): readonly PolicyFinding[] =>
  statements
    .flatMap(({ actions }) => actions.filter((action) => !isKnownAction(action)))
    .map(({ path, written: value }) => {
      const meant = meantBy(value)
      const remedy = meant === undefined ? 'use an action of AWS IoT device policies' : `did you mean ${quote(meant)}`
      return refused('action-unknown', {
        path,
        value,
        message: `${quote(value)} is no action of an IoT policy`,
        remedy,
      })
    })
