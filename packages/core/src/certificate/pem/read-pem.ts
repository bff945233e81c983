import { refusal } from '../refusal.js'
import { decodeBase64 } from './decode-base64.js'

// The two lines of RFC 7468 section 5, each alone on its line except for blanks behind it.
const begin = /(?:^\ufeff?|[\n\r])-----BEGIN CERTIFICATE-----[\t ]*(?![^\n\r])/
const end = /[\n\r]-----END CERTIFICATE-----[\t ]*(?![^\n\r])/

/** The octets of the first `CERTIFICATE` block of a text (RFC 7468 section 5). */
export const readPem = (text: string): Uint8Array => {
  const opening = begin.exec(text)
  const start = opening === null ? text.length : opening.index + opening[0].length
  const length = text.slice(start).search(end)
  if (length < 0) throw refusal('certificate-pem-missing', 'certificate', 'a PEM certificate')
  const der = decodeBase64(text, start, start + length)
  if (der === undefined) throw refusal('certificate-pem-malformed', 'certificate', 'base64 in lines')
  return der
}
