import { CertificateError, type CertificateErrorCode } from './certificate-error.js'

/** The codes of what is wrong with a certificate itself. */
export type RefusalCode = Exclude<CertificateErrorCode, 'attribute-type-unknown' | 'certificate-option'>

const remedies: Readonly<Record<RefusalCode, string>> = {
  'certificate-source-type': 'pass the PEM text of a certificate, or the bytes of its PEM or DER',
  'certificate-too-large': 'pass one certificate alone, without its chain, its key or other text',
  'certificate-pem-missing': 'pass the lines from `-----BEGIN CERTIFICATE-----` to `-----END CERTIFICATE-----`',
  'certificate-pem-malformed': 'copy the certificate again, with its line breaks and nothing added',
  'certificate-der-truncated': 'the end is missing: copy the certificate again',
  'certificate-der-malformed': 'issue the certificate with an encoder that follows DER (X.690)',
  'certificate-structure': 'issue the certificate as RFC 5280 section 4.1 lays it out',
  'certificate-name': 'issue the certificate with names that follow RFC 5280 section 4.1.2.4',
  'certificate-validity': 'issue the certificate with times that follow RFC 5280 section 4.1.2.5',
  'certificate-public-key': 'issue the certificate with a key that its algorithm allows (RFC 3279, 5480, 8410, 9881)',
  'certificate-extension': 'issue the certificate with extensions that follow RFC 5280 section 4.2',
}

/** The error for bytes that are refused, with the remedy that belongs to its code. */
export const refusal = (code: RefusalCode, field: string, problem: string, offset?: number): CertificateError => {
  const place = offset === undefined ? '' : ` (byte ${offset})`
  const details = offset === undefined ? {} : { offset }
  return new CertificateError(code, `${field} ${problem}${place}`, { field, remedy: remedies[code], ...details })
}
