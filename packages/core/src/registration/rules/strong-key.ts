import type { PublicKey, PublicKeyAlgorithm } from '../../certificate/certificate.js'
import { quote } from '../../error/quote.js'
import { checkOptions } from '../check-options.js'
import { concluded, passed, refused } from '../make-finding.js'
import type { Rule } from '../rule.js'
import { badOption } from './bad-option.js'

export interface StrongKeyOptions {
  /** Smallest RSA modulus in bits: 2048 to 16384. Default 2048, which is also what AWS IoT asks for. */
  readonly minimumRsaBits?: number
  /** Elliptic curves by name or dotted OID. Default `P-256`, `P-384`, `P-521`. */
  readonly curves?: readonly string[]
  /** Key algorithms. Default `RSA` and `EC`, the ones that AWS IoT documents for device certificates. */
  readonly algorithms?: readonly Exclude<PublicKeyAlgorithm, 'unknown'>[]
}

const name = 'strong-key'
const known: readonly string[] = ['RSA', 'RSASSA-PSS', 'EC', 'Ed25519', 'Ed448', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']

const namedList = (field: string, value: unknown, fits: (word: string) => boolean, expected: string): Set<string> => {
  if (Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string' && fits(word))) {
    return new Set<string>(value)
  }
  throw badOption('strongKey', field, expected, String(value))
}

const keyText = ({ algorithm, oid, bits, curve }: PublicKey): string => {
  if (bits !== undefined) return `${algorithm} ${bits}`
  if (curve !== undefined) return `${algorithm} ${curve}`
  return algorithm === 'unknown' ? oid : algorithm
}

/**
 * Requires a public key of an allowed algorithm, size and curve.
 *
 * @throws {RegistrationError} `registration-option`.
 * @see AWS IoT API Reference, CreateCertificateFromCsr (RSA of at least 2048 bits, or P-256, P-384, P-521); NIST SP 800-131A.
 * @example
 * ```ts
 * import { strongKey } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * strongKey({ minimumRsaBits: 3072 }).name // => 'strong-key'
 * strongKey().evaluate(factsFixture()).findings[0]?.code // => 'key-strong'
 * ```
 */
export const strongKey = (options: StrongKeyOptions = {}): Rule => {
  checkOptions('strongKey', options, ['minimumRsaBits', 'curves', 'algorithms'])
  const { minimumRsaBits = 2048, curves = ['P-256', 'P-384', 'P-521'], algorithms = ['RSA', 'EC'] } = options
  if (!Number.isInteger(minimumRsaBits) || minimumRsaBits < 2048 || minimumRsaBits > 16_384) {
    throw badOption('strongKey', 'minimumRsaBits', 'a whole number from 2048 to 16384', minimumRsaBits)
  }
  const isCurve = (word: string) => /^(P-(256|384|521)|[0-2](\.\d+)+)$/.test(word)
  const allowedCurves = namedList('curves', curves, isCurve, 'a list of P-256, P-384, P-521 or dotted OIDs')
  const isAlgorithm = (word: string) => known.includes(word)
  const allowedAlgorithms = namedList('algorithms', algorithms, isAlgorithm, `a list of ${known.join(', ')}`)
  const expected = [...allowedAlgorithms].map((algorithm) => {
    if (algorithm === 'EC') return `EC ${[...allowedCurves].join(', ')}`
    return algorithm.startsWith('RSA') ? `${algorithm} of at least ${minimumRsaBits} bits` : algorithm
  })
  const isStrong = ({ algorithm, bits, curve }: PublicKey): boolean => {
    if (!allowedAlgorithms.has(algorithm)) return false
    if (algorithm === 'EC') return curve !== undefined && allowedCurves.has(curve)
    return !algorithm.startsWith('RSA') || (bits !== undefined && bits >= minimumRsaBits)
  }
  return Object.freeze<Rule>({
    name,
    evaluate: ({ certificate: { publicKey } }) => {
      const field = 'publicKey'
      const value = keyText(publicKey)
      if (isStrong(publicKey)) return concluded(passed(name, 'key-strong', 'the key is strong', { field, value }))
      const remedy = 'have the device make a key of an allowed kind'
      const message = `the key is ${quote(value)}, which is not allowed`
      return concluded(refused(name, 'key-too-weak', message, { field, value, expected, remedy }))
    },
  })
}
