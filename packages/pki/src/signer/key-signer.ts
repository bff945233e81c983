import { PkiError } from '../pki-error.js'
import type { CryptoKey, WebCrypto } from '../web-crypto.js'
import { ecdsaSignatureToDer } from './ecdsa-signature.js'
import { type SignatureScheme, schemeFor } from './signature-algorithm.js'
import type { Signer } from './signer.js'

const hashByCurve: ReadonlyMap<unknown, string> = /* @__PURE__ */ new Map([
  ['P-256', 'SHA-256'],
  ['P-384', 'SHA-384'],
  ['P-521', 'SHA-512'],
])

/**
 * How a private key signs: with ECDSA by the strength of the curve, with RSA by the key's own hash.
 *
 * @throws {PkiError} `key-algorithm-unsupported`: SHA-1 is not among what AWS IoT takes, nor anything else that X.509 has retired.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/x509-client-certs.html
 */
const schemeOfKey = ({ algorithm }: CryptoKey): SignatureScheme => {
  const { name } = algorithm
  const own: unknown = Reflect.get(Object(Reflect.get(algorithm, 'hash')), 'name')
  const hash = name === 'ECDSA' ? hashByCurve.get(Reflect.get(algorithm, 'namedCurve')) : own
  const scheme = schemeFor(name, hash)
  if (scheme !== undefined) return scheme
  throw new PkiError('key-algorithm-unsupported', `the key signs with ${name} and ${String(hash)}`, {
    field: 'privateKey',
    value: name,
    remedy: 'use ECDSA, or RSASSA-PKCS1-v1_5 with SHA-256, SHA-384 or SHA-512',
  })
}

/** Whether a value is a private key of WebCrypto's that signs. */
export const isSigningKey = (key: CryptoKey | undefined): key is CryptoKey =>
  key?.type === 'private' && key.usages.includes('sign')

/** A signer of a private key, believed to be that of a public key. The private key is no property of the signer's. */
export const keySigner = (privateKey: CryptoKey, spki: Uint8Array, crypto: WebCrypto): Signer => {
  const { name, key, hash } = schemeOfKey(privateKey)
  return Object.freeze({
    publicKey: spki,
    algorithm: name,
    sign: async (bytes: Uint8Array) => {
      const signature = new Uint8Array(await crypto.subtle.sign({ name: key, hash }, privateKey, bytes))
      return key === 'ECDSA' ? ecdsaSignatureToDer(signature) : signature
    },
  })
}
