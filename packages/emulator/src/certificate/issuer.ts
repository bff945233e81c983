import type { X509Certificate } from 'node:crypto'
import type { Certificate } from '@thingplan/core'
import { certificateValidation } from '../exception/exceptions.js'
import type { CaCertificate } from '../registry/records.js'
import type { Registry } from '../registry/registry.js'
import { toX509 } from './read.js'

/** Whether the names fit together and the signature verifies with the CA's key (RFC 5280 section 6.1.3). */
export const isIssuedBy = (certificate: Certificate, authority: X509Certificate): boolean => {
  const x509 = toX509(certificate)
  return x509.checkIssued(authority) && isSignedBy(x509, authority)
}

/** A key that is none, such as a point beside its curve, has signed nothing. */
const isSignedBy = (x509: X509Certificate, authority: X509Certificate): boolean => {
  try {
    return x509.verify(authority.publicKey)
  } catch {
    return false
  }
}

/** The registered CAs that have signed a certificate: several where CAs share subject and key. */
export const issuersOf = (registry: Registry, certificate: Certificate): readonly CaCertificate[] => {
  const issuerName = certificate.issuer.toString()
  return [...registry.caCertificates.values()].filter(
    (authority) => authority.certificate.subject.toString() === issuerName && isIssuedBy(certificate, authority.x509),
  )
}

/**
 * Where no CA vouches for a certificate, one signature can be checked all the same: its own, if it says that it has signed
 * itself. One that an older key of the same name has signed (RFC 5280 section 3.2, self-issued) names that key as its issuer's.
 *
 * @throws {CertificateValidationException}
 */
export const checkOwnSignature = (member: string, certificate: Certificate): void => {
  const { issuer, subject, authorityKeyIdentifier, subjectKeyIdentifier } = certificate
  if (issuer.toString() !== subject.toString()) return
  if (authorityKeyIdentifier !== undefined && authorityKeyIdentifier !== subjectKeyIdentifier) return
  const x509 = toX509(certificate)
  if (isSignedBy(x509, x509)) return
  throw certificateValidation(`${member} names itself as its issuer, and is not signed by its own key`)
}
