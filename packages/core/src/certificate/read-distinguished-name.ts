import { createReader, finish } from './der/der-reader.js'
import { isBytes } from './is-bytes.js'
import { readName } from './name/read-name.js'
import type { Name } from './name.js'
import { refusal } from './refusal.js'

/**
 * Reads a distinguished name that stands by itself as strictly as `readCertificate` reads those of certificates: that of a
 * certificate request, for example.
 *
 * @param der The bytes of a Name, all of them.
 * @returns The name, frozen; it does not change with the bytes.
 * @throws {CertificateError} `certificate-source-type`, `certificate-der-malformed`, `certificate-der-truncated`,
 *   `certificate-name`.
 * @see RFC 5280 section 4.1.2.4, X.690
 *
 * @example
 * ```ts
 * import { readDistinguishedName } from '@thingplan/core'
 *
 * const der = Uint8Array.from([0x30, 0x0e, 0x31, 0x0c, 0x30, 0x0a, 6, 3, 0x55, 4, 3, 0x0c, 3, 0x61, 0x2d, 0x31])
 * readDistinguishedName(der).toString() // => 'CN=a-1'
 * ```
 */
export const readDistinguishedName = (der: Uint8Array): Name => {
  if (!isBytes(der)) throw refusal('certificate-source-type', 'subject', 'bytes')
  const reader = createReader(new Uint8Array(der), 'subject')
  const name = readName(reader)
  finish(reader)
  return name
}
