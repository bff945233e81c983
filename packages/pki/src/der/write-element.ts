import { concatenate, fromHex } from '../bytes.js'
import * as Tag from './tag.js'

/** X.690 section 10.1: the fewest octets. */
const writeLength = (length: number): Uint8Array => {
  if (length < 0x80) return Uint8Array.of(length)
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.of(0x80 | octets.length, ...octets)
}

/** An element; its content is what is given, one after the other. */
export const writeElement = (tag: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const length = content.reduce((sum, { length: part }) => sum + part, 0)
  return concatenate([Uint8Array.of(tag), writeLength(length), ...content])
}

export const writeSequence = (...content: readonly Uint8Array[]): Uint8Array => writeElement(Tag.sequence, ...content)

/** A number that is not negative, from its octets: the fewest, and a first bit that is free for the sign (X.690 section 8.3). */
export const writeInteger = (magnitude: Uint8Array): Uint8Array => {
  const first = magnitude.findIndex((octet) => octet !== 0)
  const shortest = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first)
  const sign = (shortest[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array()
  return writeElement(Tag.integer, sign, shortest)
}

/** A BIT STRING of whole octets. */
export const writeBitString = (octets: Uint8Array): Uint8Array => writeElement(Tag.bitString, Uint8Array.of(0), octets)

/** An OBJECT IDENTIFIER from the hex of its content. */
export const writeObjectIdentifier = (hex: string): Uint8Array => writeElement(Tag.objectIdentifier, fromHex(hex))

/** The octets of text that is ASCII. */
export const writeAscii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** UTCTime through 2049, GeneralizedTime from 2050 on, in whole seconds (RFC 5280 section 4.1.2.5). */
export const writeTime = (moment: Date): Uint8Array => {
  const digits = moment.toISOString().replaceAll(/\.\d+|[-:T]/g, '')
  const year = moment.getUTCFullYear()
  return year >= 1950 && year < 2050
    ? writeElement(Tag.utcTime, writeAscii(digits.slice(2)))
    : writeElement(Tag.generalizedTime, writeAscii(digits))
}
