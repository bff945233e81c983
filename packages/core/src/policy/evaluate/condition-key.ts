import { certificateList, staysAsWritten } from './certificate-variable.js'
import { contextValues, notKnown, type ResolveValues } from './value.js'
import { findVariable, resolveVariable, type Variable, variableNames } from './variable.js'

/** A condition key: one value, or several that only `ForAllValues:` and `ForAnyValue:` can compare. */
export interface ConditionKey {
  readonly name: string
  readonly multiple: boolean
  /** Whether AWS warns of unexpected results where the connection has no value (`cert-policy-variables`). */
  readonly erraticWhenAbsent: boolean
  readonly values: ResolveValues
}

const single = { multiple: false, erraticWhenAbsent: false } as const
const fromContext = (name: string, multiple = false): ConditionKey => ({
  name,
  multiple,
  erraticWhenAbsent: false,
  values: (request) => contextValues(request, name),
})

/** AWS documents these keys for `iot:Connect`, and not what they are for what follows on the connection. */
const ofConnect =
  (values: ResolveValues): ResolveValues =>
  (request) =>
    request.action.toLowerCase() === 'iot:connect' ? values(request) : notKnown

const keys: ReadonlyMap<string, ConditionKey> = /* @__PURE__ */ new Map(
  [
    {
      name: 'iot:ConnectAttributes',
      multiple: true,
      erraticWhenAbsent: false,
      values: ofConnect(({ connectAttributes }) => connectAttributes ?? []),
    } satisfies ConditionKey,
    {
      name: 'iot:LastWillTopic',
      ...single,
      values: ofConnect(({ connectAttributes, lastWillTopic }) => {
        if (lastWillTopic !== undefined) return [lastWillTopic]
        return connectAttributes?.includes('LastWill') ? notKnown : undefined
      }),
    } satisfies ConditionKey,
    fromContext('iot:Certificate.AvailableKeys', true),
    ...['aws:SourceVpc', 'aws:SourceVpce', 'aws:VpcSourceIp', 'iot:DomainName', 'iot:thingArn'].map((name) =>
      fromContext(name),
    ),
  ].map((key): [string, ConditionKey] => [key.name, key]),
)

/** Every condition key that AWS IoT documents, without the attributes of things and the positions of certificate values. */
export const conditionKeyNames: readonly string[] = [.../* @__PURE__ */ keys.keys(), ...variableNames]

const ofVariable = (variable: Variable): ConditionKey => ({
  name: variable.name,
  multiple: false,
  erraticWhenAbsent: staysAsWritten(variable.name),
  values: (request) => {
    const value = resolveVariable(variable, request)
    return typeof value === 'string' ? [value] : value
  },
})

/** The condition key of a name; `undefined` where AWS IoT documents none. */
export const findConditionKey = (name: string): ConditionKey | undefined => {
  const known = keys.get(name)
  if (known !== undefined) return known
  const list = certificateList(name)
  if (list !== undefined) return { name, multiple: true, erraticWhenAbsent: true, values: list }
  const variable = findVariable(name)
  return variable.resolve === undefined ? undefined : ofVariable(variable)
}

/** A key without a rule: it has the values that the request's `context` says. */
export const contextKey = (name: string): ConditionKey => fromContext(name)
