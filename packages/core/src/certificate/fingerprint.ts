import type { Sha256 } from './certificate.js'
import { CertificateError } from './certificate-error.js'
import { isBytes } from './is-bytes.js'
import { hexOf } from './text/hex.js'

/** The error for a hash that is none. */
export const wrongSha256 = (): CertificateError =>
  new CertificateError('certificate-option', 'option `sha256` is not a function that returns 32 bytes', {
    field: 'sha256',
    remedy: 'pass a synchronous SHA-256, or leave the option out',
  })

/** The certificate id of AWS IoT: the SHA-256 of the DER in lower-case hex. */
export const fingerprint = (der: Uint8Array, sha256: Sha256): string => {
  const digest = sha256(der)
  if (!isBytes(digest) || digest.length !== 32) throw wrongSha256()
  return hexOf(digest)
}
