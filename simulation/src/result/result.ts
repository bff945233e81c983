import type { ScenarioName } from '../scenario/scenario.js'
import type { Series } from './series.js'
import type { Completion, WaitsOfFleet } from './waits.js'

/** What the fleet asked of an operation. */
export interface OperationCalls {
  readonly operation: string
  readonly calls: number
  readonly throttled: number
}

/** What came of a run: the same for the same scenario, fleet and seed. Times are milliseconds since the start. */
export interface SimulationResult {
  readonly scenario: ScenarioName
  readonly title: string
  readonly paced: boolean
  readonly devices: number
  readonly seed: number
  readonly registered: number
  readonly activeEarly: number
  readonly deadLetters: number
  readonly events: number
  readonly connections: number
  readonly receives: number
  readonly invocations: number
  readonly timeouts: number
  readonly deepestQueue: number
  readonly wholeFleet: Completion
  /** Of all but the last hundredth. */
  readonly nearlyAll: Completion
  /** When the queue was empty. */
  readonly drainedMs: number
  readonly waits: WaitsOfFleet
  /** The part of the slowest quota that was used while devices waited, from 0 to 1; `null` where they did for no whole minute. */
  readonly utilisation: number | null
  /** By name. */
  readonly operations: readonly OperationCalls[]
  readonly series: Series
}

/** As JSON Lines: a run each. */
export const formatResults = (results: readonly SimulationResult[]): string =>
  results.map((result) => `${JSON.stringify(result)}\n`).join('')
