import type { Driver } from '../plan/driver.js'
import { execute } from '../plan/execute.js'
import type { Execution } from '../plan/execution.js'
import type { Plan } from '../plan/plan.js'
import { precedentsOf } from '../plan/precedents.js'
import type { StepKind } from '../plan/step/step.js'
import { StepError } from '../plan/step-error.js'
import { expectCompleted, expectSame, stateOf } from './contract-expectations.js'
import {
  accountOf,
  type DriverContractCase,
  type DriverWorld,
  type MakeWorld,
  unregisteredCertificate,
} from './driver-world.js'
import { type PlanFixtureOptions, planFixture } from './plan-fixture.js'

const kinds: readonly StepKind[] = [
  'ensure-thing-type',
  'ensure-billing-group',
  'set-thing-owner',
  'ensure-policy',
  'ensure-thing-group',
  'ensure-thing',
  'update-thing',
  'attach-policy',
  'attach-thing',
  'add-to-thing-group',
  'remove-from-thing-group',
  'register-certificate',
  'set-certificate-status',
  'detach-thing',
]

interface Scene {
  readonly world: DriverWorld
  readonly certificateIds: readonly string[]
  /** Has a step of every kind that is under test: the second certificate takes over the thing of the first. */
  readonly plan: Plan
}

/** The second certificate: one that waits for its activation, or that the plan registers. */
const newcomerOf = async (world: DriverWorld, kind: StepKind | undefined): Promise<PlanFixtureOptions> => {
  if (kind !== 'register-certificate') {
    const [certificateId = ''] = await world.seed({ certificates: ['PENDING_ACTIVATION'] })
    return { certificateId }
  }
  const { certificateId, certificatePem } = await unregisteredCertificate(world)
  return { certificateId, registers: { certificatePem } }
}

/** @param kind - of the step that matters; by default none more than another */
const setScene = async (makeWorld: MakeWorld, kind?: StepKind): Promise<Scene> => {
  const world = await makeWorld()
  const [oldId = ''] = await world.seed({ certificates: ['PENDING_ACTIVATION'] })
  const newcomer = await newcomerOf(world, kind)
  const shared = { billingGroupName: 'plant-1', ...accountOf(world) }
  const first = planFixture({ ...shared, thingGroupName: 'stock', certificateId: oldId })
  expectCompleted(await execute(first, world.driver), 'the first certificate')
  const changes = { attributes: { place: 'hall-2' } }
  const moving = { thingGroupName: 'sensors', leaves: 'stock', changes }
  const plan = planFixture({ ...shared, ...moving, ...newcomer, replaces: oldId })
  return { world, certificateIds: [oldId, plan.certificateId], plan }
}

const restarted = (world: DriverWorld): Driver => world.restart?.() ?? world.driver

/** The part of a plan that ends with the first step of a kind. */
const upTo = (kind: StepKind, plan: Plan): Plan => {
  const last = plan.steps.find((step) => step.kind === kind)
  if (last === undefined) throw new Error(`the plan has no ${kind}`)
  const precedents = precedentsOf(last, plan.steps)
  return { ...plan, steps: plan.steps.filter((step) => step === last || precedents.has(step.id)) }
}

/** The driver, going down at the first step of a kind: before it does anything, or before it can say so. */
const goingDown = (driver: Driver, kind: StepKind, when: 'before' | 'after'): Driver => ({
  account: driver.account,
  async perform(step, context) {
    if (step.kind !== kind) return driver.perform(step, context)
    if (when === 'after') await driver.perform(step, context)
    throw new StepError('step-retryable', 'the process went down')
  },
})

/** Executes again and again, as a queue would deliver it, until it is completed. */
const redeliver = async (plan: Plan, driver: Driver): Promise<Execution> => {
  let execution = await execute(plan, driver)
  for (let delivery = 1; delivery < 5 && execution.retryable; delivery += 1) execution = await execute(plan, driver)
  return execution
}

/** What a plan makes of the scene when nothing disturbs it. */
const undisturbed = async (makeWorld: MakeWorld, kind?: StepKind): Promise<string> => {
  const { world, certificateIds, plan } = await setScene(makeWorld, kind)
  expectCompleted(await execute(plan, world.driver), 'undisturbed')
  return stateOf(world, certificateIds)
}

const twice = (kind: StepKind): DriverContractCase => ({
  name: `${kind}: done, and done again without a change`,
  run: async (makeWorld) => {
    const { world, certificateIds, plan } = await setScene(makeWorld, kind)
    const part = upTo(kind, plan)
    expectCompleted(await execute(part, world.driver), 'once')
    const once = await stateOf(world, certificateIds)
    expectCompleted(await execute(part, world.driver), 'twice')
    expectSame(await stateOf(world, certificateIds), once, 'state after the same process did it again')
    expectCompleted(await execute(part, restarted(world)), 'by another process')
    expectSame(await stateOf(world, certificateIds), once, 'state after another process did it again')
  },
})

const downAt = (kind: StepKind, when: 'before' | 'after'): DriverContractCase => ({
  name: `${kind}: a process that goes down ${when} it is made good by a redelivery`,
  run: async (makeWorld) => {
    const expected = await undisturbed(makeWorld, kind)
    const { world, certificateIds, plan } = await setScene(makeWorld, kind)
    const disturbed = await execute(plan, goingDown(world.driver, kind, when))
    expectSame(disturbed.retryable, true, 'retryable after going down')
    expectCompleted(await redeliver(plan, restarted(world)), 'redelivered')
    expectSame(await stateOf(world, certificateIds), expected, 'state after the redelivery')
  },
})

/** Every plan ends in the same state, however often, by however many, and interrupted wherever. */
export const convergenceCases: readonly DriverContractCase[] = [
  ...kinds.map(twice),
  ...kinds.map((kind) => downAt(kind, 'before')),
  ...kinds.map((kind) => downAt(kind, 'after')),
  {
    name: 'two executions at once end in the state of one',
    run: async (makeWorld) => {
      const expected = await undisturbed(makeWorld)
      const { world, certificateIds, plan } = await setScene(makeWorld)
      const executions = await Promise.all([redeliver(plan, world.driver), redeliver(plan, restarted(world))])
      for (const execution of executions) expectCompleted(execution, 'at once')
      expectSame(await stateOf(world, certificateIds), expected, 'state after both')
    },
  },
]
