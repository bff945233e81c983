import { type DerElement, DerReader } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import { readInteger } from '../der/read-integer.js'
import { Tag } from '../der/tag.js'
import { publicKeyContext } from './context.js'

const readPositive = (reader: DerReader): DerElement => {
  const integer = readInteger(reader)
  const first = octetAt(reader.bytes, integer.content)
  if (first >= 0x80 || (first === 0 && integer.end - integer.content === 1)) {
    throw reader.refuse('has an RSA key with a number that is not above zero', integer.content)
  }
  return integer
}

/** The size of the modulus of an RSAPublicKey, a sequence of modulus and exponent (RFC 3279 section 2.3.1). */
export const rsaModulusBits = (bytes: Uint8Array, key: DerElement): number => {
  const outer = new DerReader(bytes, key.content, key.end, publicKeyContext)
  const reader = outer.enter(Tag.sequence)
  outer.finish()
  const modulus = readPositive(reader)
  readPositive(reader)
  reader.finish()
  const leading = octetAt(bytes, modulus.content) === 0 ? modulus.content + 1 : modulus.content
  return (modulus.end - leading) * 8 - (Math.clz32(octetAt(bytes, leading)) - 24)
}
