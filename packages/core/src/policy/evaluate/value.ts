import type { PolicyRequest } from './policy-request.js'

/** Stands where a connection may have a value, but the request does not say which, or AWS does not document its form. */
export const notKnown: unique symbol = /* @__PURE__ */ Symbol('not known')

export type NotKnown = typeof notKnown

/** Value of a variable for a request: `undefined` where the connection has none. */
export type ResolveVariable = (request: PolicyRequest) => string | undefined | NotKnown

/** All values of a condition key for a request: `undefined` where the connection has none. */
export type ResolveValues = (request: PolicyRequest) => readonly string[] | undefined | NotKnown

/** What the request itself says of a name that has no rule here. */
export const contextValues = ({ context }: PolicyRequest, name: string): readonly string[] | undefined | NotKnown => {
  if (context === undefined || !Object.hasOwn(context, name)) return notKnown
  const value = context[name]
  if (typeof value === 'string') return [value]
  return value === undefined || value.length === 0 ? undefined : value
}

/** The one value that the request says of a name; several cannot stand in a text. */
export const contextValue = (request: PolicyRequest, name: string): string | undefined | NotKnown => {
  const values = contextValues(request, name)
  if (values === undefined || values === notKnown) return values
  return values.length === 1 ? values[0] : notKnown
}
