import { describe, expect, it, vi } from 'vitest'
import { drawGraph } from './graph/draw-graph.js'
import { formatResults, type SimulationResult } from './result/result.js'
import { type ScenarioName, scenarioNames, scenarios } from './scenario/scenario.js'
import { simulate } from './simulate.js'

// A run takes seconds, and more where others run beside it.
vi.setConfig({ testTimeout: 120_000 })

const run = (name: ScenarioName, { devices = 2000, seed = 1, isPaced = true } = {}): Promise<SimulationResult> =>
  simulate({ scenario: scenarios[name], devices, seed, isPaced })

const throttledIn = ({ operations }: SimulationResult): number =>
  operations.reduce((sum, { throttled }) => sum + throttled, 0)

describe.each(scenarioNames)('%s', (name) => {
  it('ends with every device registered, within 5 % of what the quotas allow, and nobody starved', async () => {
    const result = await run(name)
    const { registered, activeEarly, deadLetters, timeouts, wholeFleet, nearlyAll, waits } = result
    expect({ registered, activeEarly, deadLetters, timeouts }).toEqual({
      registered: 2000,
      activeEarly: 0,
      deadLetters: 0,
      timeouts: 0,
    })
    expect(nearlyAll.reachedMs).toBeLessThan(nearlyAll.earliestMs * 1.05)
    expect(wholeFleet.reachedMs).toBeLessThan(wholeFleet.earliestMs * 1.05)
    // Each device costs its five calls; who knocks again, none.
    const described = result.operations.find(({ operation }) => operation === 'DescribeCertificate')
    expect(result.events).toBeGreaterThan(2000)
    expect(described?.calls).toBeLessThan(2000 * 1.01)
    // Nobody waits longer than those who were there before take, but for a twentieth of the time that the fleet takes, and for the
    // hundred places by which SQS may put a message off.
    const slack = wholeFleet.earliestMs * 0.05 + 12_000
    expect(waits.beyondWarranted.longest).toBeLessThan(slack)
    expect(waits.lateBeyondWarranted.longest).toBeLessThan(slack)
    expect(waits.all.longest).toBeLessThan(waits.all.p99 + slack)
  })
})

describe('pacing', () => {
  it('is what keeps AWS from throttling, and what keeps the order', async () => {
    const paced = await run('all-at-once', { devices: 1000 })
    const unpaced = await run('all-at-once', { devices: 1000, isPaced: false })
    expect(throttledIn(paced)).toBeLessThan(10)
    expect(throttledIn(unpaced)).toBeGreaterThan(500)
    expect(unpaced.waits.beyondWarranted.longest).toBeGreaterThan(4 * paced.waits.beyondWarranted.longest)
    expect(unpaced).toMatchObject({ registered: 1000, activeEarly: 0 })
  })
})

describe('a seed', () => {
  const written = async (seed: number): Promise<readonly string[]> => {
    const results = [await run('power-cut', { devices: 400, seed }), await run('day', { devices: 400, seed })]
    return [formatResults(results), drawGraph(results)]
  }

  it('gives the same run, byte by byte, and another one another', async () => {
    const first = await written(7)
    expect(await written(7)).toEqual(first)
    expect(await written(8)).not.toEqual(first)
  })
})
