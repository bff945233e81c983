import { describe, expect, it } from 'vitest'
import { createMemoryDriver } from '../testing/memory-driver.js'
import { execute } from './execute.js'
import {
  activationId,
  attachPolicyId,
  attachThingId,
  driverOf,
  failing,
  independent,
  outcomesOf,
  type Perform,
  pending,
  plan,
  policyId,
  terminal,
  thingId,
  typeId,
} from './fixtures/scripted-driver.js'

describe('order', () => {
  it('starts a step when all that it waits for is done, and not before', async () => {
    const events: string[] = []
    await execute(plan, createMemoryDriver(pending), {
      onProgress: (event) => {
        if (event.type === 'step-started') events.push(`start ${event.id}`)
        if (event.type === 'step-ended') events.push(`end ${event.record.id}`)
      },
    })
    for (const step of plan.steps) {
      const start = events.indexOf(`start ${step.id}`)
      for (const id of step.after) expect(events.indexOf(`end ${id}`)).toBeLessThan(start)
    }
  })

  it.each([
    [1, 1],
    [3, 3],
    [undefined, 8],
    [64, 12],
  ])('with concurrency %s of 12 independent steps has %i under way at once', async (concurrency, expected) => {
    let underWay = 0
    let most = 0
    const driver = driverOf(async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await undefined
      underWay -= 1
      return { outcome: 'done' }
    })
    await execute(independent(12), driver, { concurrency })
    expect(most).toBe(expected)
  })

  it('counts a step that is assumed as achieved, and as done once another has repaired it', async () => {
    const perform: Perform = ({ id }) => {
      if (id === policyId || id === typeId) return { outcome: 'assumed' }
      return id === attachPolicyId
        ? { outcome: 'done', repaired: [policyId, thingId, 'x'] }
        : { outcome: 'already-done' }
    }
    expect(await outcomesOf(execute(plan, driverOf(perform)))).toEqual({
      [typeId]: 'assumed',
      [policyId]: 'done',
      [thingId]: 'already-done',
      [attachPolicyId]: 'done',
      [attachThingId]: 'already-done',
      [activationId]: 'already-done',
    })
  })
})

describe('the abort signal', () => {
  it('starts nothing when it has fired before', async () => {
    const driver = createMemoryDriver(pending)
    const execution = await execute(plan, driver, { signal: AbortSignal.abort() })
    expect(execution).toMatchObject({ status: 'aborted', retryable: true })
    expect(driver.calls).toEqual([])
  })

  it('waits for what is under way', async () => {
    const controller = new AbortController()
    const driver = driverOf(async ({ id }) => {
      if (id === typeId) controller.abort()
      await undefined
      return { outcome: 'done' }
    })
    const execution = await execute(plan, driver, { signal: controller.signal })
    expect(execution).toMatchObject({ status: 'aborted', retryable: true })
    expect(execution.steps.map(({ outcome }) => outcome)).toEqual(['done', ...Array(5).fill('not-started')])
  })

  it('reaches the driver, whose giving up counts as aborted', async () => {
    const controller = new AbortController()
    const driver = driverOf((_, { signal }) => {
      controller.abort()
      throw signal?.reason
    })
    expect(await execute(plan, driver, { signal: controller.signal })).toMatchObject({
      status: 'aborted',
      retryable: true,
    })
  })

  it('does not hide a failure for good, and has attachments named rather than taken back', async () => {
    const controller = new AbortController()
    const driver = failing(
      { [attachThingId]: terminal },
      {
        undo: async () => 'undone',
      },
    )
    const execution = await execute(plan, driver, {
      signal: controller.signal,
      onProgress: (event) => {
        if (event.type === 'step-started' && event.id === attachThingId) controller.abort()
      },
    })
    expect(execution).toMatchObject({ status: 'failed', retryable: false, leftovers: [attachPolicyId] })
  })

  it('changes nothing about a plan that is completed all the same', async () => {
    const controller = new AbortController()
    const driver = driverOf(({ id }) => {
      if (id === activationId) controller.abort()
      return { outcome: 'done' }
    })
    expect((await execute(plan, driver, { signal: controller.signal })).status).toBe('completed')
  })
})
