import type { Estimate, QuotaUse } from './estimate.js'
import type { WhatIf } from './load.js'

/** `1234567.8` as `1,234,568`, and small numbers with the digits that matter. */
const inDigits = (value: number): string => {
  const rounded = value < 10 ? Math.round(value * 100) / 100 : Math.round(value)
  return String(rounded).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
}

const units = [
  { name: 'days', seconds: 86_400, from: 172_800 },
  { name: 'hours', seconds: 3600, from: 7200 },
  { name: 'minutes', seconds: 60, from: 120 },
] as const

/** A duration in the unit in which a person would say it. */
const inTime = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return 'for ever'
  const unit = units.find(({ from }) => seconds >= from)
  return unit === undefined ? `${inDigits(seconds)} seconds` : `${(seconds / unit.seconds).toFixed(1)} ${unit.name}`
}

type Row = readonly string[]

/** Columns as wide as their widest cell: the first one reads from the left, numbers from the right. */
const inColumns = (rows: readonly Row[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

const useRow = ({ operation, callsPerDevice, calls, quota, isQuotaAssumed, seconds, utilisation }: QuotaUse): Row => [
  operation,
  inDigits(callsPerDevice),
  inDigits(calls),
  `${inDigits(quota)}${isQuotaAssumed ? '?' : ''}`,
  inTime(seconds),
  `${Math.round(utilisation * 100)} %`,
]

const whatIfRow = ({ raise, seconds, bottlenecks }: WhatIf): string => {
  const raised = Object.entries(raise).map(([operation, quota]) => `${operation} ${inDigits(quota)}`)
  // What was raised to where the next one binds, binds with it; what to raise next is the news.
  const next = bottlenecks.filter((operation) => !Object.hasOwn(raise, operation))
  const then =
    bottlenecks.length === 0 ? 'the arrival of the devices' : (next.length > 0 ? next : bottlenecks).join(', ')
  return `  ${raised.join(', ')}: ${inTime(seconds)}, then bound by ${then}`
}

const boundedBy = ({ bottlenecks, seconds }: Estimate): string => {
  if (bottlenecks.length > 0) return `bound by the quota of ${bottlenecks.join(' and ')}`
  return seconds > 0 ? 'bound by the arrival of the devices' : 'without a call to AWS IoT'
}

/**
 * Tells an estimate to a person on a terminal: how long, what for, and which quotas to have raised.
 *
 * @param estimate - what `estimate` returned
 * @returns lines joined by line feeds, without one at the end. A quota with `?` is a guess. The wording may change between releases.
 * @example
 * ```ts
 * import { estimate, explainEstimate } from '@thingplan/core/capacity'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const [first] = explainEstimate(estimate(planFixture(), { devices: 1_000_000 })).split('\n')
 * first // => '1,000,000 devices: 27.8 hours, 10 a second, bound by the quota of DescribeCertificate and UpdateCertificate'
 * ```
 */
export const explainEstimate = (estimate: Estimate): string => {
  const { devices, devicesPerSecond, seconds, quotas, whatIf } = estimate
  const rate = devicesPerSecond > 0 ? `, ${inDigits(devicesPerSecond)} a second` : ''
  const head = ['operation', 'a device', 'in all', 'a second', 'alone', 'used']
  return [
    `${inDigits(devices)} device${devices === 1 ? '' : 's'}: ${inTime(seconds)}${rate}, ${boundedBy(estimate)}`,
    '',
    ...inColumns([head, ...quotas.map(useRow)]),
    ...(whatIf.length === 0 ? [] : ['', 'with quotas of', ...whatIf.map(whatIfRow)]),
  ].join('\n')
}
