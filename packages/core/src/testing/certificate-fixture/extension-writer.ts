import type { GeneralName, KeyUsage } from '../../certificate/certificate.js'
import * as Tag from '../../certificate/der/tag.js'
import { keyUsages } from '../../certificate/extension/read-key-usage.js'
import { octetsOfText } from '../../template/octets-of-text.js'
import { bytesOfHex, integerContent, objectIdentifierContent, writeElement } from './der-writer.js'
import { ipAddressOctets } from './ip-address-octets.js'
import { type FixtureName, writeName } from './name-writer.js'

/** An extension; its value is given as bytes, or as their hex. */
export interface FixtureExtension {
  readonly oid: string
  readonly critical?: boolean
  readonly value: Uint8Array | string
}

/** A subject alternative name, as `Certificate` has it; `other` is the hex of a DER element. */
export type FixtureGeneralName =
  | Exclude<GeneralName, { kind: 'directory-name' }>
  | { readonly kind: 'directory-name'; readonly value: FixtureName }

/** The standard extensions of a fixture, in the words of `Certificate`. */
export interface FixtureExtensions {
  readonly subjectAlternativeNames?: readonly FixtureGeneralName[]
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number }
  readonly keyUsage?: readonly KeyUsage[]
  readonly extendedKeyUsage?: readonly string[]
  readonly subjectKeyIdentifier?: string
  readonly authorityKeyIdentifier?: string
}

const writeGeneralName = (name: FixtureGeneralName): Uint8Array => {
  switch (name.kind) {
    case 'email':
      return writeElement(Tag.contextPrimitive(1), octetsOfText(name.value))
    case 'dns':
      return writeElement(Tag.contextPrimitive(2), octetsOfText(name.value))
    case 'uri':
      return writeElement(Tag.contextPrimitive(6), octetsOfText(name.value))
    case 'ip':
      return writeElement(Tag.contextPrimitive(7), ipAddressOctets(name.value))
    case 'registered-id':
      return writeElement(Tag.contextPrimitive(8), objectIdentifierContent(name.value))
    case 'directory-name':
      return writeElement(Tag.contextConstructed(4), writeName(name.value))
    case 'other':
      return bytesOfHex(name.value)
  }
}

const writeBasicConstraints = (ca: boolean, pathLength: number | undefined): Uint8Array =>
  writeElement(
    Tag.sequence,
    ca ? writeElement(Tag.boolean, Uint8Array.of(0xff)) : Uint8Array.of(),
    pathLength === undefined ? Uint8Array.of() : writeElement(Tag.integer, integerContent(pathLength.toString(16))),
  )

/** A named bit list without trailing zeros (X.690 section 11.2.2). */
const writeKeyUsage = (usages: readonly KeyUsage[]): Uint8Array => {
  const bits = usages.map((usage) => keyUsages.indexOf(usage))
  const used = Math.max(0, ...bits.map((bit) => bit + 1))
  const octets = new Uint8Array(Math.ceil(used / 8))
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return writeElement(Tag.bitString, Uint8Array.of(octets.length * 8 - used), octets)
}

const writeExtension = (oid: string, critical: boolean, value: Uint8Array): Uint8Array =>
  writeElement(
    Tag.sequence,
    writeElement(Tag.objectIdentifier, objectIdentifierContent(oid)),
    critical ? writeElement(Tag.boolean, Uint8Array.of(0xff)) : Uint8Array.of(),
    writeElement(Tag.octetString, value),
  )

const writeStandardExtensions = (spec: FixtureExtensions): Uint8Array[] => {
  const written: Uint8Array[] = []
  const { basicConstraints, keyUsage, extendedKeyUsage, subjectAlternativeNames } = spec
  if (basicConstraints !== undefined) {
    const value = writeBasicConstraints(basicConstraints.ca, basicConstraints.pathLength)
    written.push(writeExtension('2.5.29.19', true, value))
  }
  if (keyUsage !== undefined) written.push(writeExtension('2.5.29.15', true, writeKeyUsage(keyUsage)))
  if (extendedKeyUsage !== undefined) {
    const purposes = extendedKeyUsage.map((oid) => writeElement(Tag.objectIdentifier, objectIdentifierContent(oid)))
    written.push(writeExtension('2.5.29.37', false, writeElement(Tag.sequence, ...purposes)))
  }
  if (subjectAlternativeNames !== undefined) {
    const names = subjectAlternativeNames.map(writeGeneralName)
    written.push(writeExtension('2.5.29.17', false, writeElement(Tag.sequence, ...names)))
  }
  if (spec.subjectKeyIdentifier !== undefined) {
    const identifier = writeElement(Tag.octetString, bytesOfHex(spec.subjectKeyIdentifier))
    written.push(writeExtension('2.5.29.14', false, identifier))
  }
  if (spec.authorityKeyIdentifier !== undefined) {
    const identifier = writeElement(Tag.contextPrimitive(0), bytesOfHex(spec.authorityKeyIdentifier))
    written.push(writeExtension('2.5.29.35', false, writeElement(Tag.sequence, identifier)))
  }
  return written
}

/** `[3] EXPLICIT` extensions (RFC 5280 section 4.1.2.9), or nothing where there are none. */
export const writeExtensions = (standard: FixtureExtensions, others: readonly FixtureExtension[]): Uint8Array => {
  const written = [
    ...writeStandardExtensions(standard),
    ...others.map(({ oid, critical = false, value }) =>
      writeExtension(oid, critical, typeof value === 'string' ? bytesOfHex(value) : value),
    ),
  ]
  return written.length === 0
    ? Uint8Array.of()
    : writeElement(Tag.contextConstructed(3), writeElement(Tag.sequence, ...written))
}
