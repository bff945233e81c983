import type { SimulationResult } from '../result/result.js'
import type { Completion } from '../result/waits.js'
import { scenarios } from '../scenario/scenario.js'
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

/** A burst that the quotas allow lets the first second's devices in at once: a small fleet may be before the optimum by that. */
const against = ({ reachedMs, earliestMs }: Completion): string =>
  `${formatDuration(reachedMs)} (${percent(Math.max(0, reachedMs / earliestMs - 1))})`

/** Of fewer devices it is what the program takes anyway, shared among them. */
const enoughForMemory = 100_000

const throttledOf = ({ operations }: SimulationResult): number =>
  operations.reduce((sum, { throttled }) => sum + throttled, 0)

const utilised = ({ utilisation }: SimulationResult): string =>
  utilisation === null ? 'no whole minute' : percent(utilisation)

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
  ['quota used while devices waited', ({ result }) => utilised(result)],
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
  [
    'memory, bytes a device',
    ({ result, effort }) => (result.devices < enoughForMemory ? '' : effort.bytesPerDevice.toFixed(0)),
  ],
]

/** Which quotas were raised for a run, where any were. */
const raisedIn = ({ result: { scenario } }: Run): readonly string[] => {
  const quotas = Object.entries(scenarios[scenario].quotas)
  const raised = quotas.map(([operation, perSecond]) => `${operation} ${perSecond}`).join(', ')
  return quotas.length === 0 ? [] : [`${scenario}: quotas a second raised to ${raised}\n`]
}

/** The runs side by side, for a terminal. */
export const formatTable = (runs: readonly Run[]): string => {
  const lines = [
    ['', ...runs.map(({ result }) => result.scenario)],
    ...rows.map(([label, value]) => [label, ...runs.map(value)]).filter(([, ...cells]) => cells.some(Boolean)),
  ]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length))) ?? []
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  const table = lines.map((line) => `${line.map(pad).join('  ').trimEnd()}\n`)
  return [...table, ...runs.flatMap(raisedIn)].join('')
}
