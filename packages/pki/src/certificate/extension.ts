import { concatenate, fromHex } from '../bytes.js'
import * as Tag from '../der/tag.js'
import { writeAscii, writeElement, writeInteger, writeObjectIdentifier, writeSequence } from '../der/write-element.js'

const critical = /* @__PURE__ */ Uint8Array.of(Tag.boolean, 1, 0xff)
const nothing = /* @__PURE__ */ new Uint8Array()

/** RFC 5280 section 4.1: `oid` is the hex of the content of the OBJECT IDENTIFIER. */
export const writeExtension = (oid: string, value: Uint8Array, isCritical = false): Uint8Array =>
  writeSequence(writeObjectIdentifier(oid), isCritical ? critical : nothing, writeElement(Tag.octetString, value))

/** RFC 5280 section 4.2.1.9; DER leaves out what is the default. */
export const basicConstraints = ({
  ca,
  pathLength,
}: {
  readonly ca: boolean
  readonly pathLength?: number
}): Uint8Array => {
  const length = pathLength === undefined ? nothing : writeInteger(Uint8Array.of(pathLength))
  return writeExtension('551d13', ca ? writeSequence(critical, length) : writeSequence(), true)
}

/** Bits by RFC 5280 section 4.2.1.3, the first of them on the left. */
const usages = { digitalSignature: 0, keyCertSign: 5, cRLSign: 6 } as const

export const keyUsage = (bits: readonly (keyof typeof usages)[]): Uint8Array => {
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> usages[bit]), 0)
  // X.690 section 11.2.2: the zeros at the end of a list of named bits are left out.
  const unused = 31 - Math.clz32(octet & -octet)
  return writeExtension('551d0f', writeElement(Tag.bitString, Uint8Array.of(unused, octet)), true)
}

/** RFC 5280 section 4.2.1.2. */
export const subjectKeyIdentifier = (identifier: string): Uint8Array =>
  writeExtension('551d0e', writeElement(Tag.octetString, fromHex(identifier)))

/** RFC 5280 section 4.2.1.1: by the identifier, in `[0]`. */
export const authorityKeyIdentifier = (identifier: string): Uint8Array =>
  writeExtension('551d23', writeSequence(writeElement(0x80, fromHex(identifier))))

/** RFC 5280 section 4.2.1.12. */
const purposes = { serverAuth: '2b06010505070301', clientAuth: '2b06010505070302' } as const

export const extendedKeyUsage = (purpose: keyof typeof purposes): Uint8Array =>
  writeExtension('551d25', writeSequence(writeObjectIdentifier(purposes[purpose])))

/** A name by which a server is reached: it was checked to be one. */
export interface AlternativeName {
  readonly type: 'dns' | 'ip'
  readonly value: string
}

const groupOctets = (group: string): readonly number[] => {
  const number = Number.parseInt(group, 16)
  return [number >> 8, number & 0xff]
}

const addressOctets = (address: string): Uint8Array => {
  if (!address.includes(':')) return Uint8Array.from(address.split('.'), Number)
  const [before = [], after = []] = address
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':')).flatMap(groupOctets))
  return concatenate([
    Uint8Array.from(before),
    new Uint8Array(16 - before.length - after.length),
    Uint8Array.from(after),
  ])
}

/** RFC 5280 section 4.2.1.6: DNS names in `[2]`, addresses in `[7]`. */
export const subjectAlternativeNames = (names: readonly AlternativeName[]): Uint8Array => {
  const written = names.map(({ type, value }) =>
    type === 'dns' ? writeElement(0x82, writeAscii(value)) : writeElement(0x87, addressOctets(value)),
  )
  return writeExtension('551d11', writeSequence(concatenate(written)))
}
