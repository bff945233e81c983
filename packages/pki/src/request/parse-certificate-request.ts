import { readConstructed } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import { readPublicKey } from '../key/public-key-algorithm.js'
import { readPem } from '../pem.js'
import { PkiError } from '../pki-error.js'
import { readSigned, type SignedStructure } from '../signer/read-signed.js'
import { type NameEntries, readName } from '../subject/read-name.js'

/** Far above the 4096 characters that AWS takes, and enough for any RSA key. */
const largest = 16_384

const labels = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST']

const malformed = (problem: string): PkiError =>
  new PkiError('request-malformed', `the certificate request ${problem}`, {
    field: 'request',
    remedy: 'give a PKCS #10 request in PEM or DER',
  })

const derOf = (source: string | Uint8Array): Uint8Array => {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) throw malformed('is neither text nor bytes')
  if (source.length > largest) throw malformed(`is larger than ${largest}`)
  if (typeof source !== 'string') return Uint8Array.from(source)
  const block = readPem(source, labels)
  if (block === undefined) throw malformed('has no block `-----BEGIN CERTIFICATE REQUEST-----` of base64')
  return block.der
}

/** What a request says, before anything of it is verified. */
export interface RequestClaim extends SignedStructure {
  readonly der: Uint8Array
  readonly spki: Uint8Array
  readonly requestedSubject: NameEntries
}

const subjectOf = (name: Uint8Array): NameEntries => {
  const subject = readName(name)
  if (subject === undefined) throw malformed('has a subject that cannot be read')
  return subject
}

/**
 * Takes a request apart (RFC 2986 section 4).
 *
 * @throws {PkiError} `request-malformed`.
 */
export const parseCertificateRequest = (source: string | Uint8Array): RequestClaim => {
  const der = derOf(source)
  const signed = readSigned(der)
  if (signed === undefined) throw malformed('is not DER of a request, an algorithm and a signature')
  const [version, subject, key, attributes, more] = readConstructed(signed.toBeSigned, Tag.sequence) ?? []
  const isVersion1 = version?.tag === Tag.integer && version.content.length === 1 && version.content[0] === 0
  if (!isVersion1 || subject?.tag !== Tag.sequence || key === undefined) throw malformed('is not of version 1')
  // Attributes are asked for, never taken over; some leave out even the empty set of them.
  const hasOthers = more !== undefined || (attributes !== undefined && attributes.tag !== Tag.context(0))
  if (hasOthers || readPublicKey(key.octets) === undefined) throw malformed('has no public key, or more than a request')
  return { ...signed, der, spki: key.octets, requestedSubject: subjectOf(subject.octets) }
}
