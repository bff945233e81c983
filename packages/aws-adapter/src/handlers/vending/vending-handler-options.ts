import type { Driver } from '@thingplan/core'
import type { DeviceStore, Vending } from '@thingplan/core/lifecycle'
import type { SubjectInput } from '@thingplan/pki'
import type { AuditTrail } from '../../audit/audit-trail.js'
import type { Issuer } from '../../authority/issuer/issuer.js'
import type { Endpoints } from '../../endpoint/describe-endpoints.js'
import { AdapterError } from '../../error/adapter-error.js'
import type { HttpCall } from '../../http/http-call.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireFunction, requireMethods } from '../../options/required-option.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import { checkShadowOption, type ShadowOption } from './shadow/shadow-option.js'
import type { VendingHandlerOutcome } from './vending-outcome.js'

/** Somebody who has signed in. */
export interface Caller {
  /** Who it is, for ever: a subject of an identity provider. */
  readonly id: string
  /** What the identity provider says of them, verified. */
  readonly claims?: unknown
}

export interface OwnershipQuestion {
  readonly caller: Caller
  readonly serialNumber: string
}

export interface VendingHandlerOptions {
  /** The rules, from `defineVending` of @thingplan/core/lifecycle. */
  readonly vending: Vending
  readonly store: DeviceStore
  /** Certifies keys: a CA of one's own, AWS IoT, AWS Private CA. */
  readonly issuer: Issuer
  /** Carries plans out: `createIotDriver`. */
  readonly driver: Driver
  /** The subject of a device's certificate. What a request asks for has no say in it. */
  readonly subject: (serialNumber: string) => SubjectInput
  /**
   * Whether a device is the caller's: `true`, or they get nothing. There is no default. `nobody` where callers do not sign in, and a
   * token is the only credential.
   */
  readonly ownsDevice: ((question: OwnershipQuestion) => boolean | Promise<boolean>) | 'nobody'
  /** Who calls, from what has been verified: an authoriser's claims in the event, or a JWT. Needed unless `ownsDevice` is `nobody`. */
  readonly authenticate?: (call: HttpCall) => Promise<Caller | undefined> | Caller | undefined
  /** Who answers for the verifiers that the registration asks, by name. Default: nobody. */
  readonly verifiers?: Readonly<Record<string, VerifierSource>>
  /**
   * Answers `POST /certificate` in the wire format of an older app (`{ DSN, publicKey }`), whose key is sealed without a key derivation.
   * Default false.
   */
  readonly unsafeOlderAppFormat?: boolean
  /**
   * Answers `POST /getcert` as the first vending machine did (`certificatePem`, `keyPair`, `RootCA`), with the private key protected by
   * TLS alone; `unsafePlainKeys` of the rules has to allow that. Default false.
   */
  readonly unsafeFirstMachineFormat?: boolean
  /** Answers `GET /endpoints`: what `describeEndpoints` returns, or a function that asks it. Default: nothing is answered there. */
  readonly endpoints?: Endpoints | (() => Promise<Endpoints>)
  /** Answers `GET /shadow` and `PUT /shadow`. Default: nothing is answered there. */
  readonly shadow?: ShadowOption
  /** Told of every request, for logs and audit; waited for five seconds at most, and what it throws is dropped. The handler itself logs nothing. */
  readonly onOutcome?: (outcome: VendingHandlerOutcome) => void | Promise<void>
  /**
   * How long, in milliseconds from its arrival, a request takes at least that is refused with 403: 0 to 5000. Default 250. What took longer
   * inside, because there is a device and its record was read, does not show.
   */
  readonly refusalMs?: number
  /** What every request for a certificate is recorded in: what `createAuditTrail` returns. Default: nothing. */
  readonly audit?: AuditTrail
  /** How long, in milliseconds, a verifier may take: 100 to 60000. Default 5000. */
  readonly sourceTimeoutMs?: number
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof VendingHandlerOptions)[] = [
  'vending',
  'store',
  'issuer',
  'driver',
  'subject',
  'ownsDevice',
  'authenticate',
  'verifiers',
  'unsafeOlderAppFormat',
  'unsafeFirstMachineFormat',
  'endpoints',
  'shadow',
  'onOutcome',
  'audit',
  'refusalMs',
  'sourceTimeoutMs',
  'clock',
]

const missing = (field: string, remedy: string): AdapterError =>
  new AdapterError('adapter-option', `\`${field}\` is missing, or is not what is needed`, { field, remedy })

/** The options with their defaults, checked. */
export interface CheckedVendingOptions
  extends Required<
    Omit<VendingHandlerOptions, 'audit' | 'authenticate' | 'endpoints' | 'onOutcome' | 'shadow' | 'verifiers'>
  > {
  readonly endpoints: VendingHandlerOptions['endpoints'] | undefined
  readonly shadow: ShadowOption | undefined
  readonly authenticate: VendingHandlerOptions['authenticate'] | undefined
  readonly onOutcome: VendingHandlerOptions['onOutcome'] | undefined
  readonly audit: AuditTrail | undefined
  readonly verifiers: ReadonlyMap<string, VerifierSource>
}

/** @throws {AdapterError} `adapter-option` */
export const checkVendingOptions = (options: VendingHandlerOptions): CheckedVendingOptions => {
  refuseUnknownOptions('createVendingHandler', options, known)
  const {
    vending,
    store,
    issuer,
    driver,
    subject,
    ownsDevice,
    authenticate,
    verifiers = {},
    onOutcome,
    audit,
  } = options
  const { unsafeOlderAppFormat = false, unsafeFirstMachineFormat = false, clock = () => new Date() } = options
  const { endpoints, shadow } = options
  if (typeof vending?.leaseMilliseconds !== 'number') throw missing('vending', 'give what `defineVending` returns')
  if (typeof store?.write !== 'function') throw missing('store', 'give a device store')
  if (typeof issuer?.issue !== 'function') throw missing('issuer', 'give an issuer')
  if (typeof driver?.perform !== 'function') throw missing('driver', 'give what `createIotDriver` returns')
  if (typeof subject !== 'function') throw missing('subject', 'say what subject a device of a serial number gets')
  requireFunction(clock, 'clock')
  requireFunction(onOutcome, 'onOutcome')
  requireFunction(authenticate, 'authenticate')
  requireMethods(audit, 'audit', ['record'])
  if (ownsDevice !== 'nobody' && typeof ownsDevice !== 'function') {
    throw missing('ownsDevice', 'say whose a device is; or `nobody`, where a token is the only credential')
  }
  if ((ownsDevice === 'nobody') !== (authenticate === undefined)) {
    throw missing('authenticate', 'give it together with a function `ownsDevice`, or neither')
  }
  if (unsafeOlderAppFormat && ownsDevice === 'nobody') {
    throw missing('ownsDevice', 'say whose a device is: requests of the older app have no token')
  }
  if (unsafeFirstMachineFormat && !vending.unsafePlainKeys) {
    throw missing('vending', 'allow `unsafePlainKeys` in the rules, or leave `unsafeFirstMachineFormat` out')
  }
  if (endpoints !== undefined && typeof endpoints !== 'function' && !Array.isArray(endpoints?.roots)) {
    throw missing('endpoints', 'give what `describeEndpoints` returns, or a function that asks it')
  }
  return {
    vending,
    store,
    issuer,
    driver,
    subject,
    ownsDevice,
    authenticate,
    verifiers: new Map(Object.entries(verifiers)),
    unsafeOlderAppFormat,
    unsafeFirstMachineFormat,
    endpoints,
    shadow: shadow === undefined ? undefined : checkShadowOption(shadow),
    onOutcome,
    audit,
    refusalMs: numberOption('refusalMs', options.refusalMs, { fallback: 250, min: 0, max: 5_000 }),
    sourceTimeoutMs: numberOption('sourceTimeoutMs', options.sourceTimeoutMs, {
      fallback: 5000,
      min: 100,
      max: 60_000,
    }),
    clock,
  }
}
