import { checkAccount } from './check-account.js'
import { checkPlan } from './check-plan.js'
import type { Driver, StepContext } from './driver.js'
import { checkExecuteOptions, type ExecuteOptions } from './execute-options.js'
import type { Execution, StepRecord } from './execution.js'
import { performStep } from './perform-step.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { reportTo } from './report-progress.js'
import { isAborted, isAchieved, runSteps } from './run-steps.js'
import { settle } from './settle.js'
import type { Step } from './step/step.js'
import { startStopwatch } from './stopwatch.js'
import { isAttachment, takeBack } from './take-back.js'

/** The plan as it is now: neither a listener nor a driver can change what was checked. */
const settledPlan = (plan: Plan): Plan => {
  try {
    return settle(plan)
  } catch {
    throw new PlanError('plan-malformed', 'the plan cannot be read')
  }
}

/**
 * Carries out a plan: every step as soon as the steps that it waits for are done, several at once.
 *
 * A failure stops the start of further steps, and those under way are waited for. So does the abort signal. A certificate
 * becomes ACTIVE only in an execution in which everything that the device needs was seen to be done. After a failure that
 * no retry can mend, the attachments that this execution made are taken back in reverse order, or named in `leftovers`
 * where they could not be. The driver takes them from a certificate that waits still, or that was REVOKED meanwhile, and so
 * works for nobody. They are only named in any other status: it is somebody else's business by then.
 *
 * Executing a plan again is always safe and is what a caller does when `retryable` is true.
 *
 * @param plan - as `decide` made it or `parsePlan` read it; it is checked again, and copied unless it is frozen
 * @param driver - performs the steps; its account must be the plan's
 * @param options - `concurrency` 1 to 64, default 8; `signal`; `onProgress`; `now`, a clock in milliseconds, without
 *   which the records hold no times; `observations`, statuses seen just before, for the driver
 * @returns what became of each step, in the plan's order, deeply frozen plain JSON; failures are in it, not thrown
 * @throws {PlanError} before anything is done: `plan-malformed`, `plan-version`, `plan-order`, `plan-active-early`, `plan-account`, `plan-option`
 * @example
 * ```ts
 * import { execute } from '@thingplan/core'
 * import { createMemoryDriver, planFixture } from '@thingplan/core/testing'
 *
 * const plan = planFixture()
 * const driver = createMemoryDriver({ certificates: { [plan.certificateId]: { status: 'PENDING_ACTIVATION' } } })
 * const execution = await execute(plan, driver, { concurrency: 4 })
 * execution.status // => 'completed'
 * driver.state().certificates[plan.certificateId]?.status // => 'ACTIVE'
 * ```
 */
export const execute = async (plan: Plan, driver: Driver, options: ExecuteOptions = {}): Promise<Execution> => {
  checkExecuteOptions(options)
  const checked = settledPlan(plan)
  checkPlan(checked)
  checkAccount(checked, driver)
  const { concurrency = 8, signal, onProgress, now, observations = [] } = options
  const { steps, registration, certificateId } = checked
  const report = reportTo(onProgress)
  const stopwatch = startStopwatch(now)
  const context: StepContext = Object.freeze({ plan: checked, signal, observations })

  const perform = async (step: Step): ReturnType<typeof performStep> => {
    report({ type: 'step-started', id: step.id, kind: step.kind })
    const performance = await performStep(step, driver, context, stopwatch)
    report({ type: 'step-ended', record: performance.record })
    return performance
  }
  const achieved = await runSteps(steps, perform, { concurrency, signal })
  const records = steps.map(
    ({ id, kind }): StepRecord => achieved.get(id) ?? Object.freeze({ id, kind, outcome: 'not-started' }),
  )

  const wasAborted = isAborted(signal)
  const isOver = records.some(({ failure }) => failure?.retryable === false)
  const leftovers: string[] = []
  if (isOver) {
    // Taking back must not be stopped halfway.
    const undisturbed: StepContext = Object.freeze({ plan: checked, observations })
    for (const step of steps
      .filter((step, index) => isAttachment(step) && records[index]?.outcome === 'done')
      .reverse()) {
      const outcome = wasAborted ? 'left' : await takeBack(step, driver, undisturbed)
      if (outcome === 'left') leftovers.push(step.id)
      report({ type: 'step-undone', id: step.id, outcome })
    }
  }

  const isComplete = records.every(isAchieved)
  return Object.freeze({
    status: isComplete ? 'completed' : wasAborted && !isOver ? 'aborted' : 'failed',
    registration,
    certificateId,
    steps: Object.freeze(records),
    retryable: !isComplete && !isOver,
    leftovers: Object.freeze(leftovers),
  })
}
