import { describe, expect, it } from 'vitest'
import { formatFound } from '../report/summary.js'
import { faultNames } from '../schedule/fault-table.js'
import { shortEffort } from '../search/short-effort.js'
import { tortureFlow } from '../search/torture-flow.js'
import { createJitpFlow } from './jitp/jitp-flow.js'
import { createJitrFlow } from './jitr/jitr-flow.js'

describe.each([createJitrFlow(), createJitpFlow()])('$name', (flow) => {
  it('comes out right, whatever goes wrong on the way', async () => {
    const { counts, found } = await tortureFlow(flow, shortEffort)
    expect(found.flatMap((one) => formatFound(flow.name, one))).toEqual([])
    expect(faultNames.filter((name) => (counts.faults.get(name) ?? 0) < 10)).toEqual([])
    expect(Math.min(counts.copies, counts.poison, counts.pairs, counts.random)).toBeGreaterThan(0)
  }, 120_000)
})
