import { certificateVariable, certificateVariableNames } from './certificate-variable.js'
import { isOverMqtt, type PolicyRequest } from './policy-request.js'
import { thingVariable, thingVariableNames } from './thing-variable.js'
import { contextValue, type NotKnown, notKnown, type ResolveVariable } from './value.js'

/** A policy variable `${name}`. */
export interface Variable {
  readonly name: string
  /** Absent where AWS IoT documents no such variable. */
  readonly resolve?: ResolveVariable
}

const connectionVariables: ReadonlyMap<string, ResolveVariable> = /* @__PURE__ */ new Map<string, ResolveVariable>([
  ['iot:ClientId', (request) => (isOverMqtt(request) ? (request.clientId ?? notKnown) : undefined)],
  ['iot:CertificateId', ({ certificate, certificateId }) => certificateId ?? certificate?.id ?? notKnown],
  ['aws:SourceIp', ({ sourceIp }) => sourceIp ?? notKnown],
])

/** Documented, but not in which form: only what the request's `context` says of them is known. */
const formless: readonly string[] = ['iot:Certificate.SerialNumber']

/**
 * Every variable that AWS IoT documents (`iot-policy-variables`), without the attributes of things
 * (`iot:Connection.Thing.Attributes[…]`) and the positions of certificate values (`….1`).
 */
export const variableNames: readonly string[] = [
  .../* @__PURE__ */ connectionVariables.keys(),
  ...thingVariableNames,
  ...formless,
  ...certificateVariableNames,
]

const resolverOf = (name: string): ResolveVariable | undefined => {
  if (formless.includes(name)) return (request) => contextValue(request, name)
  return connectionVariables.get(name) ?? thingVariable(name) ?? certificateVariable(name)
}

/** The variable of a name, as AWS IoT documents it (`iot-policy-variables`). */
export const findVariable = (name: string): Variable => {
  const resolve = resolverOf(name)
  return resolve === undefined ? { name } : { name, resolve }
}

/**
 * What stands for a variable in a text. A value with a wildcard, or one that is no text, is as good as none that is known:
 * whether AWS would read the wildcard as one is not documented.
 */
export const resolveVariable = ({ name, resolve }: Variable, request: PolicyRequest): string | undefined | NotKnown => {
  const value = resolve === undefined ? contextValue(request, name) : resolve(request)
  return value === undefined || (typeof value === 'string' && !/[*?]/.test(value)) ? value : notKnown
}
