import { quote } from '../error/quote.js'
import { checkActivation } from './check-activation.js'
import { checkOrder } from './check-order.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'

const isListed = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** As much of a plan's shape as the checks rely on: a caller without types may hand in anything. */
const isShaped = ({ steps, account }: Plan): boolean =>
  typeof account === 'object' &&
  account !== null &&
  isListed(steps) &&
  steps.every((step) => typeof step?.id === 'string' && isListed(step.after))

/**
 * Checks what holds of every plan, whoever made it: its version, an order in which it can be done, and nothing active early.
 *
 * @throws {PlanError} `plan-version`, `plan-malformed`, `plan-order`, `plan-active-early`
 */
export const checkPlan = (plan: Plan): void => {
  if (plan?.version !== 1) {
    const found = String(plan?.version)
    throw new PlanError('plan-version', `the plan has version ${quote(found)}, not 1`, {
      field: 'version',
      value: found,
      remedy: 'read foreign plans with parsePlan',
    })
  }
  if (!isShaped(plan)) {
    throw new PlanError('plan-malformed', 'the plan has no account or no list of steps', {
      remedy: 'read foreign plans with parsePlan',
    })
  }
  checkOrder(plan)
  checkActivation(plan)
}
