import { expect } from 'vitest'
import type { Flow } from '../flow.js'
import { formatFound } from '../report/summary.js'
import { faultNames } from '../schedule/fault-table.js'
import { type ShortEffort, shortEffort } from '../search/short-effort.js'
import { tortureFlow } from '../search/torture-flow.js'

/** Flows are many and machines have several processors: each file of tests tortures what takes as long as the others. */
export const tortureBriefly = async (flow: Flow, effort: ShortEffort): Promise<void> => {
  const { counts, found } = await tortureFlow(flow, shortEffort(effort))
  expect(found.flatMap((one) => formatFound(`--flow ${flow.name}`, one))).toEqual([])
  expect([counts.exhausted, counts.pairs, counts.random]).toEqual([
    effort.isExhaustive ? 1 : 0,
    effort.pairs,
    effort.random,
  ])
  expect(faultNames.filter((name) => (counts.faults.get(name) ?? 0) < 5)).toEqual([])
  expect(Math.min(counts.together, counts.copies, counts.poison)).toBeGreaterThan(0)
}
