import { octetAt } from '../der/octet-at.js'

/** Text of one character an octet (ISO 8859-1, and so ASCII); eight at a time, because each call has its price. */
export const textOfOctets = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ''
  let position = start
  for (; position + 8 <= end; position += 8) {
    text += String.fromCharCode(
      octetAt(bytes, position),
      octetAt(bytes, position + 1),
      octetAt(bytes, position + 2),
      octetAt(bytes, position + 3),
      octetAt(bytes, position + 4),
      octetAt(bytes, position + 5),
      octetAt(bytes, position + 6),
      octetAt(bytes, position + 7),
    )
  }
  for (; position < end; position += 1) text += String.fromCharCode(octetAt(bytes, position))
  return text
}
