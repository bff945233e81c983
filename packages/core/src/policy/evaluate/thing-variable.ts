import { isOverMqtt, type PolicyRequest, type RequestThing } from './policy-request.js'
import { notKnown, type ResolveVariable } from './value.js'

/**
 * The thing of the connection: with an exclusive attachment the certificate's, else the one that is named as the client.
 * Requests over HTTPS have none (AWS IoT, `thing-policy-variables`).
 */
export const thingOf = (request: PolicyRequest): RequestThing | undefined => {
  const { thing, clientId } = request
  if (thing === undefined || !isOverMqtt(request)) return undefined
  return (thing.attached === true && thing.exclusive === true) || thing.name === clientId ? thing : undefined
}

/** Attributes resolve only where the certificate is attached; the name does so in any case, which is why policies ask for `IsAttached`. */
const attributeOf = (request: PolicyRequest, name: string): string | undefined => {
  const thing = thingOf(request)
  const attributes = thing?.attached === true ? thing.attributes : undefined
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

/** Some thing may be named as a client id that the request does not say; an attached one would be the request's. */
const ofThing = (
  request: PolicyRequest,
  read: (thing: RequestThing) => string | undefined,
): ReturnType<ResolveVariable> => {
  const thing = thingOf(request)
  if (thing !== undefined) return read(thing)
  return isOverMqtt(request) && request.clientId === undefined ? notKnown : undefined
}

/** Whether the variable is false over HTTPS, where no thing is looked up, or absent, is not documented. */
const isAttached: ResolveVariable = (request) =>
  isOverMqtt(request) ? String(thingOf(request)?.attached === true) : notKnown

/** Names of the thing variables without one for each attribute. */
export const thingVariableNames: readonly string[] = [
  'iot:Connection.Thing.ThingName',
  'iot:Connection.Thing.ThingTypeName',
  'iot:Connection.Thing.IsAttached',
]

/** The resolver of a thing variable; `undefined` where AWS has no such variable. */
export const thingVariable = (name: string): ResolveVariable | undefined => {
  if (name === 'iot:Connection.Thing.ThingName') return (request) => ofThing(request, ({ name }) => name)
  if (name === 'iot:Connection.Thing.ThingTypeName') return (request) => ofThing(request, ({ typeName }) => typeName)
  if (name === 'iot:Connection.Thing.IsAttached') return isAttached
  const attribute = /^iot:Connection\.Thing\.Attributes\[([a-zA-Z0-9_.,@/:#-]{1,128})\]$/.exec(name)?.[1]
  return attribute === undefined ? undefined : (request) => attributeOf(request, attribute)
}
