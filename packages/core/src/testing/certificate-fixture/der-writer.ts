import { CertificateError } from '../../certificate/certificate-error.js'
import { quote } from '../../error/quote.js'

/** Bytes one after the other. */
export const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.length
  }
  return bytes
}

/** X.690 section 10.1: the fewest octets. */
const writeLength = (length: number): Uint8Array => {
  if (length < 0x80) return Uint8Array.of(length)
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.of(0x80 | octets.length, ...octets)
}

/** An element with a one-octet tag; its content is what is given, one after the other. */
export const writeElement = (tag: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const octets = concatenate(content)
  return concatenate([Uint8Array.of(tag), writeLength(octets.length), octets])
}

/** A base-128 number, big-endian, all octets but the last with the high bit (X.690 section 8.19.2). */
const writeArc = (arc: bigint): number[] => {
  const octets = [Number(arc & 0x7fn)]
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80)
  return octets
}

/** The content of an OBJECT IDENTIFIER in dotted decimals. */
export const objectIdentifierContent = (dotted: string): Uint8Array => {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  return Uint8Array.from([first * 40n + second, ...rest].flatMap(writeArc))
}

/** The content of an INTEGER from the hex of its magnitude, which may begin with `-`. */
export const integerContent = (hex: string): Uint8Array => {
  const isNegative = hex.startsWith('-')
  const magnitude = BigInt(`0x${isNegative ? hex.slice(1) : hex}`)
  const value = isNegative ? -magnitude : magnitude
  // The fewest octets whose sign bit is free.
  let octets = 1
  while (BigInt.asIntN(octets * 8, value) !== value) octets += 1
  const unsigned = BigInt.asUintN(octets * 8, value)
  return Uint8Array.from({ length: octets }, (_, index) =>
    Number((unsigned >> BigInt((octets - 1 - index) * 8)) & 0xffn),
  )
}

/** The content of a BIT STRING of whole octets. */
export const bitStringContent = (octets: Uint8Array): Uint8Array => concatenate([Uint8Array.of(0), octets])

/** Bytes from pairs of hex digits, which may have blanks between them. */
export const bytesOfHex = (hex: string): Uint8Array => {
  const digits = hex.replaceAll(' ', '')
  if (!/^(?:[\da-f]{2})*$/i.test(digits)) {
    throw new CertificateError('certificate-option', `${quote(hex)} is not pairs of hex digits`, { value: hex })
  }
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
