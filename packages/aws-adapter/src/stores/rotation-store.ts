import type { RotationRecord, WriteOutcome } from '@thingplan/core/lifecycle'

/** A record as it is stored. */
export interface StoredRotation {
  readonly record: RotationRecord
  /** When it was written, by the clock of its writer: since then nothing has been decided. */
  readonly writtenAt: Date
}

/** What is stored and no record: somebody has changed it by hand. */
export interface UnreadableRotation {
  readonly device: string
  /** What reading it throws. */
  readonly unreadable: unknown
}

/** One conditional write of one item. */
export interface RotationWrite {
  /** Its version is one more than that of the condition. */
  readonly record: RotationRecord
  /** The version that is stored; 0 where nothing may be. */
  readonly expects: { readonly version: number }
}

/** Where rotation records are kept. Every write is one conditional write of one item; there is no other way to change anything. */
export interface RotationStore {
  /** Strongly consistent. Rejects with a `LifecycleError` `record-malformed` for what is stored and no record. */
  read(device: string): Promise<StoredRotation | undefined>
  /**
   * `conflict`: the condition did not hold, and nothing has changed. Rejects with a `LifecycleError` `record-transition` where the
   * record's version does not follow the condition's.
   */
  write(write: RotationWrite): Promise<WriteOutcome>
  /** All records, page by page, in no order; each as it was at some moment since the call. One that cannot be read ends no list. */
  list(): AsyncIterable<StoredRotation | UnreadableRotation>
}
