import type { Account, AttributeType, Driver } from '@thingplan/core'
import { type Rotation, rotationTopicsOf } from '@thingplan/core/lifecycle'
import type { AuditTrail } from '../../audit/audit-trail.js'
import type { Issuer } from '../../authority/issuer/issuer.js'
import { createIotDriver } from '../../driver/create-iot-driver.js'
import { AdapterError } from '../../error/adapter-error.js'
import { accountOption } from '../../options/account-option.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction, requireMethods } from '../../options/required-option.js'
import type { RotationStore } from '../../stores/rotation-store.js'
import type { PublishCalls } from './reply-calls.js'
import type { RotationCalls } from './rotation-calls.js'
import type { RotationHandlerOutcome } from './rotation-outcome.js'

/** A subject in the order of its encoding, by the short names of its types. */
export type RotationSubjectEntries = readonly (readonly [type: AttributeType, value: string])[]

export interface RotationHandlerOptions {
  /** The rules, from `defineRotation` of @thingplan/core/lifecycle. */
  readonly rotation: Rotation
  /** The account and region that the devices are in. */
  readonly account: Account
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: RotationCalls
  /** Answers the devices: an `IoTDataPlaneClient` for the account's data endpoint. */
  readonly data: PublishCalls
  /** Certifies keys: a CA of one's own, AWS IoT, AWS Private CA. */
  readonly issuer: Issuer
  readonly store: RotationStore
  /** Carries plans out. Default: `createIotDriver({ client, account, clock })`. */
  readonly driver?: Driver
  /** The subject of a device's new certificate; what the CSR asks for has no say in it. Default: CN, with the device's name. */
  readonly subject?: (device: string) => RotationSubjectEntries
  /** First levels of the topics, as in `rotationRules`. Default `cert-rotation`. */
  readonly prefix?: string
  /** Told of every outcome, for logs and audit; waited for, but what it throws is dropped. The handler itself logs nothing. */
  readonly onOutcome?: (outcome: RotationHandlerOutcome) => void | Promise<void>
  /** What every outcome is recorded in, that of every message of a batch: what `createAuditTrail` returns. Default: nothing. */
  readonly audit?: AuditTrail
  /** How many messages of a batch are worked on at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** How long, in milliseconds, the issuer may take: 1000 to 60000, and no longer than the rotation's lease. Default 20000. */
  readonly issueTimeoutMs?: number
  /** Time, in milliseconds, that an invocation keeps for its answer: 0 to 60000. Default 1000. */
  readonly reserveMs?: number
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof RotationHandlerOptions)[] = [
  'rotation',
  'account',
  'client',
  'data',
  'issuer',
  'store',
  'driver',
  'subject',
  'prefix',
  'onOutcome',
  'audit',
  'concurrency',
  'issueTimeoutMs',
  'reserveMs',
  'clock',
]

/** The options with their defaults, checked. */
export interface RotationDesk extends Required<Omit<RotationHandlerOptions, 'account' | 'audit' | 'onOutcome'>> {
  readonly account: Required<Account>
  readonly onOutcome: RotationHandlerOptions['onOutcome'] | undefined
  readonly audit: AuditTrail | undefined
}

const missing = (field: string, remedy: string): AdapterError =>
  new AdapterError('adapter-option', `\`${field}\` is missing, or is not what is needed`, { field, remedy })

const nameOfDevice = (device: string): RotationSubjectEntries => [['CN', device]]

/** @throws {AdapterError} `adapter-option`; {LifecycleError} `lifecycle-option` for the prefix */
export const checkRotationOptions = (options: RotationHandlerOptions): RotationDesk => {
  refuseUnknownOptions('createRotationHandler', options, known)
  const { rotation, client, data, issuer, store, onOutcome, audit } = options
  const { subject = nameOfDevice, prefix = 'cert-rotation', clock = () => new Date() } = options
  if (typeof rotation?.issuerCopiesSubject !== 'boolean')
    throw missing('rotation', 'give what `defineRotation` returns')
  const account = accountOption(options.account)
  requireClient(client, 'client')
  requireClient(data, 'data')
  if (typeof issuer?.issue !== 'function') throw missing('issuer', 'give an issuer')
  if (typeof store?.write !== 'function') throw missing('store', 'give a rotation store')
  for (const [field, value] of Object.entries({ subject, onOutcome, clock })) requireFunction(value, field)
  requireMethods(audit, 'audit', ['record'])
  // Throws for a prefix that is none.
  rotationTopicsOf('device', prefix)
  const driver = options.driver ?? createIotDriver({ client, account, clock })
  if (typeof driver?.perform !== 'function') throw missing('driver', 'give what `createIotDriver` returns')
  return {
    rotation,
    account,
    client,
    data,
    issuer,
    store,
    driver,
    subject,
    prefix,
    onOutcome,
    audit,
    clock,
    concurrency: numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 }),
    issueTimeoutMs: numberOption('issueTimeoutMs', options.issueTimeoutMs, {
      fallback: Math.min(20_000, rotation.leaseMilliseconds),
      min: 1_000,
      // Whoever takes longer is taken over from.
      max: Math.min(60_000, rotation.leaseMilliseconds),
    }),
    reserveMs: numberOption('reserveMs', options.reserveMs, { fallback: 1_000, min: 0, max: 60_000 }),
  }
}
