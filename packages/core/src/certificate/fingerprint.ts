import type { Sha256 } from './certificate.js'
import { CertificateError } from './certificate-error.js'
import { hexOf } from './text/hex.js'

/** The certificate id of AWS IoT: the SHA-256 of the DER in lower-case hex. */
export const fingerprint = (der: Uint8Array, sha256: Sha256): string => {
  const digest = sha256(der)
  if (digest?.length !== 32) {
    throw new CertificateError('certificate-option', 'option `sha256` did not return 32 bytes', {
      field: 'sha256',
      remedy: 'pass a synchronous function that returns the 32 bytes of the SHA-256',
    })
  }
  return hexOf(digest)
}
