import type { Driver } from '@thingplan/core'
import type { DeviceStore, Vending } from '@thingplan/core/lifecycle'
import type { AuditTrail } from '../../audit/audit-trail.js'
import { AdapterError } from '../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireFunction, requireMethods } from '../../options/required-option.js'
import type { SightingEvent } from './sighting-event.js'
import type { SightingOutcome } from './sighting-outcome.js'

export interface SightingHandlerOptions {
  /** The rules, from `defineVending` of @thingplan/core/lifecycle. */
  readonly vending: Vending
  readonly store: DeviceStore
  /** Carries out what retires the certificate that is replaced: `createIotDriver`. */
  readonly driver: Driver
  /** Which device it may be: a hint, of which nothing depends but whose record is read. `undefined` for devices of others. */
  readonly serialNumber: (event: SightingEvent) => string | undefined
  /**
   * The field with what AWS IoT calls the principal. Default `principalIdentifier`, as in lifecycle events. A rule on other topics has to
   * fill it with `principal()`, and must not `SELECT *` beside: what a device publishes is the device's word.
   */
  readonly certificateIdField?: string
  /** How many messages of a batch are worked on at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** What is kept of an invocation's time for its answer, in milliseconds: 0 to 60000. Default 1000. */
  readonly reserveMs?: number
  /** Told of every outcome; what it throws is dropped. */
  readonly onOutcome?: (outcome: SightingOutcome) => void | Promise<void>
  /** What is recorded in of every message that led to something, or failed: what `createAuditTrail` returns. Default: nothing. */
  readonly audit?: AuditTrail
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof SightingHandlerOptions)[] = [
  'vending',
  'store',
  'driver',
  'serialNumber',
  'certificateIdField',
  'concurrency',
  'reserveMs',
  'onOutcome',
  'audit',
  'clock',
]

/**
 * Checks what both the handler and `runDue` need.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const checkVendingWorld = ({
  vending,
  store,
  driver,
}: Pick<SightingHandlerOptions, 'vending' | 'store' | 'driver'>): void => {
  const required = [
    ['vending', typeof vending?.leaseMilliseconds === 'number', 'give what `defineVending` returns'],
    ['store', typeof store?.write === 'function', 'give a device store'],
    ['driver', typeof driver?.perform === 'function', 'give what `createIotDriver` returns'],
  ] as const
  for (const [field, holds, remedy] of required) {
    if (holds) continue
    throw new AdapterError('adapter-option', `\`${field}\` is missing, or is not what is needed`, { field, remedy })
  }
}

/** @throws {AdapterError} `adapter-option` */
export const checkSightingOptions = (options: SightingHandlerOptions): void => {
  refuseUnknownOptions('createSightingHandler', options, known)
  checkVendingWorld(options)
  const { serialNumber, certificateIdField, onOutcome, audit, clock } = options
  if (typeof serialNumber !== 'function') {
    throw new AdapterError('adapter-option', '`serialNumber` is not a function', {
      field: 'serialNumber',
      remedy: 'say which device an event is of, for example by its `clientId`',
    })
  }
  if (certificateIdField !== undefined && (typeof certificateIdField !== 'string' || certificateIdField === '')) {
    throw new AdapterError('adapter-option', '`certificateIdField` is not the name of a field', {
      field: 'certificateIdField',
    })
  }
  for (const [field, value] of Object.entries({ onOutcome, clock })) requireFunction(value, field)
  requireMethods(audit, 'audit', ['record'])
}
