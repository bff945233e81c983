import { describe, expect, it } from 'vitest'
import { createMemoryDriver } from '../testing/memory-driver.js'
import type { AbortSignalLike, Driver, StepContext } from './driver.js'
import { execute } from './execute.js'
import {
  activationId,
  certificateId,
  done,
  driverOf,
  failing,
  outcomesOf,
  pending,
  plan,
  terminal,
  thingId,
} from './fixtures/scripted-driver.js'
import { parsePlan } from './parse-plan.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { settle } from './settle.js'
import { ensureThingGroup } from './step/ensure-thing-group.js'
import { StepError } from './step-error.js'

describe('execute', () => {
  it('does every step and says so in the order of the plan', async () => {
    const driver = createMemoryDriver(pending)
    expect(await execute(plan, driver)).toEqual({
      status: 'completed',
      registration: 'sensors',
      certificateId,
      steps: plan.steps.map(({ id, kind }) => ({ id, kind, outcome: 'done' })),
      retryable: false,
      leftovers: [],
    })
    expect(driver.state().certificates[certificateId]).toEqual({ status: 'ACTIVE', policies: ['sensor-policy'] })
  })

  it('finds everything done the second time', async () => {
    const driver = createMemoryDriver(pending)
    await execute(plan, driver)
    expect(new Set(Object.values(await outcomesOf(execute(plan, driver))))).toEqual(new Set(['already-done']))
  })

  it('returns frozen plain JSON', async () => {
    const execution = await execute(plan, failing({ [thingId]: terminal }), { now: () => 0 })
    expect(JSON.parse(JSON.stringify(execution))).toEqual(execution)
    const parts = [execution, execution.steps, execution.leftovers, ...execution.steps]
    expect([...parts, execution.steps[2]?.failure].every(Object.isFrozen)).toBe(true)
  })

  it('completes a plan without steps', async () => {
    expect((await execute({ ...plan, steps: [] }, driverOf(done))).status).toBe('completed')
  })
})

describe('the driver', () => {
  it('is told the plan and what somebody has just seen', async () => {
    const observations = [{ certificateId, status: 'PENDING_ACTIVATION', observedAt: new Date(0) }] as const
    const contexts = new Set<StepContext>()
    await execute(
      plan,
      driverOf((step, context) => done(step, contexts.add(context) && context)),
      { observations },
    )
    expect([...contexts]).toEqual([{ plan, observations, signal: undefined }])
  })

  it('may belong to another copy of the package', async () => {
    const foreign = new StepError('quota-exceeded', 'too many')
    Object.setPrototypeOf(foreign, Object.create(Error.prototype, { retryable: { value: false } }))
    const driver = failing({ [thingId]: foreign })
    expect((await execute(plan, driver)).steps[2]?.failure?.code).toBe('quota-exceeded')
  })
})

describe('refuses before anything is done', () => {
  const rejection = async (...parameters: Parameters<typeof execute>): Promise<PlanError> => {
    const error: unknown = await execute(...parameters).catch((thrown: unknown) => thrown)
    if (error instanceof PlanError) return error
    throw new Error(`not refused: ${JSON.stringify(error)}`)
  }

  it.each([
    ['concurency', { concurency: 2 }, 'did you mean `concurrency`'],
    ['__proto__', JSON.parse('{"__proto__":1}'), 'use one of: concurrency, signal, onProgress, now, observations'],
    ['concurrency', { concurrency: 0 }, 'give a whole number from 1 to 64, or leave it out'],
    ['concurrency', { concurrency: 65 }, 'give a whole number from 1 to 64, or leave it out'],
    ['concurrency', { concurrency: '8' }, 'give a whole number from 1 to 64, or leave it out'],
    ['signal', { signal: true }, 'give an abort signal, or leave it out'],
    ['onProgress', { onProgress: 'log' }, 'give a function, or leave it out'],
    ['now', { now: 5 }, 'give a function that returns milliseconds, or leave it out'],
    ['observations', { observations: {} }, 'give a list of certificate observations, or leave it out'],
    ['options', null, 'give an object with: concurrency, signal, onProgress, now, observations'],
  ])('the option %s of %j', async (field, options, remedy) => {
    const driver = createMemoryDriver(pending)
    expect(await rejection(plan, driver, options)).toMatchObject({ code: 'plan-option', field, remedy })
    expect(driver.calls).toEqual([])
  })

  it.each([
    ['id', { id: '210987654321', region: 'eu-central-1' }],
    ['region', { id: '123456789012', region: 'eu-west-1' }],
    ['partition', { id: '123456789012', region: 'eu-central-1', partition: 'aws-cn' }],
  ] as const)('a driver for another %s', async (field, account) => {
    const driver = createMemoryDriver(pending, { account })
    expect(await rejection(plan, driver)).toMatchObject({ code: 'plan-account', field: `account.${field}` })
    expect(driver.calls).toEqual([])
  })

  it('a plan that is active early, whoever made it', async () => {
    const early = { ...plan, steps: plan.steps.map((step) => ({ ...step, after: [] })) }
    const driver = createMemoryDriver(pending)
    expect((await rejection(early, driver)).code).toBe('plan-active-early')
    expect(driver.calls).toEqual([])
  })

  it.each<[title: string, broken: unknown, code: string]>([
    [
      'that waits for a number',
      { ...plan, steps: plan.steps.map((step) => ({ ...step, after: [5] })) },
      'plan-malformed',
    ],
    ['without an account', { ...plan, account: {} }, 'plan-malformed'],
    ['that activates nobody', withActivation({ certificateId: undefined }), 'plan-malformed'],
    ['with a status in a list', withActivation({ status: ['ACTIVE'] }), 'plan-malformed'],
    ['that brings back', withActivation({ expects: ['INACTIVE'] }), 'plan-active-early'],
    ['that cannot be read', { ...plan, registration: 1n }, 'plan-malformed'],
    ['that is none', null, 'plan-version'],
  ])('a plan %s', async (_, broken, code) => {
    const driver = createMemoryDriver(pending, { account: plan.account })
    expect((await rejection(broken as Plan, driver)).code).toBe(code)
    expect(driver.calls).toEqual([])
  })

  it.each<[title: string, driver: unknown, field: string]>([
    ['nothing', undefined, 'driver'],
    ['an account without a driver', { account: {} }, 'driver'],
    ['a driver whose account is none', driverOf(done, { account: {} as never }), 'driver.account'],
    ['a driver whose account is null', driverOf(done, { account: null as never }), 'driver.account'],
  ])('%s for a driver', async (_, driver, field) => {
    expect(await rejection(plan, driver as Driver)).toMatchObject({ code: 'plan-option', field })
  })

  it('a signal that cannot be read', async () => {
    expect(await rejection(plan, driverOf(done), { signal: unreadable() })).toMatchObject({ field: 'signal' })
  })
})

describe('a plan under way', () => {
  it('is what was checked, whatever a listener makes of it', async () => {
    const mutable = { ...plan, steps: plan.steps.map((step) => ({ ...step })) }
    const seen = new Set<unknown>()
    const driver = driverOf((step, context) => done(step, seen.add(step) && context))
    await execute(mutable, driver, {
      onProgress: () => {
        for (const step of mutable.steps) Object.assign(step, { status: 'ACTIVE', certificateId: 'ab'.repeat(32) })
      },
    })
    expect([...seen]).toEqual(plan.steps)
  })

  it('is the very one that was given where nobody can change it', async () => {
    const frozen = settle(plan)
    const plans = new Set<Plan>()
    await execute(
      frozen,
      driverOf((step, context) => done(step, plans.add(context.plan) && context)),
    )
    expect([...plans]).toEqual([frozen])
    expect(plans.has(frozen)).toBe(true)
  })

  it('ends once the signal cannot be read any more', async () => {
    const signal = { aborted: false }
    const driver = driverOf(() => {
      Object.defineProperty(signal, 'aborted', Object.getOwnPropertyDescriptor(unreadable(), 'aborted') ?? {})
      return { outcome: 'done' }
    })
    expect((await execute(plan, driver, { signal, concurrency: 1 })).status).toBe('aborted')
  })

  it('may be linked as densely as it can be', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `ensure-thing-group:g${index}`)
    const dense = {
      ...plan,
      steps: ids.map((_, index) => ensureThingGroup({ thingGroupName: `g${index}`, after: ids.slice(0, index) })),
    }
    expect((await execute(dense, driverOf(done))).status).toBe('completed')
    expect(parsePlan(dense).steps).toHaveLength(1000)
  })
})

function withActivation(change: object): unknown {
  return { ...plan, steps: plan.steps.map((step) => (step.id === activationId ? { ...step, ...change } : step)) }
}

function unreadable(): AbortSignalLike {
  return {
    get aborted(): boolean {
      throw new Error('unreadable')
    },
  }
}
