import type { AuditEvent } from '@thingplan/core/audit'
import { AdapterError } from '../error/adapter-error.js'

/** An event that a sink did not record, and why not. */
export interface Unrecorded {
  readonly event: AuditEvent
  /** For a person: what failed and how. */
  readonly reason: string
  readonly cause?: unknown
}

/** Ids that an error names, so that its length has a bound; the trail in front of the sink knows them all. */
const mostIds = 3

/**
 * Refuses to be silent about events that were not recorded. The others were: whoever records the same events again repeats them,
 * with the same ids.
 *
 * @throws {AdapterError} `audit-not-recorded`
 */
export const refuseIncomplete = (
  sink: string,
  events: readonly AuditEvent[],
  unrecorded: readonly Unrecorded[],
): void => {
  const [first] = unrecorded
  if (first === undefined) return
  const ids = unrecorded.slice(0, mostIds).map(({ event }) => event.id)
  const [count, all] = [unrecorded.length, events.length]
  throw new AdapterError('audit-not-recorded', `${sink} did not record ${count} of ${all} events: ${first.reason}`, {
    field: 'events',
    value: [...ids, ...(count > mostIds ? ['…'] : [])].join(', '),
    remedy: 'mend what the first of them failed with; the same events can be recorded again',
    cause: first.cause,
  })
}
