import type { X509Certificate } from 'node:crypto'
import type { Certificate } from '@thingplan/core'
import type { CaCertificate } from '../registry/records.js'
import type { Registry } from '../registry/registry.js'
import { toX509 } from './read.js'

/** Whether the names fit together and the signature verifies with the CA's key (RFC 5280 section 6.1.3). */
export const isIssuedBy = (certificate: Certificate, authority: X509Certificate): boolean => {
  const x509 = toX509(certificate)
  return x509.checkIssued(authority) && x509.verify(authority.publicKey)
}

/** The registered CAs that have signed a certificate: several where CAs share subject and key. */
export const issuersOf = (registry: Registry, certificate: Certificate): readonly CaCertificate[] => {
  const issuerName = certificate.issuer.toString()
  return [...registry.caCertificates.values()].filter(
    (authority) => authority.certificate.subject.toString() === issuerName && isIssuedBy(certificate, authority.x509),
  )
}
