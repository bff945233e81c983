import type { Driver, Registration, RegistrationEvent, Sha256 } from '@thingplan/core'
import type { AuditTrail } from '../../audit/audit-trail.js'
import type { IotCalls } from '../../iot-calls.js'
import type { RevocationSource } from '../../sources/revocation-source.js'
import type { TombstoneSource } from '../../sources/tombstone-source.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import type { ClaimStore } from '../../stores/claim-store.js'
import type { JitrOutcome } from './jitr-outcome.js'

/** How an event came to its outcome. */
export interface JitrDelivery {
  /**
   * `rule` also for an invocation that is neither a rule's nor a queue's, which is thrown as `event-shape`; `redrive`: nobody sent it,
   * `redrivePending` has found the certificate stuck.
   */
  readonly source: 'rule' | 'sqs' | 'redrive'
  /** The message's id, of SQS. */
  readonly messageId?: string
  /** How often SQS has delivered the message by now, where it says so. */
  readonly deliveries?: number
  /** That of the invocation, where its context has one. */
  readonly requestId?: string
  /** Absent where the message holds no event. */
  readonly event?: RegistrationEvent
  /** Whether the outcome is that of an earlier or concurrent event of the same certificate. */
  readonly duplicate: boolean
}

export interface DuplicateOptions {
  /** How long, in milliseconds, an outcome answers for further events of the same certificate: 0 to 3600000. Default 60000. */
  readonly windowMs?: number
  /** How many outcomes are remembered; the oldest is forgotten first: 1 to 100000. Default 1000. */
  readonly capacity?: number
}

export interface JitrHandlerOptions {
  /** What devices become; of several, the one that names the CA of the certificate, else the one that names none. */
  readonly registration: Registration | readonly Registration[]
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: IotCalls
  /** Carries plans out. Default: `createIotDriver({ client, clock })`. */
  readonly driver?: Driver
  /** Who answers for the verifiers that the rules ask, by name. */
  readonly verifiers?: Readonly<Record<string, VerifierSource>>
  /** Who knows the devices that have been removed for good. Default: nobody. */
  readonly tombstones?: TombstoneSource
  /** Who has the CRLs that the rule `notRevoked` reads. Default: nobody, and that rule finds its fact missing. */
  readonly revocations?: RevocationSource
  /** Lets one worker of many register a certificate. Default: each does. */
  readonly claims?: ClaimStore
  /** How events of one certificate are collapsed in this process; `false`: not at all. */
  readonly duplicates?: DuplicateOptions | false
  /** Default: the system's clock. */
  readonly clock?: () => Date
  /** Default: that of `node:crypto`. */
  readonly sha256?: Sha256
  /** Told of every outcome, for logs and audit; waited for, but what it throws is dropped. The handler itself logs nothing. */
  readonly onOutcome?: (outcome: JitrOutcome, delivery: JitrDelivery) => void | Promise<void>
  /**
   * What every outcome is recorded in, that of every message of a batch: what `createAuditTrail` of `@thingplan/aws-adapter/audit` returns.
   * Default: nothing.
   */
  readonly audit?: AuditTrail
  /** How many messages of a batch are worked on at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** How long, in milliseconds, a verifier, the tombstones, the CRLs, the claims, `audit` or `onOutcome` may take: 100 to 60000. Default 5000. */
  readonly sourceTimeoutMs?: number
  /**
   * Time, in milliseconds, that an invocation keeps for its answer: 0 to 60000. Default 1000. Messages that are not done by
   * then go back to the queue. Up to three quarters of it may go to storing outcomes and telling of them.
   */
  readonly reserveMs?: number
}

export const jitrHandlerOptions: readonly (keyof JitrHandlerOptions)[] = [
  'registration',
  'client',
  'driver',
  'verifiers',
  'tombstones',
  'revocations',
  'claims',
  'duplicates',
  'clock',
  'sha256',
  'onOutcome',
  'audit',
  'concurrency',
  'sourceTimeoutMs',
  'reserveMs',
]
