import type { ExpiryLine, KnownExpiry } from '../../../authority/expiry/expiry-line.js'
import type { StoredRotation, UnreadableRotation } from '../../../stores/rotation-store.js'
import type { DueDevice } from './due-device.js'

/**
 * The devices of an expiry report; lines of CAs, and of certificates that AWS IoT has not described, are left out.
 *
 * @param report - what `reportExpiry` of `@thingplan/aws-adapter/authority` yields
 * @param deviceOf - whose certificate it is; undefined for one that is nobody's
 *
 * @example
 * ```ts
 * import { dueByExpiry } from '@thingplan/aws-adapter/rotation/due'
 *
 * const line = { kind: 'device', outcome: 'known', certificateId: 'ab'.repeat(32), status: 'ACTIVE', notAfter: new Date(), daysLeft: 9 } as const
 * const due: string[] = []
 * for await (const { device } of dueByExpiry([line], () => ({ device: '1234', thingName: 'sensor-1234' }))) due.push(device)
 * due // => ['1234']
 * ```
 */
export async function* dueByExpiry(
  report: AsyncIterable<ExpiryLine> | Iterable<ExpiryLine>,
  deviceOf: (line: KnownExpiry) => DueDevice | undefined | Promise<DueDevice | undefined>,
): AsyncGenerator<DueDevice, void, undefined> {
  for await (const line of report) {
    if (line.kind !== 'device' || line.outcome !== 'known') continue
    const device = await deviceOf(line)
    if (device !== undefined) yield device
  }
}

/**
 * The devices whose current certificate, by their records, expires before a moment. Costs AWS IoT no call, where a report asks it for
 * each certificate. Records that cannot be read are left out; `resumeRotations` names them.
 *
 * @param records - what a rotation store's `list` yields
 *
 * @example
 * ```ts
 * import { createMemoryRotationStore } from '@thingplan/aws-adapter/rotation'
 * import { dueByRecord } from '@thingplan/aws-adapter/rotation/due'
 *
 * const due: string[] = []
 * for await (const { device } of dueByRecord(createMemoryRotationStore().list(), new Date())) due.push(device)
 * due // => []
 * ```
 */
export async function* dueByRecord(
  records: AsyncIterable<StoredRotation | UnreadableRotation>,
  expiresBefore: Date,
): AsyncGenerator<DueDevice, void, undefined> {
  for await (const stored of records) {
    if ('unreadable' in stored) continue
    const { device, thingName, current, state } = stored.record
    if (state === 'closed' || current === undefined || current.notAfter >= expiresBefore.getTime()) continue
    yield { device, thingName }
  }
}
