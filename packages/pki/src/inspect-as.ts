/** Decides what Node's `console` and `util.inspect` print of an object, whatever their options. */
export const inspectAs = (object: object, print: () => string): void => {
  Object.defineProperty(object, Symbol.for('nodejs.util.inspect.custom'), { value: print })
}
