import { quote } from '../../error/quote.js'
import type { Sink, SinkName } from './sink.js'

interface CharacterSet {
  readonly name: SinkName
  /** The whole text, as in AWS's API reference. */
  readonly pattern: RegExp
  /** One character that is not in the set. */
  readonly foreign: RegExp
  /** The set, for a person. */
  readonly characters: string
  readonly longest: number
}

/** A place whose text is 1 to `longest` characters of an ASCII set: what holds for the whole holds for every part. */
export const characterSetSink = ({ name, pattern, foreign, characters, longest }: CharacterSet): Sink => {
  const refusePart = (part: string): string | undefined => {
    const found = foreign.exec(part)
    return found === null ? undefined : `contains ${quote(found[0])} (allowed: ${characters})`
  }
  const refuse = (text: string): string | undefined => {
    if (pattern.test(text)) return undefined
    if (text === '') return 'is empty'
    return refusePart(text) ?? `is longer than ${longest} characters`
  }
  return Object.freeze({
    name,
    remedy: `use 1 to ${longest} of ${characters}; ${quote('slug(…)')} and ${quote('hash(…)')} make such text of any value`,
    refuseValue: refuse,
    refuseText: refuse,
    refuseLiteral: refusePart,
  })
}
