import { hash, X509Certificate } from 'node:crypto'
import { type Certificate, CertificateError, readCertificate } from '@thingplan/core'
import { certificateValidation } from '../exception/exceptions.js'

const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes)

export const readDeviceCertificate = (source: string | Uint8Array): Certificate => readCertificate(source, { sha256 })

/**
 * The certificate in a request.
 *
 * @throws {CertificateValidationException}
 */
export const readRequestCertificate = (member: string, pem: string): Certificate => {
  try {
    return readDeviceCertificate(pem)
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error
    throw certificateValidation(`${member} is not a certificate: ${error.message}`)
  }
}

export const toX509 = (certificate: Certificate): X509Certificate => new X509Certificate(certificate.der)
