import { octetAt } from '../der/octet-at.js'

/** Whether no octet has its high bit set. */
export const isAscii = (bytes: Uint8Array, start: number, end: number): boolean => {
  let joined = 0
  for (let position = start; position < end; position += 1) joined |= octetAt(bytes, position)
  return joined < 0x80
}
