/** Keys for devices and CAs; AWS IoT takes all of them but Ed25519. */
export type KeyAlgorithm = 'EC-P256' | 'EC-P384' | 'EC-P521' | 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'Ed25519'

type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** A key algorithm in WebCrypto's terms, with the hash that goes with its strength (FIPS 186-5, NIST SP 800-57 part 1). */
export type WebCryptoAlgorithm =
  | { readonly name: 'ECDSA'; readonly namedCurve: 'P-256' | 'P-384' | 'P-521'; readonly hash: Hash }
  | { readonly name: 'Ed25519' }
  | {
      readonly name: 'RSASSA-PKCS1-v1_5'
      readonly modulusLength: number
      readonly publicExponent: Uint8Array
      readonly hash: Hash
    }

const rsa = (modulusLength: number): WebCryptoAlgorithm => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: 'SHA-256',
})

const algorithms: ReadonlyMap<string, () => WebCryptoAlgorithm> = /* @__PURE__ */ new Map<
  KeyAlgorithm,
  () => WebCryptoAlgorithm
>([
  ['EC-P256', () => ({ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' })],
  ['EC-P384', () => ({ name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' })],
  ['EC-P521', () => ({ name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' })],
  ['RSA-2048', () => rsa(2048)],
  ['RSA-3072', () => rsa(3072)],
  ['RSA-4096', () => rsa(4096)],
  ['Ed25519', () => ({ name: 'Ed25519' })],
])

export const keyAlgorithms: readonly string[] = /* @__PURE__ */ Object.freeze([...algorithms.keys()])

export const webCryptoAlgorithm = (name: string): WebCryptoAlgorithm | undefined => algorithms.get(name)?.()
