import { suggest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { isPlainObject } from './is-plain-object.js'
import { malformed } from './malformed.js'

/** What a part of a document looks like. */
export type Shape =
  /** Text that matches. */
  | RegExp
  /** At least so many in a list, or one without a list. */
  | { readonly items: Shape; readonly least: number; readonly orOne?: boolean }
  /** An object with such parts; of each group of keys that it `needs`, exactly one. */
  | { readonly parts: Readonly<Record<string, Shape>>; readonly needs: readonly (readonly string[])[] }
  /** An object with such keys. */
  | { readonly keys: RegExp; readonly values: Shape }

/** Reads a part into a frozen copy with its keys in order; `field` is its JSON path. */
export const parseShape = (value: unknown, field: string, shape: Shape): unknown => {
  if (shape instanceof RegExp) {
    if (typeof value === 'string' && shape.test(value)) return value
    throw malformed(field, `does not match ${shape.source}`, value)
  }
  if ('items' in shape) {
    const { items, least, orOne } = shape
    if (Array.isArray(value) && value.length >= least) {
      return Object.freeze(Array.from(value, (item, index) => parseShape(item, `${field}[${index}]`, items)))
    }
    if (orOne) return parseShape(value, field, items)
    throw malformed(field, 'is not a list of one or more', value)
  }
  if (!isPlainObject(value)) throw malformed(field, 'is not an object', value)
  const { parts, needs } = 'parts' in shape ? shape : { parts: {}, needs: [] }
  const entries: [string, unknown][] = []
  for (const [key, item] of Object.entries(value)) {
    const part = 'keys' in shape ? shape.keys.test(key) && shape.values : Object.hasOwn(parts, key) && parts[key]
    if (!part) throw malformed(field, `has the unknown key ${quote(key)}`, key, suggest(key, Object.keys(parts)))
    // A part may be undefined, as it may be absent; a condition must not vanish like that.
    if (item === undefined && 'parts' in shape) continue
    entries.push([key, parseShape(item, field === 'document' ? key : `${field}.${key}`, part)])
  }
  const copy = Object.fromEntries(entries)
  const unmet = needs.find((keys) => keys.filter((key) => key in copy).length !== 1)
  if (unmet !== undefined) throw malformed(field, `needs exactly one of: ${unmet.join(', ')}`)
  return Object.freeze(copy)
}
