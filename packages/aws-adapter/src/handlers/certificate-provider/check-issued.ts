import { type Certificate, isThingplanError, readCertificate } from '@thingplan/core'
import type { CertificateRequest } from '@thingplan/pki'
import { CertificateProviderError } from './certificate-provider-error.js'

const unfit = (message: string, cause?: unknown): CertificateProviderError =>
  new CertificateProviderError('provider-certificate', message, {
    field: 'certificatePem',
    remedy: 'have the issuer answer with the one certificate that it made of the request, in PEM',
    cause,
  })

const read = (pem: unknown): Certificate => {
  if (typeof pem !== 'string' || pem.length > 65_536) throw unfit('the issuer answered without a certificate')
  try {
    return readCertificate(pem)
  } catch (error) {
    const why = isThingplanError(error) ? `: ${error.message}` : ''
    throw unfit(`the issuer answered with a certificate that cannot be read${why}`, error)
  }
}

const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((octet, index) => octet === right[index])

/**
 * The issuer's certificate, which has to be one for the key of the request, and no CA: it would sign certificates itself.
 *
 * @throws {CertificateProviderError} `provider-certificate`
 */
export const checkIssued = (pem: unknown, { spki }: CertificateRequest): string => {
  const certificate = read(pem)
  if (!isSame(certificate.publicKey.spki, spki)) throw unfit('the issuer certified another key than the request has')
  if (certificate.basicConstraints?.ca === true) throw unfit('the issuer made the device a CA')
  return certificate.pem
}
