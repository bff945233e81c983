import type { Account } from '@thingplan/core'
import { type Driver, isThingplanError, type Plan, type Step, StepError } from '@thingplan/core'
import { createIotDriver } from '../../driver/create-iot-driver.js'
import { readDeletionWaits } from '../../driver/deletion-waits.js'
import { DriverMemory } from '../../driver/driver-memory.js'
import type { IotWorld } from '../../driver/iot-world.js'
import { performEnsurePolicy } from '../../driver/steps/ensure-policy.js'
import { AdapterError } from '../../error/adapter-error.js'
import { driftOption } from '../../options/drift-option.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { outlinePlan, type PlanOutline } from './outline-plan.js'
import { describeThing, performRegisterThing, type RegisterThingWorld } from './perform-register-thing.js'
import type { RegisterThingCalls } from './register-thing-calls.js'

export interface RegisterThingDriverOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: RegisterThingCalls
  /** As the option of `createIotDriver`. */
  readonly account?: Account
  /** As the option of `createIotDriver`. */
  readonly clock?: () => Date
  /** As the option of `createIotDriver`. */
  readonly statusFreshnessMs?: number
  /** As the option of `createIotDriver`. */
  readonly onPolicyDrift?: 'refuse' | 'update'
  /**
   * What happens to plans that say whose thing it is, which RegisterThing does not look at. `refuse`, the default: they are
   * refused. `describe`: the thing is described first, and must be absent or the certificate's own.
   */
  readonly ownership?: 'refuse' | 'describe'
}

const known: readonly (keyof RegisterThingDriverOptions)[] = [
  'client',
  'account',
  'clock',
  'statusFreshnessMs',
  'onPolicyDrift',
  'ownership',
]

const readWorld = (options: RegisterThingDriverOptions): RegisterThingWorld => {
  refuseUnknownOptions('createRegisterThingDriver', options, known)
  const { client, clock = () => new Date(), ownership = 'refuse' } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  if (ownership !== 'refuse' && ownership !== 'describe') {
    throw new AdapterError('adapter-option', '`ownership` is neither `refuse` nor `describe`', {
      field: 'ownership',
      value: String(ownership),
    })
  }
  const range = { fallback: 5_000, min: 0, max: 60_000 }
  const statusFreshnessMs = numberOption('statusFreshnessMs', options.statusFreshnessMs, range)
  const onPolicyDrift = driftOption(options.onPolicyDrift)
  const waits = readDeletionWaits({})
  const iot: IotWorld = { client, clock, memory: new DriverMemory(), statusFreshnessMs, onPolicyDrift, waits }
  return { client, iot, ownership, described: new WeakMap() }
}

/** The outline of the plan, refused here already where the one call could only fail: before anything is done. */
const outlineFor = (plan: Plan, step: Step, { ownership }: RegisterThingWorld): PlanOutline => {
  const refuse = (message: string, remedy: string | undefined, cause?: unknown): StepError =>
    new StepError('step-refused', message, { stepId: step.id, field: 'steps', remedy, cause })
  try {
    const outline = outlinePlan(plan)
    if (outline.thing.ownership === 'off' || ownership === 'describe') return outline
    const message = `RegisterThing does not look whose thing it is, as \`${outline.thing.id}\` wants it`
    throw refuse(message, 'create the driver with `ownership: describe`, or register without ownership')
  } catch (error) {
    if (isThingplanError(error) && error.code === 'plan-not-expressible')
      throw refuse(error.message, error.remedy, error)
    throw error
  }
}

/**
 * A driver that registers a device with one call of RegisterThing, in place of one call for each step.
 *
 * Its critical path is 2 round trips (DescribeCertificate, RegisterThing) where `createIotDriver` has 4; `ownership: describe`
 * adds DescribeThing, and makes it 3. Shared policies are compared once per process as ever, and policies of one device are
 * created first. Choose it with care:
 *
 * - *Quotas.* RegisterThing has a quota of its own, 10 calls a second by default, and the calls that AWS makes for it count
 *   against theirs too: it saves time per device, never throughput.
 * - *Order.* In which order AWS makes those calls is not documented. After a failure parts may be done, and they are not taken
 *   back: `execution.steps` shows them as `assumed`, and executing the plan step by step with `createIotDriver` brings them to
 *   an end.
 * - *Expression.* A plan that hands a thing over, detaches, or attaches exclusively is refused, naming the step.
 *
 * The role needs `iot:RegisterThing` beside what `requiredIamPolicy` says; `provisioningIamPolicy` has it. Plans that carry out
 * the consequence of a refusal are one step, and done as `createIotDriver` does it.
 *
 * @param options - `client` is required
 * @returns a driver for `execute` and for the option `driver` of `createJitrHandler`
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT API Reference, "RegisterThing"; AWS IoT Core Developer Guide, "Provisioning templates"
 *
 * @example
 * ```ts
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createRegisterThingDriver } from '@thingplan/aws-adapter/provisioning'
 * import { execute } from '@thingplan/core'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const driver = createRegisterThingDriver({ client: new IoTClient({ region: 'eu-central-1' }) })
 * const execution = await execute(planFixture({ ownership: 'stamp' }), driver)
 * execution.steps[0]?.failure?.code // => 'step-refused'
 * ```
 */
export const createRegisterThingDriver = (options: RegisterThingDriverOptions): Driver => {
  const world = readWorld(options)
  const { client, account } = options
  const { clock, statusFreshnessMs, onPolicyDrift } = world.iot
  const stepByStep = createIotDriver({ client, clock, statusFreshnessMs, onPolicyDrift })
  return {
    account,
    perform: async (step, context) => {
      const { plan } = context
      if (plan.purpose !== 'register') return stepByStep.perform(step, context)
      const outline = outlineFor(plan, step, world)
      if (step.kind === 'ensure-policy') return performEnsurePolicy(step, context, world.iot)
      if (step.kind === 'ensure-thing') return describeThing(outline, context, world)
      if (step.id === outline.activation.id) return performRegisterThing(outline, context, world)
      return { outcome: 'assumed' }
    },
  }
}
