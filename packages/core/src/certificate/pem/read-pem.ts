import { refusal } from '../refusal.js'
import { decodeBase64 } from './decode-base64.js'

// The two lines of RFC 7468 section 5, each alone on its line except for blanks behind it.
const begin = /(?:^\ufeff?|[\n\r])-----BEGIN CERTIFICATE-----[\t ]*(?![^\n\r])/
const end = /[\n\r]-----END CERTIFICATE-----[\t ]*(?![^\n\r])/

/**
 * Where OpenSSL may begin, which cuts long lines, lets much stand behind the marker and knows older labels: with another
 * certificate, or with a block that ends only behind the certificate.
 */
const beginsElsewhere = /-----BEGIN (?:(?:\w+ )?CERTIFICATE-----|[^-]*-----(?![\s\S]*?[\n\r]-----END ))/

/** The octets of the first `CERTIFICATE` block of a text (RFC 7468 section 5), where no other reader begins with another. */
export const readPem = (text: string): Uint8Array => {
  const opening = begin.exec(text)
  const start = opening ? opening.index + opening[0].length : text.length
  const length = text.slice(start).search(end)
  if (!opening || length < 0) throw refusal('certificate-pem-missing', 'certificate', 'a PEM certificate')
  // OpenSSL ends lines with LF alone, so it would skip the block where CR ends some.
  const isSkipped = text.includes('\r') && text.includes('\n') && /\r-----|-----[\t ]*\r[^\n\r]/.test(text)
  const isFirst = !isSkipped && !beginsElsewhere.test(text.slice(0, opening.index + 1))
  const der = isFirst && decodeBase64(text, start, start + length)
  if (!der) throw refusal('certificate-pem-malformed', 'certificate', 'one PEM, in lines')
  return der
}
