import { CertificateError, type CertificateErrorCode } from './certificate-error.js'

/** The codes of what is wrong with a certificate itself. */
export type RefusalCode = Exclude<CertificateErrorCode, 'attribute-type-unknown' | 'certificate-option'>

const passLines = 'pass the PEM of a certificate, or the bytes of its DER'
const copyAgain = 'copy the certificate again, all of it and nothing else'

const remedies: Readonly<Partial<Record<RefusalCode, string>>> = {
  'certificate-source-type': passLines,
  'certificate-too-large': 'pass one certificate, without chain or key',
  'certificate-pem-missing': passLines,
  'certificate-pem-malformed': copyAgain,
  'certificate-der-truncated': copyAgain,
}

/** The error for bytes that are refused: what was expected in a field, and the remedy that belongs to the code. */
export const refusal = (code: RefusalCode, field: string, expected: string, offset?: number): CertificateError => {
  const place = offset === undefined ? '' : ` at byte ${offset}`
  const remedy = remedies[code] ?? 'have the certificate issued as RFC 5280 and X.690 (DER) demand'
  return new CertificateError(code, `${field}: expected ${expected}${place}`, { field, remedy, offset })
}
