import type { Account } from '../../plan/account.js'
import { resolveAccount } from '../../plan/resolve-account.js'
import type { Registration } from '../../registration/registration.js'
import { checkOptionNames, demand, isCount } from '../check-options.js'

/** How many wrong credentials one source may send; the count decays, so that nobody is locked out for good. */
export interface AttemptLimit {
  /** How many at once. Default 10; 1 to 1,000. */
  readonly most?: number
  /** In which time that many are forgotten. Default 600,000 ms; 1,000 to 86,400,000. */
  readonly perMilliseconds?: number
}

export type RegistrationOfDevice = (serialNumber: string) => Registration

export interface VendingSpec {
  readonly account: Account
  /**
   * What a device becomes, judged on its certificate once that is issued; or `just-in-time`: certificates of an own CA are handed
   * out unregistered, and JITR or JITP takes them in at the first connection. A function, which has to be pure, makes one for a serial
   * number: AWS IoT as the issuer may leave the subject of a request out of the certificate, so that no template finds it there; its
   * `ownership` is `off` then, and the device record says whose the thing is.
   */
  readonly registration: Registration | RegistrationOfDevice | 'just-in-time'
  /** Name of the issuer, handed through with each effect. */
  readonly issuer: string
  /** For how long one invocation works alone. Longer than issuing ever takes. Default 60,000 ms; 1,000 to 3,600,000. */
  readonly leaseMilliseconds?: number
  /** After which time the old certificate is retired, though the new one was not seen. Default a day; 0 to 90 days. */
  readonly overlapMilliseconds?: number
  /** How often an unused certificate may be given up for another. Default 5; 0 to 30. */
  readonly mostSupersessions?: number
  readonly attempts?: AttemptLimit
  /** Hands out private keys protected by TLS alone. Default false. */
  readonly unsafePlainKeys?: boolean
  /** Seals private keys to whatever key the request brings. Whoever has the token can then read the key. Default false. */
  readonly unsafeUnenrolledSealingKeys?: boolean
}

/** Rules of vending, checked. */
export interface Vending {
  readonly account: Required<Account>
  /** Undefined where devices are registered at their first connection. */
  readonly registration: RegistrationOfDevice | undefined
  readonly issuer: string
  readonly leaseMilliseconds: number
  readonly overlapMilliseconds: number
  readonly mostSupersessions: number
  readonly attempts: Required<AttemptLimit>
  readonly unsafePlainKeys: boolean
  readonly unsafeUnenrolledSealingKeys: boolean
}

const known: readonly (keyof VendingSpec)[] = [
  'account',
  'registration',
  'issuer',
  'leaseMilliseconds',
  'overlapMilliseconds',
  'mostSupersessions',
  'attempts',
  'unsafePlainKeys',
  'unsafeUnenrolledSealingKeys',
]

const day = 86_400_000

const within = (field: string, value: unknown, least: number, most: number): void => {
  const wanted = `a whole number from ${least} to ${most}`
  demand(isCount(value) && value >= least && value <= most, 'lifecycle-option', field, wanted)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const registrationOf = (registration: VendingSpec['registration']): RegistrationOfDevice | undefined => {
  if (registration === 'just-in-time') return undefined
  return typeof registration === 'function' ? registration : () => registration
}

/**
 * States the rules by which certificates are vended.
 *
 * @param spec - account, registration and issuer; the limits have defaults, which stand beside each
 * @throws {LifecycleError} `lifecycle-option` for an option that does not exist, is missing, or is out of its range
 * @example
 * ```ts
 * import { defineRegistration } from '@thingplan/core'
 * import { defineVending } from '@thingplan/core/lifecycle'
 *
 * const pumps = defineRegistration({ name: 'pumps', rules: [], profiles: [{ thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [] }] })
 * const vending = defineVending({ account: { id: '123456789012', region: 'eu-central-1' }, registration: pumps, issuer: 'aws-iot' })
 * vending.leaseMilliseconds // => 60000
 * ```
 */
export const defineVending = (spec: VendingSpec): Vending => {
  checkOptionNames('defineVending', spec, known)
  const { registration, issuer, leaseMilliseconds = 60_000, overlapMilliseconds = day, mostSupersessions = 5 } = spec
  const { attempts = {}, unsafePlainKeys = false, unsafeUnenrolledSealingKeys = false } = spec
  checkOptionNames('attempts', attempts, ['most', 'perMilliseconds'])
  const { most = 10, perMilliseconds = 600_000 } = attempts
  const isAccount =
    isObject(spec.account) && /^[0-9]{12}$/.test(spec.account.id) && typeof spec.account.region === 'string'
  demand(isAccount, 'lifecycle-option', 'account', 'an account: its id of twelve digits, and its region')
  const isRegistration = registration === 'just-in-time' || typeof registration === 'function' || isObject(registration)
  demand(
    isRegistration,
    'lifecycle-option',
    'registration',
    'a registration, a function that makes one, or `just-in-time`',
  )
  demand(typeof issuer === 'string' && issuer !== '', 'lifecycle-option', 'issuer', 'the name of an issuer')
  within('leaseMilliseconds', leaseMilliseconds, 1000, 3_600_000)
  within('overlapMilliseconds', overlapMilliseconds, 0, 90 * day)
  within('mostSupersessions', mostSupersessions, 0, 30)
  within('attempts.most', most, 1, 1000)
  within('attempts.perMilliseconds', perMilliseconds, 1000, day)
  for (const [field, value] of Object.entries({ unsafePlainKeys, unsafeUnenrolledSealingKeys })) {
    demand(typeof value === 'boolean', 'lifecycle-option', field, 'true or false')
  }
  return Object.freeze({
    account: resolveAccount(spec.account),
    registration: registrationOf(registration),
    issuer,
    leaseMilliseconds,
    overlapMilliseconds,
    mostSupersessions,
    attempts: Object.freeze({ most, perMilliseconds }),
    unsafePlainKeys,
    unsafeUnenrolledSealingKeys,
  })
}
