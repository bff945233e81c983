import type { Certificate } from '@thingplan/core'
import { equalBytes } from '../bytes.js'
import { readConstructed } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import type { CertificateRequest } from '../request/certificate-request.js'
import { readSigned } from '../signer/read-signed.js'
import { encodeSubject } from './encode-subject.js'
import { readName } from './read-name.js'
import type { SubjectInput } from './subject-input.js'

const nothing = new Uint8Array()

/** RFC 2986 section 4.1: the subject is the second part of what is signed; its reader has checked that it is there. */
const subjectOfRequest = ({ der }: CertificateRequest): Uint8Array => {
  const [, subject] = readConstructed(readSigned(der)?.toBeSigned ?? nothing, Tag.sequence) ?? []
  return subject?.octets ?? nothing
}

/**
 * Whether a request asks for this subject, byte for byte.
 *
 * For CAs that copy the subject of a request: they must see no other than the one that the device is to have.
 *
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`.
 * @example
 * ```ts
 * import { createCertificateRequest, createKeyPair, requestsSubject } from '@thingplan/pki'
 *
 * const request = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=device-1' })
 * requestsSubject(request, { CN: 'device-1' }) // => true
 * requestsSubject(request, { CN: 'device-2' }) // => false
 * ```
 */
export const requestsSubject = (request: CertificateRequest, subject: SubjectInput): boolean =>
  equalBytes(subjectOfRequest(request), encodeSubject(subject))

/**
 * Whether a certificate has this subject: the same attributes with the same values in the same order.
 *
 * In whatever string type the CA has encoded them: some encode anew.
 *
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`.
 * @example
 * ```ts
 * import { createCertificateAuthority, hasSubject } from '@thingplan/pki'
 *
 * const { certificate } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * hasSubject(certificate, { CN: 'Factory CA' }) // => true
 * ```
 */
export const hasSubject = (certificate: Certificate, subject: SubjectInput): boolean => {
  const found = certificate.subject.entries()
  const wanted = readName(encodeSubject(subject)) ?? []
  return (
    found.length === wanted.length &&
    wanted.every(([type, value], at) => found[at]?.[0] === type && found[at]?.[1] === value)
  )
}
