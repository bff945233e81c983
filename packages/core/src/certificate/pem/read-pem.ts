import { refusal } from '../refusal.js'
import { decodeBase64 } from './decode-base64.js'
import { isLineBreak, isRestOfLineBlank } from './line.js'

const beginMarker = '-----BEGIN CERTIFICATE-----'
const endMarker = '-----END CERTIFICATE-----'
const BYTE_ORDER_MARK = 0xfeff

const isLineStart = (text: string, position: number): boolean => {
  if (position === 0) return true
  const before = text.charCodeAt(position - 1)
  return isLineBreak(before) || (position === 1 && before === BYTE_ORDER_MARK)
}

/** The first marker from `from` on that stands on a line of its own; -1 where there is none. */
const findMarker = (text: string, marker: string, from: number): number => {
  let found = text.indexOf(marker, from)
  while (found >= 0 && !(isLineStart(text, found) && isRestOfLineBlank(text, found + marker.length, text.length))) {
    found = text.indexOf(marker, found + marker.length)
  }
  return found
}

/** The octets of the first `CERTIFICATE` block of a text (RFC 7468 section 5). */
export const readPem = (text: string): Uint8Array => {
  const begin = findMarker(text, beginMarker, 0)
  if (begin < 0) throw refusal('certificate-pem-missing', 'certificate', `has no line \`${beginMarker}\``)
  const start = begin + beginMarker.length
  const end = findMarker(text, endMarker, start)
  if (end < 0)
    throw refusal('certificate-pem-missing', 'certificate', `has no line \`${endMarker}\` behind its first line`)
  const der = decodeBase64(text, start, end)
  if (der === undefined) {
    throw refusal(
      'certificate-pem-malformed',
      'certificate',
      'has text between its markers that is not base64 in lines',
    )
  }
  return der
}
