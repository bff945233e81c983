import type { AbortSignalLike, Driver } from '@thingplan/core'
import type { AuditEvent } from '@thingplan/core/audit'
import {
  type DeviceRecord,
  type DeviceStore,
  decideVending,
  type UnreadableRecord,
  type Vending,
} from '@thingplan/core/lifecycle'
import type { AuditTrail } from '../../audit/audit-trail.js'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import { tellOutcome } from '../../audit/tell-outcome.js'
import { forEachBounded } from '../../concurrency/for-each-bounded.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireFunction, requireMethods } from '../../options/required-option.js'
import { auditDueOutcome } from './audit-sighting-outcome.js'
import { carryOn } from './carry-on.js'
import type { DueOutcome } from './due-outcome.js'
import { checkVendingWorld } from './sighting-options.js'

export interface RunDueOptions {
  /** The rules, from `defineVending` of @thingplan/core/lifecycle. */
  readonly vending: Vending
  readonly store: DeviceStore
  /** Carries out what retires certificates: `createIotDriver`. */
  readonly driver: Driver
  /** How many devices are worked on at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** Once it has fired no further device is begun. */
  readonly signal?: AbortSignalLike
  /**
   * Told of every device of which something was due, or whose record cannot be read; waited for five seconds at most, and what it throws is
   * dropped.
   */
  readonly onDevice?: (outcome: DueOutcome) => void | Promise<void>
  /**
   * What the steps and failures of every such device are recorded in: what `createAuditTrail` of `@thingplan/aws-adapter/audit` returns.
   * Default: nothing.
   */
  readonly audit?: AuditTrail
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

export interface DueReport {
  /** Devices that were looked at. */
  readonly devices: number
  /** Of those, the ones of which everything was done that was due. */
  readonly done: number
  /** And the ones of which something is left, for the next run. */
  readonly failed: number
  /** Whether all devices were looked at. */
  readonly complete: boolean
}

const known: readonly (keyof RunDueOptions)[] = [
  'vending',
  'store',
  'driver',
  'concurrency',
  'signal',
  'onDevice',
  'audit',
  'clock',
]

/** How long, in milliseconds, listeners may take for one device. */
const listenMs = 5_000

/**
 * Does what is due, device by device: retires the certificate whose deadline has passed, and finishes what was interrupted. Run it now
 * and then, from a schedule; as often as one likes, and several at once.
 *
 * The store is read page by page, and of a device of which nothing is due nothing more is asked. One whose record cannot be read is
 * told of, and counted as failed; the others are done all the same.
 *
 * @param options - `vending`, `store` and `driver` are required
 * @returns how many devices there were; rejects with what the store's `list` does
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { runDue } from '@thingplan/aws-adapter/vending'
 * import { defineVending } from '@thingplan/core/lifecycle'
 * import { createMemoryDeviceStore, createMemoryDriver } from '@thingplan/core/testing'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const vending = defineVending({ account, registration: 'just-in-time', issuer: 'own-ca' })
 * const report = await runDue({ vending, store: createMemoryDeviceStore(), driver: createMemoryDriver() })
 * report // => { devices: 0, done: 0, failed: 0, complete: true }
 * ```
 */
export const runDue = async (options: RunDueOptions): Promise<DueReport> => {
  refuseUnknownOptions('runDue', options, known)
  checkVendingWorld(options)
  const { vending, store, signal, onDevice, audit, clock = () => new Date() } = options
  for (const [field, value] of Object.entries({ onDevice, clock })) requireFunction(value, field)
  requireMethods(audit, 'audit', ['record'])
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 })
  const counts = { devices: 0, done: 0, failed: 0 }

  const isDue = (record: DeviceRecord): boolean => {
    const message = { kind: 'due', serialNumber: record.serialNumber } as const
    return decideVending(vending, message, record, { now: clock(), holder: 'looks-at-the-clock' }).verdict !== 'settled'
  }
  const carry = async (
    record: DeviceRecord | UnreadableRecord,
    carried: CarriedPlan[],
  ): Promise<DueOutcome | undefined> => {
    const { serialNumber } = record
    try {
      if ('unreadable' in record) throw record.unreadable
      if (!isDue(record)) return undefined
      return { serialNumber, ...(await carryOn({ kind: 'due', serialNumber }, { ...options, clock, carried })) }
    } catch (error) {
      return { serialNumber, settled: false, transitions: [], errors: [error] }
    }
  }
  async function* records(): AsyncGenerator<DeviceRecord | UnreadableRecord> {
    for await (const record of store.list()) {
      if (signal?.aborted) return
      yield record
    }
  }
  await forEachBounded(records(), concurrency, async (record) => {
    counts.devices += 1
    const carried: CarriedPlan[] = []
    const outcome = await carry(record, carried)
    if (outcome === undefined) return
    counts[outcome.settled ? 'done' : 'failed'] += 1
    const listener = onDevice && (() => onDevice(Object.freeze(outcome)))
    const events = (): readonly AuditEvent[] => auditDueOutcome(outcome, carried, clock())
    await tellOutcome({ onOutcome: listener, audit, events }, listenMs)
  })
  return Object.freeze({ ...counts, complete: signal?.aborted !== true })
}
