import type { Execution } from '../plan/execution.js'
import type { Plan } from '../plan/plan.js'
import { PlanError } from '../plan/plan-error.js'
import type { Decision } from '../registration/decision.js'
import { explainDecision } from './explain-decision.js'
import { explainExecution } from './explain-execution.js'
import { explainPlan } from './explain-plan.js'
import { joinLines } from './layout.js'

/**
 * Tells a decision, a plan or an execution to a person on a terminal.
 *
 * Plain text without colours, one line for each finding or step, with a mark in front: `✓` well, `✗` not well, `?` not
 * known. Failures come with what to do about them. Values stand in backticks with control characters escaped, so that a
 * hostile name can neither forge a line nor reach the terminal.
 *
 * @param subject - what `decide`, `parsePlan` or `execute` returned
 * @returns lines joined by line feeds, without one at the end. The wording may change between releases; match on codes instead.
 * @throws {PlanError} `plan-malformed` for anything else, also a plan with a step that this release does not know.
 * @example
 * ```ts
 * import { explain } from '@thingplan/core'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const lines = explain(planFixture({ thingName: 'pump-7' })).split('\n')
 * lines[6] // => '  3  ensure thing `pump-7` of type `sensor`                     after 1'
 * ```
 */
export const explain = (subject: Decision | Plan | Execution): string => {
  try {
    if ('verdict' in subject) return joinLines(explainDecision(subject))
    return joinLines('status' in subject ? explainExecution(subject) : explainPlan(subject))
  } catch (cause) {
    throw new PlanError('plan-malformed', 'what is to be explained is no decision, plan or execution', { cause })
  }
}
