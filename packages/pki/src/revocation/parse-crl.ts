import { equalBytes, toHex } from '../bytes.js'
import { type Element, readConstructed, readContent } from '../der/read-element.js'
import { readTime } from '../der/read-time.js'
import * as Tag from '../der/tag.js'
import { PkiError } from '../pki-error.js'
import { readSigned, type SignedStructure } from '../signer/read-signed.js'
import type { Revocation } from './crl.js'
import { type CrlExtension, readExtensions } from './read-extensions.js'
import { reasonOf } from './revocation-reason.js'

/** RFC 5280 sections 5.2.1, 5.2.3 and 5.3.1: contents of the OBJECT IDENTIFIERs. */
const authorityKeyIdentifier = '551d23'
const crlNumber = '551d14'
const reasonCode = '551d15'

export const malformedCrl = (problem: string): PkiError =>
  new PkiError('crl-malformed', `the CRL ${problem}`, {
    field: 'crl',
    remedy: 'give a CRL of version 2 in PEM or DER',
  })

/** The parts of a CRL (RFC 5280 section 5.1). */
export interface CrlParts extends SignedStructure {
  /** Name, DER. */
  readonly issuer: Uint8Array
  readonly thisUpdate: Date
  readonly nextUpdate: Date | undefined
  readonly revocations: readonly Revocation[]
  readonly number: string | undefined
  readonly authorityKeyIdentifier: string | undefined
}

/** A list with something critical that is not understood is not to be used (RFC 5280 sections 5.2 and 5.3). */
const checkCritical = (extensions: readonly CrlExtension[]): void => {
  const unknown = extensions.find(({ critical, oid }) => critical && oid !== crlNumber && oid !== reasonCode)
  if (unknown === undefined) return
  throw new PkiError('crl-unsupported', `the CRL has a critical extension that is not understood (${unknown.oid})`, {
    field: 'crl',
    value: unknown.oid,
    remedy: 'use a complete CRL of one issuer: not one of changes, nor one of a part of the certificates',
  })
}

const extensionsOf = (element: Element | undefined, what: string): readonly CrlExtension[] => {
  const extensions = element === undefined ? [] : readExtensions(element.octets)
  if (extensions === undefined) throw malformedCrl(`has ${what} with extensions that cannot be read`)
  checkCritical(extensions)
  return extensions
}

const integerOf = (octets: Uint8Array | undefined): string | undefined => {
  const [first = 0x80, second = 0] = octets ?? []
  if (octets === undefined || first >= 0x80) return undefined
  if (first !== 0 || octets.length === 1) return toHex(octets)
  return second >= 0x80 ? toHex(octets.subarray(1)) : undefined
}

const reasonFrom = (extensions: readonly CrlExtension[]): Pick<Revocation, 'reason'> => {
  const value = extensions.find(({ oid }) => oid === reasonCode)?.value
  if (value === undefined) return {}
  const content = readContent(value, Tag.enumerated)
  const reason = reasonOf(content?.length === 1 ? content[0] : undefined)
  if (reason === undefined) throw malformedCrl('has an entry with a reason that is none')
  return { reason }
}

const readRevocation = ({ octets }: Element): Revocation => {
  const [serial, date, extensions, more] = readConstructed(octets, Tag.sequence) ?? []
  const serialNumber = serial?.tag === Tag.integer ? integerOf(serial.content) : undefined
  const revokedAt = readTime(date)
  if (serialNumber === undefined || revokedAt === undefined || more !== undefined) {
    throw malformedCrl('has an entry that is not a serial number and a time')
  }
  return Object.freeze({ serialNumber, revokedAt, ...reasonFrom(extensionsOf(extensions, 'an entry')) })
}

const numberFrom = (extensions: readonly CrlExtension[]): string | undefined => {
  const value = extensions.find(({ oid }) => oid === crlNumber)?.value
  if (value === undefined) return undefined
  const number = integerOf(readContent(value, Tag.integer))
  if (number === undefined) throw malformedCrl('has a number that is none')
  return number
}

/** RFC 5280 section 4.2.1.1: the identifier is `[0]`, implicit. */
const keyIdentifierFrom = (extensions: readonly CrlExtension[]): string | undefined => {
  const value = extensions.find(({ oid }) => oid === authorityKeyIdentifier)?.value
  const parts = value && readConstructed(value, Tag.sequence)
  const identifier = parts?.find(({ tag }) => tag === 0x80)
  return identifier && toHex(identifier.content)
}

const isTime = (element: Element | undefined): boolean =>
  element?.tag === Tag.utcTime || element?.tag === Tag.generalizedTime

/** Takes the optional parts one after the other, in the order that they have. */
const readList = (
  fields: readonly Element[],
): Pick<CrlParts, 'nextUpdate' | 'revocations' | 'number' | 'authorityKeyIdentifier'> => {
  const [first] = fields
  const nextUpdate = isTime(first) ? readTime(first) : undefined
  if (isTime(first) && nextUpdate === undefined) throw malformedCrl('has a next update that is no time')
  const [list, ...behind] = isTime(first) ? fields.slice(1) : fields
  const entries = list?.tag === Tag.sequence ? readConstructed(list.octets, Tag.sequence) : []
  const [wrapped, more] = list?.tag === Tag.sequence ? behind : [list, ...behind]
  if (entries === undefined || more !== undefined) throw malformedCrl('has a list that cannot be read')
  const extensions = wrapped && readConstructed(wrapped.octets, Tag.context(0))
  if (wrapped !== undefined && extensions?.length !== 1) throw malformedCrl('has extensions that cannot be read')
  const known = extensionsOf(extensions?.[0], 'a list')
  return {
    nextUpdate,
    revocations: Object.freeze(entries.map(readRevocation)),
    number: numberFrom(known),
    authorityKeyIdentifier: keyIdentifierFrom(known),
  }
}

/**
 * Takes a CRL apart.
 *
 * @throws {PkiError} `crl-malformed`, `crl-unsupported`.
 */
export const parseCrl = (der: Uint8Array): CrlParts => {
  const signed = readSigned(der)
  if (signed === undefined) throw malformedCrl('is not DER of a list, an algorithm and a signature')
  const all = readConstructed(signed.toBeSigned, Tag.sequence) ?? []
  const isVersion2 = all[0]?.tag === Tag.integer && toHex(all[0].content) === '01'
  // Version 1 has no extensions, and leaves out its number.
  const [algorithm, issuer, thisTime, ...rest] = isVersion2 ? all.slice(1) : all
  const thisUpdate = readTime(thisTime)
  if (algorithm?.tag !== Tag.sequence || issuer?.tag !== Tag.sequence || thisUpdate === undefined) {
    throw malformedCrl('does not begin with an algorithm, an issuer and a time')
  }
  // RFC 5280 section 5.1.1.2: or the algorithm could be changed without changing what is signed.
  if (!equalBytes(algorithm.content, signed.algorithm)) throw malformedCrl('names two signature algorithms')
  return { ...signed, issuer: issuer.octets, thisUpdate, ...readList(rest) }
}
