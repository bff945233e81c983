import { describe, expect, it } from 'vitest'
import { runSchedule } from '../../run/run-schedule.js'
import { calmSchedule, type Schedule } from '../../schedule/schedule.js'
import { deviceCertificate } from '../../world/material.js'
import { openWorld } from '../../world/world.js'
import { createDevice } from './device.js'
import { lookOn } from './look-on.js'
import { rotationFlows } from './rotation-flow.js'

describe.each(rotationFlows)('$name', (flow) => {
  it.each([0, 1, 2])('comes to its end where nothing goes wrong, in scene %i', async (seed) => {
    const run = await runSchedule(flow, calmSchedule(seed))
    expect(run.failures).toEqual([])
    expect(run.poison).toBe(2)
    expect(run.requests.length).toBeGreaterThan(20)
  })

  it.each<[string, Partial<Schedule>]>([
    ['a process dies behind its twelfth request', { faults: [{ worker: 0, request: 12, fault: 'death-after' }] }],
    [
      'two requests are throttled',
      { faults: [10, 18].map((request) => ({ worker: 0, request, fault: 'throttled' as const })) },
    ],
  ])('comes to the same end where %s', async (_, change) => {
    const undisturbed = await runSchedule(flow, calmSchedule(0))
    const run = await runSchedule(flow, { ...calmSchedule(0), ...change }, undisturbed)
    expect(run.failures).toEqual([])
    expect(run.requests.length).toBeGreaterThan(undisturbed.requests.length)
  })
})

describe('whoever looks on', () => {
  it('sees a device without a certificate that works', async () => {
    const world = await openWorld()
    const device = createDevice({ name: 'R-1', vendor: await deviceCertificate('vendor-R-1'), jobs: [], world })
    const { violations, remains } = lookOn(world.emulator, new Map(), [{ device, end: 'completed' }])
    expect(violations()).toContain('R-1 has no certificate that works')
    expect(remains()).toContain('R-1 is undefined, not completed')
  })
})
