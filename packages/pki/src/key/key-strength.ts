import { quote } from '@thingplan/core'
import { PkiError } from '../pki-error.js'

const curves: readonly unknown[] = ['P-256', 'P-384', 'P-521']
const fewestBits = 2048

const unsupported = (description: string): PkiError =>
  new PkiError('key-algorithm-unsupported', `the key is of the algorithm ${quote(description)}`, {
    field: 'key',
    value: description,
    remedy: 'use an EC key on P-256, P-384 or P-521, or an RSA key of at least 2048 bits',
  })

/**
 * Refuses keys that AWS IoT does not take.
 *
 * @param algorithm of a key, in WebCrypto's terms.
 * @throws {PkiError} `key-algorithm-unsupported`, `key-too-weak`.
 * @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCertificateFromCsr.html
 */
export const checkKeyStrength = (algorithm: { readonly name: string }): void => {
  const curve: unknown = Reflect.get(algorithm, 'namedCurve')
  const bits: unknown = Reflect.get(algorithm, 'modulusLength')
  if (algorithm.name === 'ECDSA' && curves.includes(curve)) return
  if (!algorithm.name.startsWith('RSA') || typeof bits !== 'number') {
    throw unsupported(curve === undefined ? algorithm.name : `${algorithm.name} ${String(curve)}`)
  }
  if (bits >= fewestBits) return
  throw new PkiError('key-too-weak', `the RSA key has ${bits} bits`, {
    field: 'key',
    value: String(bits),
    remedy: `use at least ${fewestBits} bits`,
  })
}
