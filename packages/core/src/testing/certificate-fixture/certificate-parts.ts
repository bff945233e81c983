import * as Tag from '../../certificate/der/tag.js'
import { hexOf } from '../../certificate/text/hex.js'
import { concatenate, integerContent, writeElement } from './der-writer.js'
import { writeExtensions } from './extension-writer.js'
import { filler } from './filler.js'
import type { CertificateFixtureOptions } from './fixture-options.js'
import { writeName } from './name-writer.js'
import { writePublicKey } from './public-key-writer.js'
import { writeSignature, writeSignatureAlgorithm } from './signature-writer.js'
import { writeTime } from './time-writer.js'

/** The elements of a certificate in the order of RFC 5280 section 4.1; empty where one is left out. */
export interface CertificateParts {
  readonly version: Uint8Array
  readonly serialNumber: Uint8Array
  readonly signature: Uint8Array
  readonly issuer: Uint8Array
  readonly validity: Uint8Array
  readonly subject: Uint8Array
  readonly subjectPublicKeyInfo: Uint8Array
  readonly uniqueIdentifiers: Uint8Array
  readonly extensions: Uint8Array
  readonly signatureAlgorithm: Uint8Array
  readonly signatureValue: Uint8Array
}

/** `[0] EXPLICIT`, left out for version 1 (X.690 section 11.5). */
const writeVersion = (version: 1 | 2 | 3): Uint8Array =>
  version === 1
    ? Uint8Array.of()
    : writeElement(Tag.contextConstructed(0), writeElement(Tag.integer, Uint8Array.of(version - 1)))

/** A positive number of 16 octets. */
const serialNumberOf = (content: Uint8Array): string => `4${hexOf(filler(content, 16)).slice(1)}`

/** The elements that the options of a fixture spell out. */
export const partsOf = (options: CertificateFixtureOptions): CertificateParts => {
  const algorithmName = options.signatureAlgorithm ?? 'ecdsa-with-SHA256'
  const algorithm = writeSignatureAlgorithm(algorithmName)
  const issuer = writeName(options.issuer ?? { O: 'Thingplan', CN: 'Fixture CA' })
  const validity = writeElement(
    Tag.sequence,
    writeTime('notBefore', options.notBefore ?? new Date(Date.UTC(2026, 0))),
    writeTime('notAfter', options.notAfter ?? new Date(Date.UTC(2036, 0))),
  )
  const subject = writeName(options.subject)
  const content = concatenate([issuer, validity, subject])
  const serialNumber = options.serialNumber ?? serialNumberOf(content)
  return {
    version: writeVersion(options.version ?? 3),
    serialNumber: writeElement(Tag.integer, integerContent(serialNumber)),
    signature: algorithm,
    issuer,
    validity,
    subject,
    subjectPublicKeyInfo: writePublicKey(options.publicKey ?? 'EC-P256', subject),
    uniqueIdentifiers: Uint8Array.of(),
    extensions: writeExtensions(options, options.extensions ?? []),
    signatureAlgorithm: algorithm,
    signatureValue: writeSignature(algorithmName, content),
  }
}

/** The certificate that the elements make, whatever they are. */
export const assembleCertificate = (parts: CertificateParts): Uint8Array => {
  const tbsCertificate = writeElement(
    Tag.sequence,
    parts.version,
    parts.serialNumber,
    parts.signature,
    parts.issuer,
    parts.validity,
    parts.subject,
    parts.subjectPublicKeyInfo,
    parts.uniqueIdentifiers,
    parts.extensions,
  )
  return writeElement(Tag.sequence, tbsCertificate, parts.signatureAlgorithm, parts.signatureValue)
}
