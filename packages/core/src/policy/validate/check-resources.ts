import { quote } from '../../error/quote.js'
import { isKnownAction } from './check-actions.js'
import { knownActions } from './known-actions.js'
import type { ActionOutline, ResourceOutline, StatementOutline } from './outline-policy.js'
import { type PolicyFinding, refused } from './policy-finding.js'
import { remaindersBehind } from './resource-locator.js'

const kindsOf = (actions: readonly ActionOutline[]): readonly string[] => [
  ...new Set(
    actions
      .flatMap(({ names }) => names.flatMap((name) => knownActions.get(name) ?? []))
      .map((prefix) => `${prefix.replace('iot:', '')}…`),
  ),
]

const fits = ({ locator }: ResourceOutline, { names }: ActionOutline): boolean =>
  locator === '*' ||
  (locator !== undefined &&
    names.some((name) => knownActions.get(name)?.some((prefix) => remaindersBehind(prefix, locator).length > 0)))

const checkFit = ({ actions, resources, exceptResources }: StatementOutline): readonly PolicyFinding[] => {
  if (actions.length === 0 || !actions.every(isKnownAction)) return []
  const kinds = kindsOf(actions)
  const remedy = kinds.length === 0 ? 'use `*`' : `use a resource of the kind ${kinds.join(' or ')}`
  const located = resources.filter(({ locator }) => locator !== undefined)
  const unfit = located.filter((resource) => !actions.some((action) => fits(resource, action)))
  const useless = actions.filter((action) => !located.some((resource) => fits(resource, action)))
  const ofResources = unfit.map(({ path, written: value }) => {
    const message = `${quote(value)} is no resource of ${actions.map(({ written }) => quote(written)).join(' or ')}`
    return refused('resource-unfit', { path, value, message, remedy })
  })
  // Where no resource fits at all, that says it already; what NotResource leaves over is never nothing.
  if (exceptResources || unfit.length === located.length) return ofResources
  const ofActions = useless.map((action) => {
    const message = `${quote(action.written)} has no resource in its statement that it can be granted on`
    const wanted = kindsOf([action])
    return refused('action-without-resource', {
      path: action.path,
      value: action.written,
      message,
      remedy: wanted.length === 0 ? 'add `*`' : `add a resource of the kind ${wanted.join(' or ')}`,
    })
  })
  return [...ofResources, ...ofActions]
}

/** Resources of another kind than their actions take. */
export const checkFits = (statements: readonly StatementOutline[]): readonly PolicyFinding[] =>
  statements.flatMap(checkFit)

/** Resources that are no ARNs. */
export const checkResources = (statements: readonly StatementOutline[]): readonly PolicyFinding[] =>
  statements
    .flatMap(({ resources }) => resources.filter(({ locator }) => locator === undefined))
    .map(({ path, written: value }) =>
      refused('resource-malformed', {
        path,
        value,
        message: `${quote(value)} is neither \`*\` nor an ARN of AWS IoT or AWS IoT Greengrass`,
        remedy: 'write arn:<partition>:iot:<region>:<account of 12 digits>:<kind>/<name>',
      }),
    )
