import { expect } from 'vitest'
import type { Flow } from '../flow.js'
import { formatFound } from '../report/summary.js'
import { faultNames } from '../schedule/fault-table.js'
import { shortEffort } from '../search/short-effort.js'
import { tortureFlow } from '../search/torture-flow.js'

/** Flows are many and machines have several processors: each file of tests tortures what takes as long as the others. */
export const tortureBriefly = async (flow: Flow, pairs: number, random: number): Promise<void> => {
  const { counts, found } = await tortureFlow(flow, shortEffort(pairs, random))
  expect(found.flatMap((one) => formatFound(`--flow ${flow.name}`, one))).toEqual([])
  expect([counts.exhausted, counts.pairs, counts.random]).toEqual([1, pairs, random])
  expect(faultNames.filter((name) => (counts.faults.get(name) ?? 0) < 5)).toEqual([])
  expect(Math.min(counts.single, counts.together, counts.copies, counts.poison)).toBeGreaterThan(0)
}
