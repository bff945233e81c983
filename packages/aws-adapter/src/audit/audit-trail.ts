import type { AuditEvent } from '@thingplan/core/audit'

/** Takes what is to be recorded, and sees to it that nobody else has to care whether that works. */
export interface AuditTrail {
  /**
   * Sends events to every sink. Never rejects, and takes no longer than it may: what a sink was not known to take by then counts as not
   * recorded, and is told.
   *
   * @param events - of one decision or execution, in order; or what makes them, whose failure is told like a sink's
   * @param withinMs - milliseconds that it may take, where that is less than the trail's `timeoutMs`
   */
  record(events: readonly AuditEvent[] | (() => readonly AuditEvent[]), withinMs?: number): Promise<void>
  /** How many failures there were since the trail was created. */
  readonly failures: number
}
