import { nearest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { malformed } from './malformed.js'
import type { Parse } from './values.js'

/** The fields of one object, each read once by its own parser. */
export interface ObjectReader {
  /** A field that must be there. */
  field<Value>(key: string, parse: Parse<Value>): Value
  optionalField<Value>(key: string, parse: Parse<Value>): Value | undefined
}

const plainKey = /^[A-Za-z][A-Za-z0-9]*$/

/** The JSON path of a field: `steps[0].attributes["a.b"]`. */
export const pathOf = (at: string, key: string): string => {
  if (!plainKey.test(key)) return `${at}[${JSON.stringify(key)}]`
  return at === 'plan' ? key : `${at}.${key}`
}

/** Object literals in the vocabulary of JSON; anything else could run code when it is read. */
export const expectObject = (value: unknown, at: string): Readonly<Record<string, unknown>> => {
  if (isPlainObject(value)) return value
  throw malformed(at, 'is not an object', 'write it in curly brackets')
}

/** Reads an object by its fields, and refuses it where it has any that was not read. */
export const readObject = <Value>(value: unknown, at: string, read: (object: ObjectReader) => Value): Value => {
  const source = expectObject(value, at)
  const known = new Set<string>()
  const optionalField = <Field>(key: string, parse: Parse<Field>): Field | undefined => {
    known.add(key)
    const found = Object.hasOwn(source, key) ? source[key] : undefined
    return found === undefined ? undefined : parse(found, pathOf(at, key))
  }
  const field = <Field>(key: string, parse: Parse<Field>): Field => {
    const found = optionalField(key, parse)
    if (found !== undefined) return found
    throw malformed(pathOf(at, key), 'is missing', 'add it')
  }
  const result = read({ field, optionalField })
  const unknown = Object.keys(source).find((key) => !known.has(key))
  if (unknown === undefined) return result
  const meant = nearest(unknown, known)
  const remedy =
    meant === undefined ? `leave it out; known are ${[...known].join(', ')}` : `did you mean ${quote(meant)}`
  throw malformed(pathOf(at, unknown), 'is a field that nobody knows here', remedy)
}
