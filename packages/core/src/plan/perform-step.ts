import { quote } from '../error/quote.js'
import type { Driver, StepContext, StepResult } from './driver.js'
import type { StepRecord } from './execution.js'
import { recordFailure } from './record-failure.js'
import type { Step } from './step/step.js'
import { StepError } from './step-error.js'
import type { Stopwatch } from './stopwatch.js'

/** What came of one call of the driver. */
export interface Performance {
  readonly record: StepRecord
  /** Ids of assumed steps that were done on the way. */
  readonly repaired: readonly string[]
}

const outcomes: readonly unknown[] = ['done', 'already-done', 'assumed'] satisfies StepResult['outcome'][]

/** An answer that is none counts as a failure, never as done. */
const checkResult = (result: StepResult | undefined | null): StepResult => {
  if (result && outcomes.includes(result.outcome) && Array.isArray(result.repaired ?? [])) return result
  throw new StepError('step-unexpected', `the driver answered with outcome ${quote(String(result?.outcome))}`, {
    field: 'outcome',
    remedy: 'try again, then report it to the author of the driver',
  })
}

/** Has the driver do one step and writes down what came of it; never throws. */
export const performStep = async (
  step: Step,
  driver: Driver,
  context: StepContext,
  stopwatch: Stopwatch,
): Promise<Performance> => {
  const { id, kind } = step
  const startedAfterMs = stopwatch()
  const record = (outcome: StepRecord['outcome'], details: Pick<StepRecord, 'note' | 'failure'>): StepRecord => {
    const durationMs = stopwatch() - startedAfterMs
    const times = Number.isFinite(durationMs) ? { startedAfterMs, durationMs } : undefined
    return Object.freeze({ id, kind, outcome, ...times, ...details })
  }
  try {
    const { outcome, note, repaired } = checkResult(await driver.perform(step, context))
    return { record: record(outcome, note === undefined ? {} : { note }), repaired: repaired ?? [] }
  } catch (thrown) {
    return { record: record('failed', { failure: recordFailure(thrown) }), repaired: [] }
  }
}
