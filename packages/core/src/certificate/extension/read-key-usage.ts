import type { KeyUsage } from '../certificate.js'
import type { DerReader } from '../der/der-reader.js'
import { enterBitString } from '../der/enter-bit-string.js'
import { octetAt } from '../der/octet-at.js'

/** In the order of their bits. */
export const keyUsages: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
]

/** RFC 5280 section 4.2.1.3. Bits without a meaning give no usage; trailing zero bits (X.690 section 11.2.2) are read. */
export const readKeyUsage = (reader: DerReader): readonly KeyUsage[] => {
  const end = enterBitString(reader)
  const { bytes, position: start } = reader
  reader.position = end
  const isSet = (_usage: KeyUsage, bit: number): boolean => {
    const position = start + (bit >> 3)
    return position < end && (octetAt(bytes, position) & (0x80 >> (bit & 7))) !== 0
  }
  return Object.freeze(keyUsages.filter(isSet))
}
