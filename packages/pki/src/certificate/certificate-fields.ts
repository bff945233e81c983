import type { Certificate } from '@thingplan/core'
import { type Element, readConstructed } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import { readSigned, type SignedStructure } from '../signer/read-signed.js'

const fieldsOf = ({ toBeSigned }: SignedStructure): readonly Element[] => {
  const fields = readConstructed(toBeSigned, Tag.sequence) ?? []
  // The version is optional and comes first (RFC 5280 section 4.1).
  return fields[0]?.tag === Tag.context(0) ? fields.slice(1) : fields
}

const missing = new Uint8Array()

/** The parts of a certificate that was read, octet by octet. */
export interface CertificateFields extends SignedStructure {
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
}

/** Names and signature as the certificate has them; its reader has checked that they are there. */
export const certificateFields = ({ der }: Certificate): CertificateFields => {
  const signed = readSigned(der) ?? { toBeSigned: missing, algorithm: missing, signature: missing }
  const [, , issuer, , subject] = fieldsOf(signed)
  return { ...signed, issuer: issuer?.octets ?? missing, subject: subject?.octets ?? missing }
}
