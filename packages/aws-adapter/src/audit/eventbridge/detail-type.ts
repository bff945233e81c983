import type { AuditEventType } from '@thingplan/core/audit'

/** What a rule of EventBridge matches as `detail-type`, by type of event. Stable: rules of others hold them. */
export const detailTypes: Readonly<Record<AuditEventType, string>> = {
  accepted: 'Device Accepted',
  refused: 'Device Refused',
  undecided: 'Device Undecided',
  resumed: 'Device Resumed',
  'step-done': 'Device Step Done',
  'step-failed': 'Device Step Failed',
  completed: 'Device Completed',
  failed: 'Device Failed',
}
