import { createChance } from '../chance/chance.js'
import type { Flow } from '../flow.js'
import { drawSchedule } from '../schedule/draw-schedule.js'
import { faultNames } from '../schedule/fault-table.js'
import { calmSchedule, type Schedule } from '../schedule/schedule.js'
import { type Found, Torturer } from '../search/torturer.js'

const mostSeeds = 400

/** One request of one worker, failed in one way. */
const drawOneFault = (seed: number, requests: number): Schedule => {
  const chance = createChance(seed, 5)
  const fault = faultNames[chance.below(faultNames.length)] ?? 'throttled'
  return { ...calmSchedule(seed), faults: [{ worker: 0, request: chance.below(requests), fault }] }
}

/** What finds the bug in a flow, shrunk to what it needs; undefined where nothing does. */
export const huntMutant = async (flow: Flow): Promise<Found | undefined> => {
  const torturer = new Torturer(flow)
  const { found } = torturer
  for (let seed = 0; seed < mostSeeds && found.length === 0; seed += 1) {
    const { requests } = await torturer.learn(seed)
    if (found.length === 0) await torturer.run(drawOneFault(seed, requests), 'single')
    if (found.length === 0) await torturer.run(drawSchedule(seed, requests), 'random')
  }
  return found[0]
}
