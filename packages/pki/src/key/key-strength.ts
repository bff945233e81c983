import { quote } from '@thingplan/core'
import { PkiError } from '../pki-error.js'
import type { Target } from '../target.js'

const curves: readonly unknown[] = ['P-256', 'P-384', 'P-521']
const fewestBits = 2048

const unsupported = (description: string): PkiError =>
  new PkiError('key-algorithm-unsupported', `the key is of the algorithm ${quote(description)}`, {
    field: 'key',
    value: description,
    remedy: 'use an EC key on P-256, P-384 or P-521, or an RSA key of at least 2048 bits',
  })

const tooWeak = (problem: string, value: string, remedy: string): PkiError =>
  new PkiError('key-too-weak', `the RSA key has ${problem}`, { field: 'key', value, remedy })

/** Signatures of an even exponent, and of 1, are anybody's (RFC 8017 section 3.1); keys of WebCrypto do not show theirs in hex. */
const isExponent = (hex: unknown): boolean =>
  typeof hex !== 'string' || (/[13579bdf]$/.test(hex) && !/^0*1$/.test(hex) && !/^[89a-f]/.test(hex))

/**
 * Refuses keys that are weak, and those that the target does not take.
 *
 * @param algorithm of a key, in WebCrypto's terms.
 * @throws {PkiError} `key-algorithm-unsupported`, `key-too-weak`.
 * @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCertificateFromCsr.html
 */
export const checkKeyStrength = (algorithm: { readonly name: string }, target: Target): void => {
  const curve: unknown = Reflect.get(algorithm, 'namedCurve')
  const bits: unknown = Reflect.get(algorithm, 'modulusLength')
  const exponent: unknown = Reflect.get(algorithm, 'publicExponent')
  if (algorithm.name === 'ECDSA' && curves.includes(curve)) return
  if (algorithm.name === 'Ed25519' && target === 'x509') return
  if (!algorithm.name.startsWith('RSA') || typeof bits !== 'number') {
    throw unsupported(curve === undefined ? algorithm.name : `${algorithm.name} ${String(curve)}`)
  }
  if (bits < fewestBits) throw tooWeak(`${bits} bits`, String(bits), `use at least ${fewestBits} bits`)
  if (!isExponent(exponent)) throw tooWeak('no odd exponent above 1', String(exponent), 'use the exponent 65537')
}
