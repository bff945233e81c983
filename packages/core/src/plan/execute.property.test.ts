import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryDriver, type MemoryDriver } from '../testing/memory-driver.js'
import { planFixture } from '../testing/plan-fixture.js'
import { isActivation } from './check-activation.js'
import { checkPlan } from './check-plan.js'
import type { Driver } from './driver.js'
import { execute } from './execute.js'
import type { Plan } from './plan.js'
import { addToThingGroup } from './step/add-to-thing-group.js'
import { attachPolicy } from './step/attach-policy.js'
import { ensurePolicy } from './step/ensure-policy.js'
import { ensureThingGroup } from './step/ensure-thing-group.js'
import type { Step } from './step/step.js'
import { StepError } from './step-error.js'
import { isAttachment } from './take-back.js'

const predecessor = 'ab'.repeat(32)
const fixture = planFixture({ billingGroupName: 'plant', replaces: predecessor })
const { certificateId } = fixture

/** A registry in which the predecessor has the thing already. */
const registry = (): MemoryDriver =>
  createMemoryDriver({
    certificates: { [certificateId]: { status: 'PENDING_ACTIVATION' }, [predecessor]: { status: 'ACTIVE' } },
    things: { 'sensor-1': { attributes: { certificateId: predecessor }, principals: { [predecessor]: 'shared' } } },
  })

const policySteps = (count: number): Step[] => {
  const { document } = fixture.steps.find((step) => step.kind === 'ensure-policy') ?? { document: undefined }
  if (document === undefined) throw new Error('the fixture has no policy')
  return Array.from({ length: count }, (_, index) => `policy-${index}`).flatMap((policyName) => [
    ensurePolicy({ policyName, document, scope: 'device', after: [] }),
    attachPolicy({ policyName, certificateId, after: [`ensure-policy:${policyName}`] }),
  ])
}

const groupSteps = (count: number): Step[] =>
  Array.from({ length: count }, (_, index) => `group-${index}`).flatMap((thingGroupName) => [
    ensureThingGroup({ thingGroupName, after: [] }),
    addToThingGroup({
      thingName: 'sensor-1',
      thingGroupName,
      after: [`ensure-thing-group:${thingGroupName}`, 'ensure-thing:sensor-1'],
    }),
  ])

/** Lists steps in some order in which they can be done: of those that are ready, the one with the lowest priority comes next. */
const listed = (steps: readonly Step[], priorities: readonly number[]): readonly Step[] => {
  const waiting = steps.map((step, index) => ({ step, priority: priorities[index % priorities.length] ?? 0 }))
  const order: Step[] = []
  while (waiting.length > 0) {
    const ids = new Set(order.map(({ id }) => id))
    const ready = waiting.filter(({ step }) => step.after.every((id) => ids.has(id)))
    const next = ready.sort((left, right) => left.priority - right.priority)[0]
    if (next === undefined) throw new Error('steps wait for each other')
    waiting.splice(waiting.indexOf(next), 1)
    order.push(next.step)
  }
  return order
}

/** Plans with any number of policies and groups, in any order that works, with any additional waits. */
const plans: fc.Arbitrary<Plan> = fc
  .record({
    policies: fc.nat(3),
    groups: fc.nat(3),
    priorities: fc.array(fc.nat(99), { minLength: 1, maxLength: 20 }),
    waits: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 8 }),
  })
  .map(({ policies, groups, priorities, waits }) => {
    const needed = [...fixture.steps, ...policySteps(policies), ...groupSteps(groups)].filter(
      (step) => !isActivation(step),
    )
    const ordered = listed(needed, priorities).map((step, index, all) => {
      const more = waits.filter(([late]) => late === index).map(([, early]) => all[early % (index || 1)]?.id)
      const after = [...step.after, ...more.filter((id) => id !== undefined && id !== step.id)]
      return { ...step, after: [...new Set(after)] } as Step
    })
    const activation = fixture.steps
      .filter(isActivation)
      .map((step) => ({ ...step, after: ordered.map(({ id }) => id) }))
    return { ...fixture, steps: [...ordered, ...activation] }
  })

/** What goes wrong at the n-th call of the driver, and how long it takes. */
const faults = fc.array(
  fc.record({ goesDown: fc.constantFrom('never', 'never', 'before', 'after'), turns: fc.nat(4) }),
  { minLength: 1, maxLength: 40 },
)

type Faults = readonly { readonly goesDown: string; readonly turns: number }[]

const disturbed = (driver: Driver, faults: Faults, error: () => StepError): Driver => {
  const left = [...faults]
  return {
    ...driver,
    async perform(step, context) {
      const { goesDown, turns } = left.shift() ?? { goesDown: 'never', turns: 0 }
      for (let turn = 0; turn < turns; turn += 1) await undefined
      if (goesDown === 'before') throw error()
      const result = await driver.perform(step, context)
      if (goesDown === 'after') throw error()
      return result
    },
  }
}

const passing = (): StepError => new StepError('step-retryable', 'the answer did not arrive')
const terminal = (): StepError => new StepError('access-denied', 'no')

/** Fails the test at the moment in which a certificate becomes active before everything else is done. */
const watched = (driver: MemoryDriver, plan: Plan): Driver => {
  const achieved = new Set<string>()
  return {
    ...driver,
    async perform(step, context) {
      const needed = plan.steps.filter((other) => !isActivation(other))
      if (isActivation(step)) expect(needed.filter(({ id }) => !achieved.has(id))).toEqual([])
      const result = await driver.perform(step, context)
      achieved.add(step.id)
      return result
    },
  }
}

const undisturbed = async (plan: Plan): Promise<unknown> => {
  const driver = registry()
  expect((await execute(plan, driver)).status).toBe('completed')
  return driver.state()
}

const options = { concurrency: fc.integer({ min: 1, max: 64 }) }

describe('any plan', () => {
  it('of this test keeps the rules', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        checkPlan(plan)
      }),
    )
  })

  it('activates only when all that the device needs is done in the same execution, whatever goes wrong', async () => {
    await fc.assert(
      fc.asyncProperty(plans, faults, options.concurrency, async (plan, met, concurrency) => {
        const driver = registry()
        const execution = await execute(plan, disturbed(watched(driver, plan), met, passing), { concurrency })
        const unexpected = execution.steps.filter(({ failure }) => failure?.code === 'step-unexpected')
        expect(unexpected).toEqual([])
      }),
    )
  })

  it('ends in the same state, however often it was interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(plans, faults, options.concurrency, async (plan, met, concurrency) => {
        const driver = registry()
        const unreliable = disturbed(driver, met, passing)
        let execution = await execute(plan, unreliable, { concurrency })
        while (execution.retryable) execution = await execute(plan, unreliable, { concurrency })
        expect(execution.status).toBe('completed')
        expect(driver.state()).toEqual(await undisturbed(plan))
      }),
    )
  })

  it('ends in the same state when two carry it out at once', async () => {
    await fc.assert(
      fc.asyncProperty(plans, faults, async (plan, met) => {
        const driver = registry()
        const redeliver = async (to: Driver): Promise<void> => {
          while ((await execute(plan, to)).status !== 'completed');
        }
        await Promise.all([redeliver(disturbed(driver, met, passing)), redeliver(driver)])
        expect(driver.state()).toEqual(await undisturbed(plan))
      }),
    )
  })

  it('that fails for good before its activation leaves the certificate inactive, and nothing of its own attached', async () => {
    await fc.assert(
      fc.asyncProperty(plans, faults, async (plan, met) => {
        const driver = registry()
        const beforehand = met.map((fault) => ({ ...fault, goesDown: fault.goesDown === 'never' ? 'never' : 'before' }))
        const execution = await execute(plan, disturbed(driver, beforehand, terminal))
        const { status, policies } = driver.state().certificates[certificateId] ?? {}
        if (status === 'ACTIVE') return
        expect(execution).toMatchObject({ status: 'failed', retryable: false, leftovers: [] })
        expect(status).toBe('PENDING_ACTIVATION')
        expect(policies).toEqual([])
        expect(Object.keys(driver.state().things['sensor-1']?.principals ?? {})).not.toContain(certificateId)
        expect(plan.steps.some(isAttachment)).toBe(true)
      }),
    )
  })
})
