import { quote } from '../../error/quote.js'
import type { Sink } from './sink.js'

/** Why a text with a character that a pattern finds is refused. */
export const refuseCharacter = (pattern: RegExp, text: string, why: string): string | undefined => {
  const found = pattern.exec(text)
  return found === null ? undefined : `contains ${quote(found[0])}, ${why}`
}

/** A place whose text is 1 to `longest` characters of an ASCII set, written as in AWS's API reference. */
export const characterSet = (allowed: string, longest: number): Sink => {
  const foreign = new RegExp(`[^${allowed}]`, 'u')
  const refusePart = (part: string): string | undefined => refuseCharacter(foreign, part, `not of [${allowed}]`)
  const refuseWhole = (text: string): string | undefined => {
    if (text === '') return 'is empty'
    return text.length > longest ? `is longer than ${longest} characters` : undefined
  }
  return { refuseValue: (value) => refusePart(value) ?? refuseWhole(value), refuseLiteral: refusePart, refuseWhole }
}
