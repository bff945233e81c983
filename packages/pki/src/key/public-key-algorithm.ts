import { readElement } from '../der/read-element.js'
import { AsnConvert, type PublicKey, SubjectPublicKeyInfo } from '../peculiar.js'

/** Bits of a positive INTEGER's content (X.690 section 8.3), of any other 0. */
const bitsOf = (octets: Uint8Array): number => {
  const first = octets.findIndex((octet) => octet !== 0)
  if (first < 0 || (octets[0] ?? 0) >= 0x80) return 0
  return 8 * (octets.length - first) - (Math.clz32(octets[first] ?? 0) - 24)
}

/** RFC 8017 appendix A.1.1: the modulus is the first of two integers. */
const modulusBits = (subjectPublicKey: Uint8Array): number => {
  const modulus = readElement(readElement(subjectPublicKey)?.content ?? new Uint8Array())
  return modulus === undefined ? 0 : bitsOf(modulus.content)
}

/** A public key's algorithm in WebCrypto's terms, the size of RSA to the bit: the library counts whole octets. */
export const publicKeyAlgorithm = ({ algorithm, rawData }: PublicKey): PublicKey['algorithm'] => {
  if (!('modulusLength' in algorithm)) return algorithm
  const { subjectPublicKey } = AsnConvert.parse(rawData, SubjectPublicKeyInfo)
  return { ...algorithm, modulusLength: modulusBits(new Uint8Array(subjectPublicKey)) }
}
