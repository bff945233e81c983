import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { checkText } from '../../template/sink/check-text.js'
import { checkOptionNames, demand, isCount } from '../check-options.js'

export interface RotationOptions {
  /** Names the plans: 1 to 128 of `A-Z a-z 0-9 _ -`. */
  readonly name: string
  /** Who signs, in the words of whoever carries the effect out. Default `manufacturer`. */
  readonly issuer?: string
  /**
   * Whether that issuer puts the CSR's subject into the certificate, as AWS IoT's CreateCertificateFromCsr does. Then only a CSR is
   * taken whose subject is byte for byte the expected one. Default false.
   */
  readonly issuerCopiesSubject?: boolean
  /** PEM of the issuing CA, where several that are registered have its name. */
  readonly caCertificatePem?: string
  /**
   * Names of the policies of a new certificate. Default: those that are attached to the current one, which has to show one: AWS IoT
   * may answer from a registry that is behind. Things that have all policies by their groups need `[]` here.
   */
  readonly policies?: readonly string[]
  /** How the new certificate is attached. Default `shared`. */
  readonly principal?: 'exclusive' | 'shared'
  /** How things show whose they are. Default `stamp`. */
  readonly ownership?: 'stamp' | 'principals' | 'off'
  /** What a replaced certificate becomes. INACTIVE can be woken by a worker that was delayed past the next rotation. Default `REVOKED`. */
  readonly retire?: 'INACTIVE' | 'REVOKED'
  /** Whether messages have to carry the job's nonce. Default `optional`: the predecessor's devices know of none. */
  readonly nonce?: 'required' | 'optional'
  /**
   * How long, in milliseconds, a worker that has set out to have a certificate issued is left alone: 1000 to 3600000. No issuer
   * may take longer. Default 30000.
   */
  readonly leaseMilliseconds?: number
  /**
   * How long, in milliseconds, a worker can have been asleep: 0 to 86400000. So long after a certificate was taken out it is looked at
   * once again. Default 900000, the longest that a function of AWS Lambda runs.
   */
  readonly lingerMilliseconds?: number
}

/** How the devices of a fleet change their certificates. */
export interface Rotation extends Required<Omit<RotationOptions, 'policies' | 'caCertificatePem'>> {
  readonly policies: readonly string[] | undefined
  readonly caCertificatePem: string | undefined
}

const known: readonly (keyof RotationOptions)[] = [
  'name',
  'issuer',
  'issuerCopiesSubject',
  'caCertificatePem',
  'policies',
  'principal',
  'ownership',
  'retire',
  'nonce',
  'leaseMilliseconds',
  'lingerMilliseconds',
]

const checkRange = (field: string, value: number, least: number, most: number): void =>
  demand(
    isCount(value) && value >= least && value <= most,
    'lifecycle-option',
    field,
    `${least} to ${most} milliseconds`,
  )

const checkWord = (field: string, value: string, words: readonly string[]): void =>
  demand(words.includes(value), 'lifecycle-option', field, `one of ${words.join(', ')}`)

const isPolicyList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= 10 &&
  new Set(value).size === value.length &&
  value.every((name: unknown) => typeof name === 'string' && checkText('policy-name', name) === undefined)

/**
 * Says how the devices of a fleet change their certificates.
 *
 * @param options - `name` is required; the rest has defaults.
 * @returns a frozen value, for `RotationFacts`
 * @throws {LifecycleError} `lifecycle-option` for an option that does not exist, is missing, or has a value that it cannot have
 * @example
 * ```ts
 * import { defineRotation } from '@thingplan/core/lifecycle'
 *
 * defineRotation({ name: 'sensors' }).retire // => 'REVOKED'
 * ```
 */
export const defineRotation = (options: RotationOptions): Rotation => {
  checkOptionNames('defineRotation', options, known)
  const given: unknown = options
  demand(isPlainObject(given), 'lifecycle-option', 'options', 'a plain object')
  const { name, issuer = 'manufacturer', issuerCopiesSubject = false, caCertificatePem, policies } = options
  const { principal = 'shared', ownership = 'stamp', retire = 'REVOKED', nonce = 'optional' } = options
  const { leaseMilliseconds = 30_000, lingerMilliseconds = 900_000 } = options
  const isName = typeof name === 'string' && /^[A-Za-z0-9_-]{1,128}$/.test(name)
  demand(isName, 'lifecycle-option', 'name', '1 to 128 of A-Z a-z 0-9 _ -')
  demand(typeof issuer === 'string' && issuer !== '', 'lifecycle-option', 'issuer', 'a name')
  demand(typeof issuerCopiesSubject === 'boolean', 'lifecycle-option', 'issuerCopiesSubject', 'true or false')
  const isPem = caCertificatePem === undefined || typeof caCertificatePem === 'string'
  demand(isPem, 'lifecycle-option', 'caCertificatePem', 'a PEM')
  demand(policies === undefined || isPolicyList(policies), 'lifecycle-option', 'policies', 'up to 10 names of policies')
  checkWord('principal', principal, ['exclusive', 'shared'])
  checkWord('ownership', ownership, ['stamp', 'principals', 'off'])
  checkWord('retire', retire, ['INACTIVE', 'REVOKED'])
  checkWord('nonce', nonce, ['required', 'optional'])
  checkRange('leaseMilliseconds', leaseMilliseconds, 1000, 3_600_000)
  checkRange('lingerMilliseconds', lingerMilliseconds, 0, 86_400_000)
  return Object.freeze({
    name,
    issuer,
    issuerCopiesSubject,
    caCertificatePem,
    policies: policies && Object.freeze([...policies]),
    principal,
    ownership,
    retire,
    nonce,
    leaseMilliseconds,
    lingerMilliseconds,
  })
}
