import { quote } from '../../error/quote.js'
import { checkText } from '../../template/sink/check-text.js'
import type { SinkName } from '../../template/sink/sink.js'
import { malformed } from './malformed.js'

/** Reads one value; `at` is its JSON path, for errors. What it returns shares nothing with what it was given. */
export type Parse<Value> = (value: unknown, at: string) => Value

const string: Parse<string> = (value, at) => {
  if (typeof value === 'string') return value
  throw malformed(at, 'is not a text', 'write it in quotation marks')
}

/** A text that matches a pattern as a whole. */
export const text =
  (pattern: RegExp, wanted: string): Parse<string> =>
  (value, at) => {
    const found = string(value, at)
    if (pattern.test(found)) return found
    throw malformed(at, `is ${quote(found)}, not ${wanted}`, `give ${wanted}`, found)
  }

/** A text that AWS takes in a place. */
export const textFor =
  (sink: SinkName): Parse<string> =>
  (value, at) => {
    const found = string(value, at)
    const reason = checkText(sink, found)
    if (reason === undefined) return found
    throw malformed(at, reason, 'write it as AWS takes it', found)
  }

/** One of a few words. */
export const oneOf =
  <const Word extends string>(...words: readonly Word[]): Parse<Word> =>
  (value, at) => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    const shown = typeof value === 'string' ? quote(value) : 'something else'
    throw malformed(at, `is ${shown}, not one of ${words.join(', ')}`, `use one of ${words.join(', ')}`, value)
  }

/** `true` or `false`. */
export const truth: Parse<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value
  throw malformed(at, 'is neither true nor false', 'write true or false')
}

interface Bounds {
  readonly least?: number
  readonly most: number
}

/** A list of so many different items, frozen. */
export const listOf =
  <Item>(item: Parse<Item>, { least = 0, most }: Bounds): Parse<readonly Item[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw malformed(at, 'is not a list', 'write it in square brackets')
    if (value.length < least || value.length > most) {
      const wanted = `${least} to ${most} items`
      throw malformed(at, `has ${value.length} items, not ${wanted}`, `list ${wanted}`)
    }
    const items = Array.from(value, (found: unknown, index) => item(found, `${at}[${index}]`))
    if (new Set(items).size === items.length) return Object.freeze(items)
    const repeated = items.findIndex((found, index) => items.indexOf(found) !== index)
    throw malformed(`${at}[${repeated}]`, 'is listed twice', 'list it once')
  }
