import { quote } from '@thingplan/core'
import { PkiError } from '../pki-error.js'

/** Type and value as written; the type is not looked up yet. */
export type TypedValue = readonly [type: string, value: string]

const malformed = (text: string, problem: string, position: number): PkiError =>
  new PkiError('subject-malformed', `subject ${quote(text)} ${problem} at position ${position}`, {
    field: 'subject',
    value: text,
    remedy: 'write RFC 4514 text such as `CN=device-1,O=Acme`, with a backslash before , + " \\ < > ;',
  })

const hexPair = /^[0-9A-Fa-f]{2}/
const special = ' "#+,;<=>\\'

/** One value and where it ends: at a separator, or at the end of the text. */
const readValue = (text: string, start: number): { readonly value: string; readonly end: number } => {
  const octets: number[] = []
  const encoder = new TextEncoder()
  let at = start
  // Blanks before and after a value do not belong to it, unless they are escaped (RFC 4514 section 2.4; RFC 2253 section 4).
  while (text[at] === ' ') at += 1
  if (text[at] === '#') throw malformed(text, 'has a value in hex', at)
  let kept = 0
  while (at < text.length && !',+;'.includes(text.charAt(at))) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (character === '\\') {
      const escaped = text.slice(at + 1)
      const pair = hexPair.exec(escaped)?.[0]
      if (pair !== undefined) octets.push(Number.parseInt(pair, 16))
      else if (escaped !== '' && special.includes(escaped.charAt(0))) octets.push(escaped.charCodeAt(0))
      else throw malformed(text, 'has a backslash that escapes nothing', at)
      at += pair === undefined ? 2 : 3
      kept = octets.length
    } else {
      if ('"<>\u0000'.includes(character)) throw malformed(text, `has an unescaped ${quote(character)}`, at)
      octets.push(...encoder.encode(character))
      at += character.length
      if (character !== ' ') kept = octets.length
    }
  }
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(octets.slice(0, kept))), end: at }
  } catch {
    throw malformed(text, 'has escapes that are not UTF-8', start)
  }
}

/**
 * RFC 4514 text as RDNs in the order of the encoding: the last RDN of the text first.
 *
 * @throws {PkiError} `subject-malformed`.
 */
export const parseRfc4514 = (text: string): readonly (readonly TypedValue[])[] => {
  const rdns: TypedValue[][] = [[]]
  let at = 0
  for (;;) {
    const equals = text.indexOf('=', at)
    const type = equals === -1 ? '' : text.slice(at, equals).trim()
    if (!/^[A-Za-z0-9.-]+$/.test(type)) throw malformed(text, 'has no attribute type', at)
    const { value, end } = readValue(text, equals + 1)
    rdns.at(-1)?.push([type, value])
    if (end >= text.length) return rdns.reverse()
    if (text[end] !== '+') rdns.push([])
    at = end + 1
  }
}
