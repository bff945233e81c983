import { vendingStateOf } from '@thingplan/core/lifecycle'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepTrail } from '../../fixtures/keep-trail.js'
import { createMachine, enrol, type Machine, vend } from '../../fixtures/vending-machine.js'
import type { DueOutcome } from './due-outcome.js'
import { type RunDueOptions, runDue } from './run-due.js'

const second = 'BBECAwQFBgcICQoLDA0ODw'
const day = 86_400_000

/** A device whose new certificate stands ready beside its old one. */
const reissue = async (machine: Machine, serialNumber: string): Promise<void> => {
  await enrol(machine.store, serialNumber)
  await vend(machine, serialNumber)
  // Nobody works on the first one any more.
  machine.time = new Date(machine.time.getTime() + 60_000)
  await enrol(machine.store, serialNumber, { token: second })
  await vend(machine, serialNumber, second)
}

const run = (machine: Machine, options: Partial<RunDueOptions> = {}) => {
  const { vending, store, driver } = machine
  return runDue({ vending, store, driver, clock: () => machine.time, ...options })
}

describe('runDue', () => {
  let machine: Machine
  const serialNumbers = ['SN-1', 'SN-2', 'SN-3']
  beforeEach(async () => {
    machine = createMachine()
    for (const serialNumber of serialNumbers) await reissue(machine, serialNumber)
    await enrol(machine.store, 'SN-4')
  })
  const states = () =>
    Promise.all(serialNumbers.map(async (serialNumber) => vendingStateOf(await machine.store.read(serialNumber))))

  it('does nothing before the deadline', async () => {
    expect(await run(machine)).toEqual({ devices: 4, done: 0, failed: 0, complete: true })
    expect(await states()).toEqual(['ready', 'ready', 'ready'])
  })

  it('retires the old certificates once it has passed, each once', async () => {
    machine.time = new Date(machine.time.getTime() + day + 1)
    const told: DueOutcome[] = []
    const onDevice = (outcome: DueOutcome): void => void told.push(outcome)
    expect(await run(machine, { onDevice })).toEqual({ devices: 4, done: 3, failed: 0, complete: true })
    expect(told.map(({ transitions }) => transitions)).toEqual(Array(3).fill(['due', 'retire', 'retired']))
    expect(await states()).toEqual(['in-use', 'in-use', 'in-use'])
    expect(await run(machine)).toEqual({ devices: 4, done: 0, failed: 0, complete: true })
  })

  it('goes on after a device at which it fails, and has that one again', async () => {
    machine.time = new Date(machine.time.getTime() + day + 1)
    let calls = 0
    const driver: RunDueOptions['driver'] = {
      perform: (step, context) => {
        calls += 1
        return calls === 1 ? Promise.reject(new Error('throttled')) : machine.driver.perform(step, context)
      },
    }
    expect(await run(machine, { driver, concurrency: 1 })).toMatchObject({ done: 2, failed: 1 })
    expect(await run(machine)).toMatchObject({ done: 1, failed: 0 })
    expect(await states()).toEqual(['in-use', 'in-use', 'in-use'])
  })

  it('does what is due of all the others where a record cannot be read, and tells of that one', async () => {
    machine.time = new Date(machine.time.getTime() + day + 1)
    const unreadable = new Error('the stored record is no JSON')
    const { store } = machine
    const spoilt: RunDueOptions['store'] = {
      ...store,
      async *list() {
        yield { serialNumber: 'SN-0', unreadable }
        yield* store.list()
      },
    }
    const told: DueOutcome[] = []
    const onDevice = (outcome: DueOutcome): void => void told.push(outcome)
    const report = await run(machine, { store: spoilt, onDevice })
    expect(report).toEqual({ devices: 5, done: 3, failed: 1, complete: true })
    expect(told).toContainEqual({ serialNumber: 'SN-0', settled: false, transitions: [], errors: [unreadable] })
    expect(await states()).toEqual(['in-use', 'in-use', 'in-use'])
  })

  it('records what was done and what was left of every device, in an audit trail', async () => {
    machine.time = new Date(machine.time.getTime() + day + 1)
    const { audit, kept } = keepTrail()
    const driver: RunDueOptions['driver'] = {
      perform: (step, context) =>
        JSON.stringify(context.plan).includes('SN-2')
          ? Promise.reject(new Error('throttled'))
          : machine.driver.perform(step, context),
    }
    await run(machine, { audit, driver, concurrency: 1 })
    const of = (serialNumber: string) =>
      kept.filter(({ subject }) => subject.serialNumber === serialNumber).map(({ type }) => type)
    expect(new Set(of('SN-1'))).toEqual(new Set(['step-done']))
    expect(of('SN-2').at(-1)).toBe('failed')
    expect(of('SN-4')).toEqual([])
    expect(kept.every(({ flow }) => flow === 'vending')).toBe(true)
  })

  it('ends where nobody waits for it any more', async () => {
    const signal = AbortSignal.abort()
    expect(await run(machine, { signal })).toEqual({ devices: 0, done: 0, failed: 0, complete: false })
  })

  it('refuses options that it does not know', async () => {
    const misspelt: object = { concurency: 3 }
    await expect(run(machine, misspelt)).rejects.toMatchObject({ code: 'adapter-option' })
    await expect(run(machine, { concurrency: 65 })).rejects.toMatchObject({ field: 'concurrency' })
  })
})
