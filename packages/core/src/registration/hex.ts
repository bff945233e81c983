/**
 * A hexadecimal number in one spelling: lower case, without `0x`, colons, blanks and leading zeros; `0` for zero.
 *
 * Serial numbers are written as OpenSSL (`0A:BC`), AWS and browsers each prefer; they are integers (RFC 5280 section
 * 4.1.2.2), so leading zeros mean nothing. A negative number, which that section forbids and some CAs have issued, keeps `-`.
 *
 * @returns undefined for text that is not hexadecimal.
 */
export const normalizeSerialNumber = (text: string): string | undefined => {
  const match = /^(-?)(?:0x)?([0-9a-f]+)$/.exec(text.replace(/[\s:]/g, '').toLowerCase())
  const digits = match?.[2]?.replace(/^0+(?=.)/, '')
  return digits === undefined ? undefined : `${match?.[1] ?? ''}${digits}`
}

/**
 * A certificate id in AWS IoT's spelling: 64 lower-case hexadecimal digits. AWS also takes `0x` in front (API model,
 * `CertificateId`); OpenSSL prints fingerprints with colons.
 *
 * @returns undefined for text that is not a SHA-256 fingerprint.
 */
export const normalizeCertificateId = (text: string): string | undefined =>
  /^(?:0x)?([0-9a-f]{64})$/.exec(text.replace(/[\s:]/g, '').toLowerCase())?.[1]
