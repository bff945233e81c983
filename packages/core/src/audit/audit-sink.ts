import type { AuditEvent } from './audit-event.js'

/** What a sink was not known to take. */
export interface AuditSinkFailure {
  /** Name of the sink. */
  readonly sink: string
  /**
   * - `sink-failed`: it threw.
   * - `sink-timeout`: it took too long; it may have the events or not.
   * - `events-failed`: there are no events, since what makes them threw.
   */
  readonly code: 'sink-failed' | 'sink-timeout' | 'events-failed'
  /** What was thrown: the code of an error of Thingplan, the name of another, such as `AccessDeniedException`. */
  readonly error?: string
  /** Of an error of Thingplan; the message of another may hold anything, and is not told. */
  readonly message?: string
  /** The `id`s of the events. */
  readonly eventIds: readonly string[]
}

/** Where audit events go. What a sink throws never fails a registration; the trail in front of it notices and tells. */
export interface AuditSink {
  /** For a person who reads that it failed. */
  readonly name: string
  /** Takes the events of one decision or execution, in order. The same event may come twice. */
  record(events: readonly AuditEvent[]): Promise<void>
  /** Told that another sink of the same trail failed: for those that count or log. */
  sinkFailed?(failure: AuditSinkFailure): void | Promise<void>
}
