import { octetAt } from '../der/octet-at.js'

/** Text of one character an octet (ISO 8859-1, and so ASCII); four at a time, because each call has its price. */
export const textOfOctets = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ''
  let position = start
  for (; position + 4 <= end; position += 4) {
    text += String.fromCharCode(
      octetAt(bytes, position),
      octetAt(bytes, position + 1),
      octetAt(bytes, position + 2),
      octetAt(bytes, position + 3),
    )
  }
  for (; position < end; position += 1) text += String.fromCharCode(octetAt(bytes, position))
  return text
}
