import type { Moment } from './device-record.js'

/** How many wrong credentials came from one source lately: a bucket that leaks. */
export interface AttemptRecord {
  readonly schema: 1
  /** Where they came from: an address, a network, a signed-in caller. */
  readonly source: string
  /** 1 at first, and one more with every write. */
  readonly version: number
  /** What was in the bucket at `at`. */
  readonly level: number
  readonly at: Moment
}
