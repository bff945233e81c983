import type { PolicyRequest, RequestThing } from './policy-request.js'

/** Value of a variable for a request; `undefined` where it has none. */
export type ResolveVariable = (request: PolicyRequest) => string | undefined

/**
 * The thing of the connection: with an exclusive attachment the certificate's, else the one that is named as the client.
 *
 * AWS IoT, `thing-policy-variables`.
 */
const thingOf = ({ thing, clientId }: PolicyRequest): RequestThing | undefined => {
  if (thing === undefined) return undefined
  return (thing.attached && thing.exclusive) || thing.name === clientId ? thing : undefined
}

/** Attributes resolve only where the certificate is attached; the name does so in any case, which is why policies ask for `IsAttached`. */
const attributeOf = (request: PolicyRequest, name: string): string | undefined => {
  const thing = thingOf(request)
  const attributes = thing?.attached ? thing.attributes : undefined
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

/** The resolver of `iot:Connection.Thing.<field>`; `undefined` where AWS has no such variable. */
export const thingVariable = (field: string): ResolveVariable | undefined => {
  if (field === 'ThingName') return (request) => thingOf(request)?.name
  if (field === 'ThingTypeName') return (request) => thingOf(request)?.typeName
  if (field === 'IsAttached') return (request) => String(thingOf(request)?.attached === true)
  const attribute = /^Attributes\[([a-zA-Z0-9_.,@/:#-]{1,128})\]$/.exec(field)?.[1]
  return attribute === undefined ? undefined : (request) => attributeOf(request, attribute)
}
