/** What kind of typed array a value is, which no value can feign; `undefined` for all others (ECMA-262 section 23.2.3.38). */
const typedArrayKind = /* @__PURE__ */ (() =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get)()

/** By kind rather than by class, because test runners and workers have classes of their own. */
export const isBytes = (value: unknown): value is Uint8Array => typedArrayKind?.call(value) === 'Uint8Array'
