import type { SimulationResult } from '../result/result.js'
import type { Completion } from '../result/waits.js'
import { formatDuration } from './duration.js'

/** What a run took on this machine: other than its result, never twice the same. */
export interface Effort {
  readonly seconds: number
  readonly bytesPerDevice: number
}

export interface Run {
  readonly result: SimulationResult
  readonly effort: Effort
}

const count = (number: number): string => number.toLocaleString('en')
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`

const against = ({ reachedMs, earliestMs }: Completion): string =>
  `${formatDuration(reachedMs)} (${reachedMs < earliestMs ? '' : '+'}${percent(reachedMs / earliestMs - 1)})`

const throttledOf = ({ operations }: SimulationResult): number =>
  operations.reduce((sum, { throttled }) => sum + throttled, 0)

type Row = readonly [label: string, value: (run: Run) => string]

const rows: readonly Row[] = [
  ['devices', ({ result }) => count(result.devices)],
  ['pacing', ({ result }) => (result.paced ? 'yes' : 'no')],
  ['registered', ({ result }) => count(result.registered)],
  ['ACTIVE too early', ({ result }) => count(result.activeEarly)],
  ['in the dead-letter queue', ({ result }) => count(result.deadLetters)],
  ['99 % registered after (beyond the optimum)', ({ result }) => against(result.nearlyAll)],
  ['all registered after (beyond the optimum)', ({ result }) => against(result.wholeFleet)],
  ['queue empty after', ({ result }) => formatDuration(result.drainedMs)],
  ['quota used while devices waited', ({ result }) => percent(result.utilisation)],
  ['events', ({ result }) => count(result.events)],
  ['receives', ({ result }) => count(result.receives)],
  ['invocations', ({ result }) => count(result.invocations)],
  ['deepest queue', ({ result }) => count(result.deepestQueue)],
  ['calls throttled', ({ result }) => count(throttledOf(result))],
  ['wait: median', ({ result }) => formatDuration(result.waits.all.median)],
  ['wait: 99 of 100 within', ({ result }) => formatDuration(result.waits.all.p99)],
  ['wait: longest', ({ result }) => formatDuration(result.waits.all.longest)],
  ['beyond those before: 99 of 100 within', ({ result }) => formatDuration(result.waits.beyondWarranted.p99)],
  ['beyond those before: longest', ({ result }) => formatDuration(result.waits.beyondWarranted.longest)],
  ['the same of the last hundredth', ({ result }) => formatDuration(result.waits.lateBeyondWarranted.longest)],
  ['took on this machine', ({ effort }) => formatDuration(effort.seconds * 1000)],
  ['memory, bytes a device', ({ effort }) => effort.bytesPerDevice.toFixed(0)],
]

/** The runs side by side, for a terminal. */
export const formatTable = (runs: readonly Run[]): string => {
  const lines = [
    ['', ...runs.map(({ result }) => result.scenario)],
    ...rows.map(([label, value]) => [label, ...runs.map(value)]),
  ]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length))) ?? []
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return lines.map((line) => `${line.map(pad).join('  ').trimEnd()}\n`).join('')
}
