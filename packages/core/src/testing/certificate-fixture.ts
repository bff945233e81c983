import type { Certificate } from '../certificate/certificate.js'
import { readCertificate } from '../certificate/read-certificate.js'
import { assembleCertificate, partsOf } from './certificate-fixture/certificate-parts.js'
import { type CertificateFixtureOptions, checkFixtureOptions } from './certificate-fixture/fixture-options.js'

/**
 * A certificate for tests, without a key and without cryptography.
 *
 * The encoding is what RFC 5280 wants, down to the order of sets; key and signature are filler that is derived from the
 * rest, so different options give different ids and the same options always the same bytes. Nothing verifies against it.
 *
 * @param options What the certificate says. Values of the subject are UTF8Strings unless `{ value, encoding }` or the hex
 *   of any DER element, `{ der }`, is given, and are not checked, so that hostile certificates can be made.
 * @returns The certificate, as `readCertificate` reads it; `pem` and `der` are on it.
 * @throws {CertificateError} `certificate-option`, `attribute-type-unknown`, and whatever `readCertificate` throws for
 *   what the options spell out.
 *
 * @example
 * ```ts
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const certificate = certificateFixture({ subject: { CN: 'device-1', serialNumber: ['A1', 'A2'] }, publicKey: 'RSA-2048' })
 * certificate.subject.getAll('serialNumber') // => ['A1', 'A2']
 * certificate.publicKey.bits // => 2048
 * certificate.notAfter.getUTCFullYear() // => 2036
 * ```
 */
export const certificateFixture = (options: CertificateFixtureOptions): Certificate => {
  checkFixtureOptions(options)
  return readCertificate(assembleCertificate(partsOf(options)))
}
