import { describe, expect, it } from 'vitest'
import { createMemoryDriver } from '../testing/memory-driver.js'
import { planFixture } from '../testing/plan-fixture.js'
import type { Driver } from './driver.js'
import { execute } from './execute.js'
import {
  activationId,
  attachPolicyId,
  attachThingId,
  certificateId,
  failing,
  passing,
  pending,
  plan,
  terminal,
} from './fixtures/scripted-driver.js'

describe('after a failure for good', () => {
  const grouped = planFixture({ thingGroupName: 'plant' })
  const refusing = (failures: Readonly<Record<string, unknown>>, undo: Driver['undo'], undone: string[]): Driver =>
    failing(failures, {
      undo: async (step, context) => {
        undone.push(step.id)
        return undo?.(step, context) ?? 'undone'
      },
    })

  it('takes back what it attached, last first', async () => {
    const undone: string[] = []
    const execution = await execute(grouped, refusing({ [activationId]: terminal }, undefined, undone))
    expect(undone).toEqual(['add-to-thing-group:plant', attachThingId, attachPolicyId])
    expect(execution.leftovers).toEqual([])
  })

  it('leaves what was attached before', async () => {
    const driver = createMemoryDriver(pending)
    const first = await execute({ ...plan, steps: plan.steps.slice(0, -1) }, driver)
    const again: Driver = {
      ...driver,
      perform: async (step, context) => {
        if (step.id === activationId) throw terminal
        return driver.perform(step, context)
      },
    }
    const attached = driver.state()
    const execution = await execute(plan, again)
    expect([first.status, execution.status]).toEqual(['completed', 'failed'])
    expect(driver.state()).toEqual(attached)
  })

  it.each<[string, Partial<Driver>]>([
    ['says that it is left', { undo: async () => 'left' }],
    ['throws', { undo: async () => Promise.reject(new Error('no')) }],
    ['cannot take anything back', {}],
  ])('names what is left when the driver %s', async (_, rest) => {
    const execution = await execute(plan, failing({ [activationId]: terminal }, rest))
    expect(execution.leftovers).toEqual([attachThingId, attachPolicyId])
  })

  it('leaves everything where the certificate is in a state that nobody expected, and that somebody may end', async () => {
    const driver = createMemoryDriver({ certificates: { [certificateId]: { status: 'INACTIVE' } } })
    const execution = await execute(plan, driver)
    expect(execution.leftovers).toEqual([attachThingId, attachPolicyId])
    expect(driver.state().certificates[certificateId]?.policies).toHaveLength(1)
  })

  it('takes back what it attached too late, to a certificate that was revoked', async () => {
    const driver = createMemoryDriver({ certificates: { [certificateId]: { status: 'REVOKED' } } })
    const execution = await execute(plan, driver)
    expect(execution.leftovers).toEqual([])
    expect(driver.state().certificates[certificateId]).toEqual({ status: 'REVOKED', policies: [] })
  })

  it('takes nothing back after one that may pass', async () => {
    const undone: string[] = []
    await execute(plan, refusing({ [activationId]: passing }, undefined, undone))
    expect(undone).toEqual([])
  })
})
