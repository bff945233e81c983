import { UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { runSchedule } from '../../run/run-schedule.js'
import { calmSchedule } from '../../schedule/schedule.js'
import { furnish } from './furnish.js'
import { lookOn } from './look-on.js'
import { removalFlows } from './removal-flow.js'

describe.each(removalFlows)('$name', (flow) => {
  it('leaves what its plan says where nothing goes wrong', async () => {
    const run = await runSchedule(flow, calmSchedule(0))
    expect(run.failures).toEqual([])
    expect(run.poison).toBe(2)
  })

  it.each([
    ['a process dies behind its second request', { faults: [{ worker: 0, request: 2, fault: 'death-after' }] }],
    ['four workers have the same plan', { seed: 7, workers: 4, copies: true, jitter: true }],
  ] as const)('leaves the same where %s', async (_, change) => {
    const undisturbed = await runSchedule(flow, calmSchedule(0))
    const run = await runSchedule(flow, { ...calmSchedule(0), ...change }, undisturbed)
    expect(run.failures).toEqual([])
    expect(run.requests.length).toBeGreaterThan(undisturbed.requests.length)
  })
})

describe('whoever looks on', () => {
  it('sees what comes back, what is touched, and what is left', async () => {
    const kind = { name: 'any', variant: 'delete', caAutoRegisters: true } as const
    const furnished = await furnish(kind)
    const { world, certificates, neighbour } = furnished
    const { violations, remains } = lookOn(furnished, kind)
    expect(violations()).toEqual([])
    const [, former] = certificates
    const set = (certificateId: string | undefined, newStatus: 'ACTIVE' | 'INACTIVE') =>
      world.emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus }))
    await set(former?.id, 'ACTIVE')
    await set(neighbour.id, 'INACTIVE')
    expect(violations()).toEqual([
      'a certificate that was retired is ACTIVE again',
      'the device that was to stay was touched',
    ])
    expect(remains()).toContain('the policy of the device is left')
    expect(remains()).toContain('the thing is there or not, and the plan says otherwise')
  })
})
