import { type Chance, createChance } from '../chance/chance.js'
import { type FaultName, faultNames } from './fault-table.js'
import type { PlannedFault, Schedule } from './schedule.js'

const mostWorkers = 8
const mostFaults = 8

const drawFault = (chance: Chance, workers: number, requests: number): PlannedFault => ({
  worker: chance.below(workers),
  request: chance.below(requests),
  fault: chance.oneOf<FaultName>(['throttled', ...faultNames]),
})

/**
 * The random schedule of a seed.
 *
 * @param requests - how many requests the flow makes undisturbed; faults fall on that many of each worker, and half as many more,
 *   since what comes after a fault takes requests too
 */
export const drawSchedule = (seed: number, requests: number): Schedule => {
  const chance = createChance(seed, 1)
  const workers = chance.percent(25) ? 1 : 2 + chance.below(mostWorkers - 1)
  const reach = Math.max(1, Math.ceil((requests * 1.5) / (chance.percent(50) ? 1 : workers)))
  const faults = Array.from({ length: chance.below(mostFaults + 1) }, () => drawFault(chance, workers, reach))
  return {
    seed,
    workers,
    copies: chance.percent(75),
    shuffle: chance.percent(75),
    jitter: workers > 1 && chance.percent(90),
    poison: chance.percent(50),
    faults,
  }
}
