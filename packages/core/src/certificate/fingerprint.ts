import type { Sha256 } from './certificate.js'
import { CertificateError } from './certificate-error.js'
import { isBytes } from './is-bytes.js'
import { hexOf } from './text/hex.js'

/** The error for a hash that is none. */
export const wrongSha256 = (): CertificateError =>
  new CertificateError('certificate-option', 'option `sha256` is not a synchronous SHA-256', {
    field: 'sha256',
    remedy: 'return 32 bytes or their lower-case hex, or leave it out',
  })

/** The certificate id of AWS IoT: the SHA-256 of the DER in lower-case hex. */
export const fingerprint = (der: Uint8Array, sha256: Sha256): string => {
  const digest = sha256(der)
  const hex: unknown = isBytes(digest) && digest.length === 32 ? hexOf(digest) : digest
  if (typeof hex === 'string' && hex.length === 64 && !/[^\da-f]/.test(hex)) return hex
  throw wrongSha256()
}
