import type { AuditEvent, AuditFlow } from './audit-event.js'

/** The item that the universal JITR writes to DynamoDB and SQS: `certificateId` is the hash key, `timestamp` the range key. */
export interface RegistrationRecord {
  /** Of an event without a certificate: `unknown`, with `:` and the correlation id where there is one. */
  readonly certificateId: string
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly thingName?: string
  readonly type: 'SUCCESS' | 'FAILURE'
  /** Code and message; of a FAILURE only. */
  readonly error?: string
  readonly thingCategory?: string
  readonly serialNumber?: string
  readonly productId?: string
}

/** Flows that take a device in. Whoever reads SUCCESS takes it for a registered device. */
const takesIn: readonly AuditFlow[] = ['registration', 'provisioning', 'vending']

const endOf = (event: AuditEvent): Pick<RegistrationRecord, 'type' | 'error'> | undefined => {
  switch (event.type) {
    case 'completed':
      return { type: 'SUCCESS' }
    case 'refused':
      return { type: 'FAILURE', error: `${event.code}: ${event.message}` }
    case 'failed':
      return { type: 'FAILURE', error: `${event.failure.code}: ${event.failure.message}` }
    default:
      return undefined
  }
}

/**
 * An audit event in the shape that the universal JITR writes, for tables, streams and consumers that exist.
 *
 * Only ends have one: `completed` is a SUCCESS, `refused` and `failed` are FAILUREs; of the flows that take a device in
 * (registration, provisioning, vending).
 *
 * @returns the record, frozen; `undefined` for every other event
 *
 * @example
 * ```ts
 * import { auditCompletion, toRegistrationRecord } from '@thingplan/core/audit'
 *
 * const subject = { certificateId: 'c1'.repeat(32), thingName: 'sensor-1', serialNumber: '20481234' }
 * const event = auditCompletion('the device is registered', { at: new Date(1000), flow: 'registration', subject })
 * const record = toRegistrationRecord(event)
 * record?.type // => 'SUCCESS'
 * record?.timestamp // => 1000
 * ```
 */
export const toRegistrationRecord = (event: AuditEvent): RegistrationRecord | undefined => {
  const end = takesIn.includes(event.flow) ? endOf(event) : undefined
  if (end === undefined) return undefined
  const { subject, correlationId, at } = event
  const { certificateId, thingName, thingCategory, serialNumber, productId } = subject
  const unknown = correlationId === undefined ? 'unknown' : `unknown:${correlationId}`
  return Object.freeze({
    certificateId: certificateId ?? unknown,
    timestamp: Date.parse(at),
    ...(thingName === undefined ? undefined : { thingName }),
    ...end,
    ...(thingCategory === undefined ? undefined : { thingCategory }),
    ...(serialNumber === undefined ? undefined : { serialNumber }),
    ...(productId === undefined ? undefined : { productId }),
  })
}
