import { type Certificate, readCertificate } from '@thingplan/core'
import { fromHex } from '../bytes.js'
import * as Tag from '../der/tag.js'
import { writeElement, writeInteger, writeSequence, writeTime } from '../der/write-element.js'
import { signerScheme, signStructure } from '../signer/sign-structure.js'
import type { Signer } from '../signer/signer.js'
import type { Target } from '../target.js'
import type { WebCrypto } from '../web-crypto.js'
import type { Extensions } from './profile.js'
import { randomSerialNumber } from './serial-number.js'
import type { Validity } from './validity.js'

/** Everything that a certificate says, but its serial number and signature. */
export interface CertificateContents {
  /** Name, DER. */
  readonly subject: Uint8Array
  /** Name, DER. */
  readonly issuer: Uint8Array
  readonly validity: Validity
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly extensions: Extensions
}

/** Who signs, by whose rules, and with what randomness. */
export interface Signing {
  readonly signer: Signer
  readonly target: Target
  readonly crypto: WebCrypto
}

/** RFC 5280 section 4.1.2.1: with extensions, version 3, which is written as 2. */
const version3 = Uint8Array.of(2)

/** Signs a certificate under a random serial number, and reads it back with the reader that devices will be judged by. */
export const writeCertificate = async (
  { subject, issuer, validity, spki, extensions }: CertificateContents,
  { signer, target, crypto }: Signing,
): Promise<Certificate> => {
  const serialNumber = writeInteger(fromHex(randomSerialNumber(crypto)))
  const contents = (algorithm: Uint8Array): Uint8Array =>
    writeSequence(
      writeElement(Tag.context(0), writeInteger(version3)),
      serialNumber,
      algorithm,
      issuer,
      writeSequence(writeTime(validity.notBefore), writeTime(validity.notAfter)),
      subject,
      spki,
      writeElement(Tag.context(3), writeSequence(...extensions)),
    )
  return readCertificate(await signStructure(contents, signer, signerScheme(signer, target)))
}
