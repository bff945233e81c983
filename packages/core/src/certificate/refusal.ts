import { CertificateError, type CertificateErrorCode } from './certificate-error.js'

/** The codes of what is wrong with a certificate itself. */
export type RefusalCode = Exclude<CertificateErrorCode, 'attribute-type-unknown' | 'certificate-option'>

const PEM_LINES = '`-----BEGIN CERTIFICATE-----` to `-----END CERTIFICATE-----`'

const issueAsIn = (rule: string): string => `have the certificate issued as ${rule} demands`

const remedyFor = (code: RefusalCode): string => {
  switch (code) {
    case 'certificate-source-type':
    case 'certificate-pem-missing':
      return `pass the lines from ${PEM_LINES}, or the bytes of the DER`
    case 'certificate-too-large':
      return 'pass one certificate, without chain, key or other text'
    case 'certificate-pem-malformed':
    case 'certificate-der-truncated':
      return 'copy the certificate again, all of it and nothing else'
    case 'certificate-der-malformed':
      return issueAsIn('DER (X.690)')
    case 'certificate-structure':
      return issueAsIn('RFC 5280 section 4.1')
    case 'certificate-name':
      return issueAsIn('RFC 5280 section 4.1.2.4')
    case 'certificate-validity':
      return issueAsIn('RFC 5280 section 4.1.2.5')
    case 'certificate-public-key':
      return issueAsIn('RFC 5280 section 4.1.2.7')
    case 'certificate-extension':
      return issueAsIn('RFC 5280 section 4.2')
  }
}

/** The error for bytes that are refused, with the remedy that belongs to its code. */
export const refusal = (code: RefusalCode, field: string, problem: string, offset?: number): CertificateError => {
  const place = offset === undefined ? '' : ` (byte ${offset})`
  const details = offset === undefined ? {} : { offset }
  return new CertificateError(code, `${field} ${problem}${place}`, { field, remedy: remedyFor(code), ...details })
}
