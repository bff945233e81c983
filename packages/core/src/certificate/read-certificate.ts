import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { unknownOption } from '../error/unknown-option.js'
import type { Certificate, Sha256 } from './certificate.js'
import { CertificateError } from './certificate-error.js'
import * as Tag from './der/tag.js'
import { wrongSha256 } from './fingerprint.js'
import { isBytes } from './is-bytes.js'
import { longestDer, longestPem } from './pem/pem-limits.js'
import { readPem } from './pem/read-pem.js'
import { readDer } from './read-der.js'
import { refusal } from './refusal.js'
import { textOfOctets } from './text/text-of-octets.js'

/** How `readCertificate` reads. */
export interface ReadCertificateOptions {
  /** The host's SHA-256, where it is faster than the bundled one (`@noble/hashes`); it must not change what it is given. With `hash` of `node:crypto`: `(bytes) => hash('sha256', bytes)`. */
  readonly sha256?: Sha256
}

const sha256Of = (options: ReadCertificateOptions): Sha256 => {
  const unknown = unknownOption('readCertificate', options, ['sha256'])
  if (unknown !== undefined) throw new CertificateError('certificate-option', unknown.message, unknown.details)
  const { sha256 = nobleSha256 } = options
  if (typeof sha256 !== 'function') throw wrongSha256()
  return sha256
}

const checkLength = (length: number, longest: number, unit: string): void => {
  if (length > longest) throw refusal('certificate-too-large', 'certificate', `at most ${longest} ${unit}`)
}

/** The bytes of the DER, out of the caller's reach. Bytes that begin with the tag of a SEQUENCE are DER, all others text. */
const derOf = (source: string | Uint8Array): Uint8Array => {
  if (typeof source !== 'string' && !isBytes(source)) {
    throw refusal('certificate-source-type', 'certificate', 'text or bytes')
  }
  checkLength(source.length, longestPem, 'characters')
  let der: Uint8Array
  if (typeof source === 'string') der = readPem(source)
  else if (source.length > 0 && source[0] !== Tag.sequence) der = readPem(textOfOctets(source, 0, source.length))
  else der = new Uint8Array(source)
  checkLength(der.length, longestDer, 'bytes of DER')
  return der
}

/**
 * Reads an X.509 certificate, strictly, and checks all of it.
 *
 * @param source The text of a PEM, or the bytes of a PEM or a DER. A PEM may have other text around it, line ends of any
 *   system, lines of any length and blanks at their ends; of several certificates the first is read. At most 65,536
 *   characters, which is AWS IoT's limit, and at most 48,354 bytes of DER, so that `pem` keeps to it as well. Bytes that
 *   begin with `0` (30 hex) are taken for DER.
 * @param options `sha256` replaces the bundled hash.
 * @returns The certificate, frozen. `id` is computed when it is first read; dates and bytes are fresh copies at each read,
 *   so changing one changes nothing else.
 *
 * What OpenSSL reads is read, with these exceptions, each of which lets two readers see two different things:
 *
 * - encodings that are not DER: indefinite or overlong lengths, overlong integers, object identifiers and bit strings,
 *   booleans other than 00 and FF, a version 1 that is written out, octets behind the end, tags of several octets, more than
 *   16 levels in parts of open type;
 * - times without seconds, with fractions or with an offset (RFC 5280 section 4.1.2.5);
 * - an octet above 7F in a string of ASCII characters, text that is not UTF-8, a surrogate or a character above U+10FFFF,
 *   an RDN without an attribute;
 * - extensions in version 1 or 2, an extension twice, an IP address of another length than 4 or 16 octets, garbage in an
 *   extension that is understood;
 * - a signature algorithm that differs inside and outside the signed part;
 * - an elliptic curve that is spelled out instead of named, an object identifier with an arc above 128 bits;
 * - PEM with another label than `CERTIFICATE`, headers, or base64 that is not canonical; or of which OpenSSL, by how it splits
 *   lines and which labels it knows, would read another certificate.
 *
 * Read, although RFC 5280 tells issuers otherwise: serial numbers that are zero, negative or long, a GeneralizedTime before
 * 2050, an end before the beginning, an empty issuer, an empty list of extensions, of alternative names or of purposes, an
 * encoded `FALSE` where it is the default, a PrintableString with any ASCII character, trailing zero bits in a key usage,
 * RDNs in another order than X.690 section 11.6 wants.
 *
 * @throws {CertificateError} `certificate-source-type`, `certificate-too-large`, `certificate-pem-missing`,
 *   `certificate-pem-malformed`, `certificate-der-truncated`, `certificate-der-malformed`, `certificate-structure`,
 *   `certificate-name`, `certificate-validity`, `certificate-public-key`, `certificate-extension`, `certificate-option`.
 * @see RFC 5280, RFC 7468, X.690
 *
 * @example
 * ```ts
 * import { readCertificate } from '@thingplan/core'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const certificate = readCertificate(certificateFixture({ subject: { CN: 'device-1', title: 'iot' } }).pem)
 * certificate.subject.get('CN') // => 'device-1'
 * certificate.subject.toString() // => 'title=iot,CN=device-1'
 * certificate.publicKey.curve // => 'P-256'
 * ```
 */
export const readCertificate = (source: string | Uint8Array, options?: ReadCertificateOptions): Certificate => {
  const sha256 = options === undefined ? nobleSha256 : sha256Of(options)
  return readDer(derOf(source), sha256)
}
