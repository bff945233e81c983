import { fromHex, toHex } from '../bytes.js'
import { readElements } from '../der/read-element.js'
import * as Tag from '../der/tag.js'

/** How certificates are signed here, by the names of RFC 8017, RFC 5758 and RFC 8410. */
export type SignatureAlgorithm =
  | 'sha256WithRSAEncryption'
  | 'sha384WithRSAEncryption'
  | 'sha512WithRSAEncryption'
  | 'ecdsa-with-SHA256'
  | 'ecdsa-with-SHA384'
  | 'ecdsa-with-SHA512'
  | 'Ed25519'

/** A signature algorithm in the terms of WebCrypto and of X.509. */
export interface SignatureScheme {
  readonly name: SignatureAlgorithm
  readonly key: 'RSASSA-PKCS1-v1_5' | 'ECDSA' | 'Ed25519'
  /** Ed25519 brings its own. */
  readonly hash: 'SHA-256' | 'SHA-384' | 'SHA-512'
  /** Hex of the content of the OBJECT IDENTIFIER. */
  readonly oid: string
  /** Hex of the AlgorithmIdentifier: RSA with NULL (RFC 4055 section 5), the others without parameters (RFC 5758 section 3.2). */
  readonly identifier: string
}

const rsa = (name: SignatureAlgorithm, hash: SignatureScheme['hash'], last: string): SignatureScheme => {
  const oid = `2a864886f70d0101${last}`
  return { name, key: 'RSASSA-PKCS1-v1_5', hash, oid, identifier: `300d0609${oid}0500` }
}

const ecdsa = (name: SignatureAlgorithm, hash: SignatureScheme['hash'], last: string): SignatureScheme => {
  const oid = `2a8648ce3d0403${last}`
  return { name, key: 'ECDSA', hash, oid, identifier: `300a0608${oid}` }
}

const schemes: readonly SignatureScheme[] = /* @__PURE__ */ (() => [
  rsa('sha256WithRSAEncryption', 'SHA-256', '0b'),
  rsa('sha384WithRSAEncryption', 'SHA-384', '0c'),
  rsa('sha512WithRSAEncryption', 'SHA-512', '0d'),
  ecdsa('ecdsa-with-SHA256', 'SHA-256', '02'),
  ecdsa('ecdsa-with-SHA384', 'SHA-384', '03'),
  ecdsa('ecdsa-with-SHA512', 'SHA-512', '04'),
  { name: 'Ed25519', key: 'Ed25519', hash: 'SHA-512', oid: '2b6570', identifier: '300506032b6570' },
])()

export const signatureAlgorithms: readonly string[] = /* @__PURE__ */ (() => schemes.map(({ name }) => name))()

export const schemeOf = (name: unknown): SignatureScheme | undefined => schemes.find((scheme) => scheme.name === name)

/** The scheme that a key and a hash make. */
export const schemeFor = (key: string, hash: unknown): SignatureScheme | undefined =>
  schemes.find((scheme) => scheme.key === key && (key === 'Ed25519' || scheme.hash === hash))

/** The AlgorithmIdentifier of a signature, DER. */
export const algorithmIdentifier = ({ identifier }: SignatureScheme): Uint8Array => fromHex(identifier)

/** The scheme of an AlgorithmIdentifier's content; RSA may lack its NULL (RFC 4055 section 5). */
export const readSignatureScheme = (identifier: Uint8Array): SignatureScheme | undefined => {
  const [type, parameters, more] = readElements(identifier) ?? []
  if (type?.tag !== Tag.objectIdentifier || more !== undefined) return undefined
  const oid = toHex(type.content)
  const scheme = schemes.find((candidate) => candidate.oid === oid)
  const isNull = parameters !== undefined && toHex(parameters.octets) === '0500'
  return parameters === undefined || (isNull && scheme?.key === 'RSASSA-PKCS1-v1_5') ? scheme : undefined
}
