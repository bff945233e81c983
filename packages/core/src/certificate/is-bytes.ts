/** By tag rather than by class, because test runners and workers have classes of their own. */
export const isBytes = (value: unknown): value is Uint8Array =>
  Object.prototype.toString.call(value) === '[object Uint8Array]'
