import { toHex } from '../bytes.js'
import { type Element, readConstructed, readElements } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import { hasKeyForm } from './key-form.js'

/** The algorithm of a key in WebCrypto's terms, the size of RSA to the bit. */
export type PublicKeyAlgorithm =
  | { readonly name: 'ECDSA'; readonly namedCurve: string }
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly modulusLength: number; readonly publicExponent: string }
  | { readonly name: 'Ed25519' }
  /** Of any other: the hex of its identifier's content. */
  | { readonly name: 'unknown'; readonly identifier: string }

/** RFC 5480 section 2.1.1.1, RFC 8017 appendix A.1, RFC 8410 section 3. */
const ecPublicKey = '2a8648ce3d0201'
const rsaEncryption = '2a864886f70d010101'
const ed25519 = '2b6570'

/** RFC 5480 section 2.1.1.1. */
const curves: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['2a8648ce3d030107', 'P-256'],
  ['2b81040022', 'P-384'],
  ['2b81040023', 'P-521'],
])

/** What an AlgorithmIdentifier says of a key, the size of RSA left to the key; `undefined` where it is malformed. */
export const readKeyAlgorithm = (identifier: Uint8Array): PublicKeyAlgorithm | undefined => {
  const [type, parameters, more] = readElements(identifier) ?? []
  if (type?.tag !== Tag.objectIdentifier || more !== undefined) return undefined
  const oid = toHex(type.content)
  if (oid === ecPublicKey && parameters?.tag === Tag.objectIdentifier) {
    const curve = toHex(parameters.content)
    return { name: 'ECDSA', namedCurve: curves.get(curve) ?? curve }
  }
  if (oid === rsaEncryption && (parameters === undefined || toHex(parameters.octets) === '0500')) {
    return { name: 'RSASSA-PKCS1-v1_5', modulusLength: 0, publicExponent: '' }
  }
  if (oid === ed25519 && parameters === undefined) return { name: 'Ed25519' }
  return { name: 'unknown', identifier: toHex(identifier) }
}

/** Bits of a positive INTEGER's content (X.690 section 8.3), of any other 0. */
const bitsOf = (octets: Uint8Array): number => {
  const first = octets.findIndex((octet) => octet !== 0)
  if (first < 0 || (octets[0] ?? 0) >= 0x80) return 0
  return 8 * (octets.length - first) - (Math.clz32(octets[first] ?? 0) - 24)
}

/** An INTEGER in the fewest octets (X.690 section 8.3.2). */
const isInteger = (element: Element | undefined): element is Element => {
  const [first, second = 0x80] = element?.content ?? []
  return element?.tag === Tag.integer && first !== undefined && (first !== 0 || second >= 0x80)
}

/** The parts of a SubjectPublicKeyInfo (RFC 5280 section 4.1); `undefined` where it is none. */
export interface PublicKeyParts {
  readonly algorithm: PublicKeyAlgorithm
  /** Content of the BIT STRING. */
  readonly subjectPublicKey: Uint8Array
}

export const readPublicKey = (spki: Uint8Array): PublicKeyParts | undefined => {
  const [identifier, bits, more] = readConstructed(spki, Tag.sequence) ?? []
  if (identifier?.tag !== Tag.sequence || bits?.tag !== Tag.bitString || more !== undefined) return undefined
  const algorithm = readKeyAlgorithm(identifier.content)
  if (algorithm === undefined || bits.content[0] !== 0) return undefined
  const subjectPublicKey = bits.content.subarray(1)
  if (!hasKeyForm(algorithm, subjectPublicKey)) return undefined
  if (algorithm.name !== 'RSASSA-PKCS1-v1_5') return { algorithm, subjectPublicKey }
  // RFC 8017 appendix A.1.1: modulus and exponent.
  const [modulus, exponent, other] = readConstructed(subjectPublicKey, Tag.sequence) ?? []
  if (!isInteger(modulus) || !isInteger(exponent) || other !== undefined) return undefined
  const rsa = { modulusLength: bitsOf(modulus.content), publicExponent: toHex(exponent.content) }
  return { algorithm: { name: 'RSASSA-PKCS1-v1_5', ...rsa }, subjectPublicKey }
}
