import type { PolicyDocument, PolicyRequest } from '@thingplan/core/policy'

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

const values = ({ clientId = '', thing }: PolicyRequest): Readonly<Record<string, string>> => ({
  '${iot:ClientId}': clientId,
  '${iot:Connection.Thing.ThingName}': thing?.name ?? '',
})

const isLike = (pattern: string, text: string, request: PolicyRequest): boolean => {
  const resolved = Object.entries(values(request)).reduce((all, [name, value]) => all.replaceAll(name, value), pattern)
  const source = resolved
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${source}$`, 'i').test(text)
}

/**
 * Evaluation as it is commonly written in tests: variables replaced in the text, every pattern made into a regular
 * expression for every request, and one condition known.
 */
export const evaluateByRegularExpression = ({ Statement }: PolicyDocument, request: PolicyRequest): string => {
  const applicable = Statement.filter(
    ({ Action, Resource, Condition }) =>
      asList(Action).some((action) => isLike(action, request.action, request)) &&
      asList(Resource).some((resource) => isLike(resource, request.resource, request)) &&
      (Condition === undefined || request.thing?.attached === true),
  )
  if (applicable.some(({ Effect }) => Effect === 'Deny')) return 'explicit-deny'
  return applicable.length > 0 ? 'allowed' : 'implicit-deny'
}
