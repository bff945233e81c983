import type { AuditEvent } from '@thingplan/core/audit'
import { within } from '../sources/within.js'
import type { AuditTrail } from './audit-trail.js'

/** Who is told of an outcome: both at once, so that neither waits for the other. */
export interface OutcomeListeners {
  readonly onOutcome: (() => void | Promise<void>) | undefined
  readonly audit: AuditTrail | undefined
  /** Made only where they are recorded. */
  readonly events: () => readonly AuditEvent[]
}

/**
 * Tells of an outcome for no longer than it may take. Never rejects: whoever only watches must not be able to change what is done, and
 * an audit trail tells itself what it could not record.
 */
export const tellOutcome = async ({ onOutcome, audit, events }: OutcomeListeners, withinMs: number): Promise<void> => {
  await Promise.all([
    onOutcome && within(withinMs, async () => onOutcome()),
    audit && within(withinMs, async () => audit.record(events, withinMs)),
  ])
}
