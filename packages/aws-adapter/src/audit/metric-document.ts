import { type AuditMetric, auditMetrics, type Measurement } from './audit-metrics.js'
import { jsonLine } from './json-line.js'

/** Specification of the embedded metric format, "Target members": an array holds no more. */
const mostValues = 100

export interface MetricScope {
  readonly namespace: string
  /** Names and values that every metric has. */
  readonly dimensions: Readonly<Record<string, string>>
}

/** The values of each metric; counts are added up, durations are kept apart. */
const valuesByMetric = (measurements: readonly Measurement[]): ReadonlyMap<AuditMetric, readonly number[]> => {
  const values = new Map<AuditMetric, readonly number[]>()
  for (const { metric, value } of measurements) {
    const before = values.get(metric) ?? []
    values.set(metric, auditMetrics[metric] === 'Count' ? [(before[0] ?? 0) + value] : [...before, value])
  }
  return values
}

const lineOf = (
  { namespace, dimensions }: MetricScope,
  timestamp: number,
  values: ReadonlyMap<AuditMetric, readonly number[]>,
): string =>
  jsonLine({
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: [...values.keys()].map((Name) => ({ Name, Unit: auditMetrics[Name] })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries([...values].map(([metric, list]) => [metric, list.length === 1 ? list[0] : list])),
  })

/**
 * Documents in CloudWatch's embedded metric format, a line each: one, unless a metric has more values than a document takes.
 *
 * @see Amazon CloudWatch User Guide, "Specification: Embedded metric format"
 */
export const metricDocuments = (
  scope: MetricScope,
  timestamp: number,
  measurements: readonly Measurement[],
): readonly string[] => {
  const values = [...valuesByMetric(measurements)]
  const longest = Math.max(0, ...values.map(([, list]) => list.length))
  return Array.from({ length: Math.ceil(longest / mostValues) }, (_, part) => {
    const from = part * mostValues
    const here = values.map(([metric, list]) => [metric, list.slice(from, from + mostValues)] as const)
    return lineOf(scope, timestamp, new Map(here.filter(([, list]) => list.length > 0)))
  })
}
