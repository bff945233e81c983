import { unknownOption } from '../error/unknown-option.js'
import type { Account } from '../plan/account.js'
import type { Driver, StepResult } from '../plan/driver.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import { PlanError } from '../plan/plan-error.js'
import { StepError } from '../plan/step-error.js'
import { fillRegistry, type InitialRegistry, type RegistryState, registryState } from './memory-driver-registry.js'
import { performInMemory, undoInMemory } from './memory-driver-steps.js'

/** A failure to be met once, for tests of what a crash leaves behind. */
export interface InjectedFailure {
  readonly stepId: string
  /** What is thrown. Default: a StepError `step-retryable`. */
  readonly error?: unknown
  /** `before`: nothing has happened. `after`: it has happened and the answer is lost. */
  readonly when: 'before' | 'after'
}

export interface MemoryDriverOptions {
  /** Default: it works for any account. */
  readonly account?: Account
  /** Each is met once. */
  readonly failAt?: InjectedFailure | readonly InjectedFailure[]
}

export interface DriverCall {
  readonly method: 'perform' | 'undo'
  readonly stepId: string
}

export interface MemoryDriver extends Driver {
  /** What the registry holds now: plain JSON, sorted, a value of its own. */
  state(): RegistryState
  /** Every call so far. */
  readonly calls: readonly DriverCall[]
  undo: NonNullable<Driver['undo']>
}

const checkKeys = (owner: string, given: object, known: readonly string[]): void => {
  const unknown = unknownOption(owner, given, known)
  if (unknown !== undefined) throw new PlanError('plan-option', unknown.message, unknown.details)
}

const parts: readonly (keyof RegistryState)[] = [
  'thingTypes',
  'thingGroups',
  'billingGroups',
  'policies',
  'things',
  'certificates',
]

/**
 * A driver over a registry in memory, for tests: what a plan would do, without an account.
 *
 * It keeps AWS IoT's rules as far as plans meet them: prerequisites must exist, a thing belongs to one certificate, a
 * policy or thing type of the same name and other content is refused, a status changes only from an expected one.
 *
 * @param initial - what the registry holds at first; what is left out is empty. `state()` of another one fits.
 * @param options - `account`: the one it works in, default any; `failAt`: failures to be met, each once
 * @returns the driver, with `state()` and `calls`
 * @throws {PlanError} `plan-option` for an unknown key
 * @example
 * ```ts
 * import { execute } from '@thingplan/core'
 * import { createMemoryDriver, planFixture } from '@thingplan/core/testing'
 *
 * const plan = planFixture({ thingName: 'pump-7' })
 * const driver = createMemoryDriver(
 *   { certificates: { [plan.certificateId]: { status: 'PENDING_ACTIVATION' } } },
 *   { failAt: { stepId: 'attach-thing:pump-7', when: 'after' } },
 * )
 * const interrupted = await execute(plan, driver)
 * interrupted.retryable // => true
 * driver.state().certificates[plan.certificateId]?.status // => 'PENDING_ACTIVATION'
 * const redelivered = await execute(plan, driver)
 * redelivered.status // => 'completed'
 * ```
 */
export const createMemoryDriver = (initial: InitialRegistry = {}, options: MemoryDriverOptions = {}): MemoryDriver => {
  checkKeys("the memory driver's registry", initial, parts)
  checkKeys('the memory driver', options, ['account', 'failAt'])
  const { account, failAt = [] } = options
  const registry = fillRegistry(initial)
  const failures = [failAt].flat()
  const calls: DriverCall[] = []

  const meetFailure = (stepId: string, when: InjectedFailure['when']): void => {
    const index = failures.findIndex((failure) => failure.stepId === stepId && failure.when === when)
    if (index === -1) return
    const [failure] = failures.splice(index, 1)
    throw failure?.error ?? new StepError('step-retryable', 'the answer did not arrive', { stepId })
  }

  return {
    account,
    calls,
    state: () => freezeDeeply(registryState(registry)),
    async perform(step, { plan }): Promise<StepResult> {
      calls.push({ method: 'perform', stepId: step.id })
      // Two executions at once take turns at every step, as they would on a network.
      await undefined
      meetFailure(step.id, 'before')
      const outcome = performInMemory(registry, step, plan)
      await undefined
      meetFailure(step.id, 'after')
      return { outcome }
    },
    async undo(step, { plan }) {
      calls.push({ method: 'undo', stepId: step.id })
      await undefined
      return undoInMemory(registry, step, plan)
    },
  }
}
