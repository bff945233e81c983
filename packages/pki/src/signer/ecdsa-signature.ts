import { concatenate } from '../bytes.js'
import { readConstructed } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import { writeInteger, writeSequence } from '../der/write-element.js'

/** ECDSA as certificates and KMS have it (RFC 3279 section 2.2.3), from WebCrypto's r and s of equal length. */
export const ecdsaSignatureToDer = (raw: Uint8Array): Uint8Array => {
  const half = raw.length / 2
  return writeSequence(writeInteger(raw.subarray(0, half)), writeInteger(raw.subarray(half)))
}

/** Octets of a positive number in its shortest form, filled up from the front; `undefined` where there are more. */
const fill = (number: Uint8Array, length: number): Uint8Array | undefined => {
  const [first = 0x80, second = 0] = number
  if (first >= 0x80 || (first === 0 && (number.length === 1 || second < 0x80))) return undefined
  const octets = first === 0 ? number.subarray(1) : number
  return octets.length > length ? undefined : concatenate([new Uint8Array(length - octets.length), octets])
}

/**
 * The other way round.
 *
 * @param length octets of r and of s: those of the curve's order.
 * @returns `undefined` where it is not a SEQUENCE of two positive INTEGERs in DER that fit.
 */
export const ecdsaSignatureToRaw = (der: Uint8Array, length: number): Uint8Array | undefined => {
  const [r, s, more] = readConstructed(der, Tag.sequence) ?? []
  if (r?.tag !== Tag.integer || s?.tag !== Tag.integer || more !== undefined) return undefined
  const octets = [fill(r.content, length), fill(s.content, length)]
  const [first, second] = octets
  return first && second && concatenate([first, second])
}

const orderLengths: ReadonlyMap<unknown, number> = /* @__PURE__ */ new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
])

/** Octets of the order of a curve. */
export const orderLength = (curve: string): number => orderLengths.get(curve) ?? 0
