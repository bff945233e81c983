import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { runSchedule } from '../../run/run-schedule.js'
import { calmSchedule, type Schedule } from '../../schedule/schedule.js'
import { openWorld } from '../../world/world.js'
import { lookOn } from './look-on.js'
import { ownKeys, vendingMaterial } from './material.js'
import { createVendingFlow, vendingFlows } from './vending-flow.js'

describe.each(vendingFlows)('$name', (flow) => {
  it.each([0, 1, 2])('comes to its end where nothing goes wrong, in scene %i', async (seed) => {
    const run = await runSchedule(flow, calmSchedule(seed))
    expect(run.failures).toEqual([])
    expect(run.poison).toBe(2)
    expect(run.requests.length).toBeGreaterThan(20)
  })

  it.each<[string, Partial<Schedule>]>([
    ['a process dies behind its eighth request', { faults: [{ worker: 0, request: 8, fault: 'death-after' }] }],
    [
      'the answers to two requests are lost',
      { faults: [9, 17].map((request) => ({ worker: 0, request, fault: 'lost-after' as const })) },
    ],
    ['three workers get copies of everything, in any order', { workers: 3, copies: true, shuffle: true, jitter: true }],
  ])('comes to the same end where %s', async (_, change) => {
    const undisturbed = await runSchedule(flow, calmSchedule(0))
    const run = await runSchedule(flow, { ...calmSchedule(0), ...change }, undisturbed)
    expect(run.failures).toEqual([])
    expect(run.requests.length).toBeGreaterThan(undisturbed.requests.length)
  })
})

it('leaves no claim and no certificate of a worker that died with a token that is spent since', async () => {
  const faults = [
    { worker: 1, request: 3, fault: 'late' },
    { worker: 0, request: 19, fault: 'death-after' },
  ] as const
  const schedule = { ...calmSchedule(1553), workers: 2, copies: true, shuffle: true, poison: false, faults }
  expect((await runSchedule(createVendingFlow('aws-iot'), schedule)).failures).toEqual([])
})

describe('whoever looks on', () => {
  it('sees a certificate that is ACTIVE early, and one that is nobody’s', async () => {
    const { emulator } = await openWorld({ provisioning: { requestSubject: 'keep' } })
    const device = { serialNumber: ownKeys, held: new Map() }
    const { violations, remains } = lookOn(emulator, new Map(), [device])
    expect(violations()).toEqual([])
    const { requests } = await vendingMaterial()
    for (const certificateSigningRequest of [requests.first, requests.foreign]) {
      await emulator.client.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest, setAsActive: true }))
    }
    expect(violations()).toEqual(['SN-1 has a certificate that is ACTIVE without a thing or a policy'])
    expect(remains()).toContain('there is a certificate of SN-3, who has asked for none')
    expect(remains()).toContain('SN-1 does not have its certificate')
  })
})
