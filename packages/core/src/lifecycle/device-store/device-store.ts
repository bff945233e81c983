import type { AttemptRecord } from './attempt-record.js'
import type { DeviceRecord, Moment } from './device-record.js'

/** What has to be true of the stored item at the moment of the write. */
export interface WriteCondition {
  /** The version that is stored; 0 where nothing may be. */
  readonly version: number
  /** The stored token expires after this moment. */
  readonly tokenAliveAt?: Moment | undefined
}

/** One conditional write of one item. */
export interface DeviceWrite {
  /** Its version is one more than that of the condition. */
  readonly record: DeviceRecord
  readonly expects: WriteCondition
}

export interface AttemptWrite {
  readonly record: AttemptRecord
  readonly expects: Pick<WriteCondition, 'version'>
}

/** What is stored of a device, and is no record. */
export interface UnreadableRecord {
  readonly serialNumber: string
  /** Why not: a `LifecycleError` `record-malformed`. */
  readonly unreadable: unknown
}

/** `conflict`: the condition did not hold, and nothing has changed. Read again, and decide anew. */
export type WriteOutcome = 'written' | 'conflict'

/**
 * Where device records are kept. Every write is one conditional write of one item; there is no other way to change anything.
 *
 * What a store owes is in `deviceStoreContract` of `@thingplan/core/testing`.
 */
export interface DeviceStore {
  /** Strongly consistent. Rejects with a `LifecycleError` `record-malformed` for what is stored and no record. */
  read(serialNumber: string): Promise<DeviceRecord | undefined>
  /** Rejects with a `LifecycleError` `record-transition` where the record's version does not follow the condition's. */
  write(write: DeviceWrite): Promise<WriteOutcome>
  /**
   * All records, page by page, in no order; each as it was at some moment since the call. What is stored and no record stands among
   * them as that: one item that somebody has spoilt must not hide all the others.
   */
  list(): AsyncIterable<DeviceRecord | UnreadableRecord>
  readAttempts(source: string): Promise<AttemptRecord | undefined>
  /** As `write`. A record may vanish once its bucket is empty. */
  writeAttempts(write: AttemptWrite): Promise<WriteOutcome>
}
