import { PkiError } from '../pki-error.js'
import type { CryptoKey } from '../web-crypto.js'
import { checkKeyStrength } from './key-strength.js'

/** How a key signs, in WebCrypto's terms. */
export interface SigningAlgorithm {
  readonly name: string
  readonly hash: string
}

const hashByCurve: ReadonlyMap<unknown, string> = /* @__PURE__ */ new Map([
  ['P-256', 'SHA-256'],
  ['P-384', 'SHA-384'],
  ['P-521', 'SHA-512'],
])

/** Hashes that AWS IoT takes in signatures: SHA-1 is not among them. */
export const acceptedHashes: readonly unknown[] = ['SHA-256', 'SHA-384', 'SHA-512']

/**
 * How a private key signs certificates and requests: with ECDSA by the strength of the curve, with RSA by the key's own hash.
 *
 * @throws {PkiError} `key-algorithm-unsupported`, `key-too-weak`.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/x509-client-certs.html
 */
export const signingAlgorithm = ({ algorithm }: CryptoKey): SigningAlgorithm => {
  checkKeyStrength(algorithm)
  const { name } = algorithm
  const own: unknown = Reflect.get(Object(Reflect.get(algorithm, 'hash')), 'name')
  const hash = name === 'ECDSA' ? hashByCurve.get(Reflect.get(algorithm, 'namedCurve')) : own
  if ((name === 'ECDSA' || name === 'RSASSA-PKCS1-v1_5') && typeof hash === 'string' && acceptedHashes.includes(hash)) {
    return { name, hash }
  }
  throw new PkiError('key-algorithm-unsupported', `the key signs with ${name} and ${String(hash)}`, {
    field: 'privateKey',
    value: name,
    remedy: 'use ECDSA, or RSASSA-PKCS1-v1_5 with SHA-256, SHA-384 or SHA-512',
  })
}
