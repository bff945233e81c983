import type { AuditEvent, AuditFlow } from '@thingplan/core/audit'

/** Units of CloudWatch that are in use here (CloudWatch API Reference, "MetricDatum"). */
export type MetricUnit = 'Count' | 'Milliseconds'

/** Every metric that the sink emits. Stable: alarms of others name them, and `docs/alarms.md` does. */
export type AuditMetric =
  | 'Accepted'
  | 'Refused'
  | 'Undecided'
  | 'Resumed'
  | 'StepsDone'
  | 'StepsFailed'
  | 'StepDuration'
  | 'Registered'
  | 'Provisioned'
  | 'Vended'
  | 'Rotated'
  | 'Removed'
  | 'Repeated'
  | 'Failed'
  | 'FailedForGood'
  | 'SinkFailures'
  | 'UnrecordedEvents'

export const auditMetrics: Readonly<Record<AuditMetric, MetricUnit>> = {
  Accepted: 'Count',
  Refused: 'Count',
  Undecided: 'Count',
  Resumed: 'Count',
  StepsDone: 'Count',
  StepsFailed: 'Count',
  StepDuration: 'Milliseconds',
  Registered: 'Count',
  Provisioned: 'Count',
  Vended: 'Count',
  Rotated: 'Count',
  Removed: 'Count',
  Repeated: 'Count',
  Failed: 'Count',
  FailedForGood: 'Count',
  SinkFailures: 'Count',
  UnrecordedEvents: 'Count',
}

/** A value of a metric; with a `code`, also of the metric that is counted by code. */
export interface Measurement {
  readonly metric: AuditMetric
  readonly value: number
  readonly code?: string
}

const completed: Readonly<Record<AuditFlow, AuditMetric>> = {
  registration: 'Registered',
  provisioning: 'Provisioned',
  vending: 'Vended',
  rotation: 'Rotated',
  removal: 'Removed',
}

const one = (metric: AuditMetric, code?: string): Measurement => ({
  metric,
  value: 1,
  ...(code === undefined ? {} : { code }),
})

/** What an event counts as. */
export const measure = (event: AuditEvent): readonly Measurement[] => {
  switch (event.type) {
    case 'accepted':
      return [one('Accepted')]
    case 'refused':
      return [one('Refused', event.code)]
    case 'undecided':
      return [one('Undecided')]
    case 'resumed':
      return [one('Resumed')]
    case 'step-done': {
      const { durationMs } = event.step
      const done = one('StepsDone')
      return durationMs === undefined ? [done] : [done, { metric: 'StepDuration', value: durationMs }]
    }
    case 'step-failed':
      return [one('StepsFailed')]
    case 'completed':
      return [one(event.repeated === true ? 'Repeated' : completed[event.flow])]
    case 'failed': {
      const failed = one('Failed', event.failure.code)
      return event.failure.retryable ? [failed] : [failed, one('FailedForGood')]
    }
  }
}
