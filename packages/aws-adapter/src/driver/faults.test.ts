import { execute } from '@thingplan/core'
import { planFixture } from '@thingplan/core/testing'
import { createVirtualClock, type EmulatedProcess, type Fault, scriptedFaults } from '@thingplan/emulator'
import { describe, expect, it } from 'vitest'
import { account, emulateAccount } from '../fixtures/emulated-account.js'
import { createIotDriver } from './create-iot-driver.js'

/** A device that waits, in an account where time passes only when it is told to. */
const waitingDevice = async () => {
  const clock = createVirtualClock({ start: new Date() })
  const { emulator, certificateIn } = await emulateAccount({ clock, transport: 'full' })
  const plan = planFixture({ certificateId: await certificateIn('PENDING_ACTIVATION') })
  emulator.forgetCalls()
  /** What becomes of the plan in a process; undefined where that has died. */
  const carryOut = async (worker: EmulatedProcess) => {
    const driver = createIotDriver({ client: emulator.createClient({ process: worker }), account })
    const execution = execute(plan, driver)
    await clock.run()
    return Promise.race([execution, worker.died.then(() => undefined)])
  }
  return { emulator, carryOut }
}

/** The registry, with the certificate under a name that is the same in every run. */
const stateOf = ({ emulator }: Awaited<ReturnType<typeof waitingDevice>>): string => {
  const { caCertificates: _, ...registry } = emulator.snapshot()
  return JSON.stringify(registry).replaceAll(/[0-9a-f]{64}/g, 'certificate')
}

const undisturbed = (async () => {
  const device = await waitingDevice()
  const execution = await device.carryOut(device.emulator.createProcess())
  return { state: stateOf(device), requests: device.emulator.calls.length, status: execution?.status }
})()

const survived: readonly Fault[] = [
  { kind: 'throttled' },
  { kind: 'service-unavailable' },
  { kind: 'connection-lost', when: 'before-effect' },
  { kind: 'connection-lost', when: 'after-effect' },
]

describe('the driver, behind a client that retries', () => {
  it('has something to go wrong', async () => {
    const { state, requests, status } = await undisturbed
    expect(status).toBe('completed')
    expect(state).toContain('"status":"ACTIVE"')
    expect(requests).toBeGreaterThan(4)
  })

  it.each(survived)('carries out the plan at once, whichever request meets %j', async (fault) => {
    const { state, requests } = await undisturbed
    for (let index = 0; index < requests; index += 1) {
      const device = await waitingDevice()
      const execution = await device.carryOut(
        device.emulator.createProcess({ faults: scriptedFaults({ [index]: fault }) }),
      )
      expect(execution?.status).toBe('completed')
      expect(stateOf(device)).toBe(state)
      const disturbed = device.emulator.calls.filter((call) => call.fault !== undefined)
      expect(disturbed).toHaveLength(1)
      expect(device.emulator.calls.length).toBeGreaterThan(requests)
    }
  })

  it.each(['before-effect', 'after-effect'] as const)(
    'carries out the plan when it is delivered again, whichever request lets the process die %s',
    async (when) => {
      const { state, requests } = await undisturbed
      for (let index = 0; index < requests; index += 1) {
        const device = await waitingDevice()
        const worker = device.emulator.createProcess({
          faults: scriptedFaults({ [index]: { kind: 'process-death', when } }),
        })
        expect(await device.carryOut(worker)).toBeUndefined()
        const isActive = stateOf(device).includes('"status":"ACTIVE"')
        expect(isActive).toBe(when === 'after-effect' && index === requests - 1)
        expect((await device.carryOut(device.emulator.createProcess()))?.status).toBe('completed')
        expect(stateOf(device)).toBe(state)
      }
    },
  )
})
